import Manuscript

/// A setting with the type of its value: a row of `SettingTable`.
package struct Setting<Value: Sendable>: SettingRow {
    let key: SettingKey
    /// Returns the value for a stored one; the default if that is missing or of another type.
    let read: @Sendable (JSONValue?) -> Value

    /// Declares a setting that has no value by default; see `SettingKey` for the arguments.
    init<Kind>(
        _ name: String, _ summary: String, _ kind: SettingKind<Kind>, isOfProvider: Bool = false, risk: String? = nil
    ) where Value == Kind? {
        key = SettingKey(name, summary, kind, isOfProvider: isOfProvider, risk: risk)
        read = { $0.flatMap(kind.read) }
    }

    /// Declares a setting with a default.
    init(
        _ name: String, _ summary: String, _ kind: SettingKind<Value>, default standard: Value,
        isOfProvider: Bool = false, risk: String? = nil, formerName: String? = nil
    ) {
        key = SettingKey(
            name, summary, kind, isOfProvider: isOfProvider, risk: risk, formerName: formerName)
        read = { $0.flatMap(kind.read) ?? standard }
    }
}

/// A row of `SettingTable`, whatever the type of its value.
protocol SettingRow: Sendable {
    /// The setting without its type.
    var key: SettingKey { get }
}

extension SettingKey: SettingRow {
    /// The setting itself.
    var key: SettingKey { self }
}
