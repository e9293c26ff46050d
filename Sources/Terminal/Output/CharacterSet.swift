/// What a terminal's characters are.
package enum CharacterSet {
    /// Whether only ASCII is safe: the locale is set to no UTF-8 (POSIX.1-2017, 8.2 "Internationalization Variables").
    package static func isASCII(_ environment: [String: String]) -> Bool {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let plain = name.lowercased().filter { $0 != "-" }
        return !plain.contains("utf8")
    }
}
