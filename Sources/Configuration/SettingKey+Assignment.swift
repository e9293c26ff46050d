import Manuscript
import Platform

extension SettingKey {
    /// Returns the name and the value of an option such as `--set words=2500`; throws `SettingError`.
    package static func assignment(_ text: String) throws -> (name: String, value: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw SettingError.noAssignment }
        let key = try named(parts[0])
        guard key.value(from: .string(parts[1])) != nil else {
            throw SettingError.refusedValue(key.name, takes: key.takes, not: parts[1])
        }
        return (key.name, parts[1])
    }
}
