package import Manuscript
import Platform

/// A setting of `:set`: its name, its meaning and the texts that it takes.
package struct SettingKey: Sendable {
    /// Access to the style card, for a setting that is stored there.
    typealias StyleAccess = (
        read: @Sendable (Style) -> JSONValue?, write: @Sendable (inout Style, JSONValue?) -> Void
    )

    /// The name as typed and stored.
    package let name: String
    /// The meaning, without a full stop.
    package let summary: String
    /// The accepted values, as the end of a sentence.
    package let takes: String
    /// The accepted words, if there are only a few.
    package let choices: [String]
    /// True if a provider in a configuration file may override it, because it depends on the server or model.
    package let isOfProvider: Bool
    /// The consequence that a change may have for the writer, as a clause; nil if it has none.
    package let risk: String?
    /// The name that earlier releases used and that is still read.
    let formerName: String?
    /// Parses a value; nil if it is invalid.
    private let parse: @Sendable (String) -> JSONValue?
    private let style: StyleAccess?

    init<Value>(
        _ name: String, _ summary: String, _ kind: SettingKind<Value>, isOfProvider: Bool = false,
        risk: String? = nil, formerName: String? = nil, style: StyleAccess? = nil
    ) {
        (self.name, self.summary, takes, choices, parse) = (name, summary, kind.takes, kind.choices, kind.parse)
        (self.isOfProvider, self.risk, self.formerName, self.style) = (isOfProvider, risk, formerName, style)
    }

    /// Returns the setting with this name, in any case; throws `SettingError.unknown`.
    package static func named(_ name: String) throws -> SettingKey {
        if let key = exactly(name) ?? all.first(where: { $0.name.lowercased() == name.lowercased() }) { return key }
        throw SettingError.unknown(name, nearest: Spelling.nearest(to: name, among: all.map(\.name)))
    }

    /// Returns the setting with exactly this name or former name; nil if there is none.
    package static func exactly(_ name: String) -> SettingKey? {
        all.first { $0.name == name } ?? all.first { $0.formerName == name }
    }

    /// True if it belongs to the style card.
    package var isOfStyle: Bool { style != nil }

    /// Validates a value from a configuration file like typed input; nil if it is invalid.
    package func value(from value: JSONValue) -> JSONValue? {
        switch value {
        case .bool(let isOn): parse(isOn ? "on" : "off")
        case .int(let number): parse("\(number)")
        case .number(let number): parse("\(number)")
        case .string(let text): text.trimmed.isEmpty ? nil : parse(String(text.trimmed))
        // A file may list phrases one per line.
        case .array(let list): parse(list.compactMap(\.string).joined(separator: "; "))
        case .null, .object: nil
        }
    }

    /// Returns the value that the session itself sets; nil if there is none.
    package func own(in session: Session) -> JSONValue? {
        guard let value = style.map({ $0.read(session.style) }) ?? session.settings[storedName(in: session.settings)]
        else {
            return nil
        }
        // A session may come from someone else, so an invalid value counts as missing.
        guard Self.words(value) != nil, isOfStyle || self.value(from: value) != nil else { return nil }
        return value
    }

    /// Returns the name that a session's settings use: the former one if it is present and the new one is not.
    func storedName(in settings: Settings) -> String {
        guard let formerName, settings.values[name] == nil, settings.values[formerName] != nil else { return name }
        return formerName
    }

    /// Sets the value in a session that does not set it.
    package func fill(_ session: inout Session, with value: JSONValue) {
        guard own(in: session) == nil else { return }
        put(value, into: &session)
    }

    /// Sets the value in a session, replacing an existing one.
    package func put(_ value: JSONValue, into session: inout Session) {
        if let style { style.write(&session.style, value) } else { session.settings[name] = value }
    }

    /// Returns the edit that sets the value; `default` removes it.
    ///
    /// Throws `SettingError.badValue`.
    package func edit(_ text: String, _ session: Session) throws -> Edit {
        let isReset = ["default", "none", "-"].contains(text.lowercased())
        let value = isReset ? nil : parse(text)
        guard isReset || value != nil else { throw SettingError.badValue(name, takes: takes) }
        guard let style else { return .setSetting(key: storedName(in: session.settings), value: value) }
        var card = session.style
        style.write(&card, value)
        return .setStyle(card)
    }

    /// Returns the session's value in words; nil if it is not set.
    package func value(in session: Session) -> String? {
        own(in: session).flatMap(Self.words)
    }

    /// Returns a value in words; nil if it is an empty text.
    package static func words(_ value: JSONValue) -> String? {
        if let isOn = value.bool { return isOn ? "on" : "off" }
        return value.string.map { $0.isEmpty ? nil : $0 } ?? value.compact
    }
}

extension SettingKey {
    /// The allowed numbers of words for a whole post.
    package static let postWords = 50...100_000

    /// Returns the table of the settings for the documentation, without a trailing line feed.
    package static func markdownTable() -> String {
        let rows = all.map { "| `\($0.name)` | \($0.summary) | \($0.takes) |" }
        return (["| key | meaning | value |", "|---|---|---|"] + rows).joined(separator: "\n")
    }

    /// Returns a setting of the style card that takes several texts.
    static func list(
        _ name: String, _ summary: String, takes: String, _ path: any WritableKeyPath<Style, [String]> & Sendable
    ) -> SettingKey {
        @Sendable func items(_ text: String) -> [String] {
            text.split(separator: ";").map { Prose.title(String($0)) }.filter { !$0.isEmpty }
        }
        let kind = SettingKind<[String]>(
            takes: takes, parse: { items($0).isEmpty ? nil : .string(items($0).joined(separator: "; ")) },
            read: { $0.string.map(items) })
        return SettingKey(
            name, summary, kind,
            style: (
                { $0[keyPath: path].isEmpty ? nil : .string($0[keyPath: path].joined(separator: "; ")) },
                { $0[keyPath: path] = items($1?.string ?? "") }
            ))
    }

    /// Returns a setting of the style card that takes a text.
    static func text(
        _ name: String, _ summary: String, takes: String = "a few words",
        _ path: any WritableKeyPath<Style, String> & Sendable
    ) -> SettingKey {
        SettingKey(
            name, summary, SettingKind(takes: takes, parse: { .string(Prose.title($0)) }, read: \.string),
            style: (
                { $0[keyPath: path].isEmpty ? nil : .string($0[keyPath: path]) },
                { $0[keyPath: path] = $1?.string ?? "" }
            ))
    }
}
