package import Manuscript
import Platform

/// A setting of `:set`: a line in `all`, from which help, completion and validation derive.
package struct SettingKey: Sendable {
    /// The name as typed and stored.
    package let name: String
    /// The meaning, without a full stop.
    package let summary: String
    /// The accepted values, as the end of a sentence.
    package let takes: String
    /// Parses a value; nil if it is invalid.
    private let parse: @Sendable (String) -> JSONValue?
    /// Access to the style card, for settings that are stored there.
    private let style: (read: @Sendable (Style) -> JSONValue?, write: @Sendable (inout Style, JSONValue?) -> Void)?

    private init(
        _ name: String, _ summary: String, takes: String, parse: @escaping @Sendable (String) -> JSONValue?,
        style: (read: @Sendable (Style) -> JSONValue?, write: @Sendable (inout Style, JSONValue?) -> Void)? = nil
    ) {
        self.name = name
        self.summary = summary
        self.takes = takes
        self.parse = parse
        self.style = style
    }

    /// Returns the setting with this name, in any case; throws `SettingError.unknown`.
    package static func named(_ name: String) throws -> SettingKey {
        if let key = exactly(name) ?? all.first(where: { $0.name.lowercased() == name.lowercased() }) { return key }
        throw SettingError.unknown(name, nearest: Spelling.nearest(to: name, among: all.map(\.name)))
    }

    /// Returns the setting with exactly this name or former name; nil if there is none.
    package static func exactly(_ name: String) -> SettingKey? {
        all.first { $0.name == name } ?? all.first { $0.key?.formerName == name }
    }

    /// The key among the settings of a session; nil for a setting of the style card.
    private var key: Settings.Key? { Settings.Key(rawValue: name) }

    /// The accepted words, if `takes` lists them; otherwise empty.
    package var choices: [String] {
        let words = takes.split(separator: #/, | or /#).map(String.init)
        return words.count > 1 && words.allSatisfy { parse($0) != nil } ? words : []
    }

    /// True if it belongs to the style card.
    package var isOfStyle: Bool { style != nil }

    /// True if a provider in a configuration file may override it, because it depends on the server or model.
    package var isOfProvider: Bool {
        style == nil
            && !["provider", "sections", "budget", "currency", "pager", "hints", "prompt", "show"].contains(name)
    }

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
        guard let value = style.map({ $0.read(session.style) }) ?? session.settings[storedName(in: session)] else {
            return nil
        }
        // A session may come from someone else, so an invalid value counts as missing.
        guard Self.words(value) != nil, isOfStyle || self.value(from: value) != nil else { return nil }
        return value
    }

    private func storedName(in session: Session) -> String { key?.name(in: session.settings) ?? name }

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
        guard let style else { return .setSetting(key: storedName(in: session), value: value) }
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

    /// All settings, in list order.
    package static let all: [SettingKey] = [
        SettingKey("model", "the model's id", takes: "the id of a model; `:models` lists them", parse: word),
        SettingKey(
            "baseURL", "the model server", takes: "an address such as http://127.0.0.1:11434/v1", parse: address),
        SettingKey("temperature", "how freely the model chooses", takes: "a number from 0 to 2", parse: number(0...2)),
        SettingKey(
            "reasoningEffort", "how long a reasoning model thinks", takes: "low, medium or high",
            parse: choice(["low", "medium", "high"])),
        SettingKey("parallel", "sections written at once", takes: "a whole number from 1 to 32", parse: whole(1...32)),
        SettingKey(
            "lengthRetry", "ask again for a text far from its length", takes: "on or off",
            parse: onOff),
        SettingKey(
            "confirmChanges", "ask about each change of a rewritten or edited text", takes: "on or off",
            parse: onOff),
        SettingKey(
            "confirm", "when to ask before the changes of a conversation", takes: "always, destructive or never",
            parse: choice(["always", "destructive", "never"])),
        SettingKey(
            "seed", "makes the model's choices repeatable", takes: "a whole number", parse: whole(0...Int(Int32.max))),
        SettingKey(
            "timeout", "seconds without a byte before Galley gives up on a call",
            takes: "a whole number from 1 to 3600",
            parse: whole(1...3600)),
        SettingKey(
            "longestWait", "longest wait, in seconds, for a rate limit or an unreachable server",
            takes: "a whole number from 0 to 3600", parse: whole(0...3600)),
        SettingKey(
            "tier", "how much to ask of the model in one call", takes: "small, medium or large",
            parse: choice(["small", "medium", "large"])),
        SettingKey(
            "contextWindow", "tokens that fit into the model's context window",
            takes: "a whole number of tokens from 512 to 10000000", parse: whole(512...10_000_000)),
        SettingKey(
            "provider", "who serves the model",
            takes: "a name that Galley knows, such as groq or ollama, or one of a configuration file", parse: word),
        SettingKey(
            "pager", "show long output of `:show` in $PAGER", takes: "auto or off",
            parse: choice(["auto", "off"])),
        SettingKey(
            "hints", "name the likely next command below an answer", takes: "on or off", parse: onOff),
        SettingKey(
            "prompt", "the name in front of the prompt; the session's name by default",
            takes: "a word of at most 14 characters", parse: { $0.count <= 14 ? word($0) : nil }),
        SettingKey(
            "show", "how to show a rewritten or edited text: the text itself, or its changes",
            takes: "text or diff", parse: choice(["text", "diff"])),
        SettingKey("sections", "sections of a new outline", takes: "a whole number from 1 to 40", parse: whole(1...40)),
        SettingKey(
            "budget", "the most that the session may cost; Galley makes no call that could exceed it",
            takes: "an amount such as 0.50, with at most six places", parse: { Money($0).map { .string($0.text) } }),
        SettingKey("currency", "the currency shown after amounts", takes: "a word such as USD", parse: word),
        SettingKey(
            "words", "length of the whole post", takes: "a whole number of words from 50 to 100000",
            parse: whole(postWords),
            style: ({ $0.words.map { .int($0) } }, { $0.words = $1?.int })),
        text("audience", "the intended readers", \.audience), text("tone", "how the text sounds", \.tone),
        text("person", "grammatical person", \.person),
        text("language", "language of headings and text", \.language),
        SettingKey(
            "lists", "how often to use lists", takes: "never, few or often",
            parse: choice(["never", "few", "often"]),
            style: (
                { $0.lists.isEmpty ? nil : .string($0.lists) }, { $0.lists = $1?.string ?? "" }
            )),
        list("banned", "phrases that the text must not contain", takes: "phrases separated by semicolons", \.banned),
        list("rules", "further style rules", takes: "rules separated by semicolons", \.rules),
        text("sample", "a sample paragraph in the right voice", takes: "a paragraph", \.sample),
    ]

    /// Returns the table of the settings for the documentation, without a trailing line feed.
    package static func markdownTable() -> String {
        let rows = all.map { "| `\($0.name)` | \($0.summary) | \($0.takes) |" }
        return (["| key | meaning | value |", "|---|---|---|"] + rows).joined(separator: "\n")
    }

    private static func list(
        _ name: String, _ summary: String, takes: String, _ path: any WritableKeyPath<Style, [String]> & Sendable
    ) -> SettingKey {
        @Sendable func items(_ text: String) -> [String] {
            text.split(separator: ";").map { Prose.title(String($0)) }.filter { !$0.isEmpty }
        }
        return SettingKey(
            name, summary, takes: takes,
            parse: { items($0).isEmpty ? nil : .string(items($0).joined(separator: "; ")) },
            style: (
                { $0[keyPath: path].isEmpty ? nil : .string($0[keyPath: path].joined(separator: "; ")) },
                { $0[keyPath: path] = items($1?.string ?? "") }
            ))
    }

    private static func text(
        _ name: String, _ summary: String, takes: String = "a few words",
        _ path: any WritableKeyPath<Style, String> & Sendable
    ) -> SettingKey {
        SettingKey(
            name, summary, takes: takes, parse: { .string(Prose.title($0)) },
            style: (
                { $0[keyPath: path].isEmpty ? nil : .string($0[keyPath: path]) },
                { $0[keyPath: path] = $1?.string ?? "" }
            ))
    }

    @Sendable private static func word(_ text: String) -> JSONValue? {
        text.contains(where: \.isWhitespace) ? nil : .string(text)
    }

    @Sendable private static func address(_ text: String) -> JSONValue? {
        text.hasPrefix("http://") || text.hasPrefix("https://") ? word(text) : nil
    }

    private static func number(_ range: ClosedRange<Double>) -> @Sendable (String) -> JSONValue? {
        { text in Double(text).flatMap { range.contains($0) ? .number($0) : nil } }
    }

    private static func whole(_ range: ClosedRange<Int>) -> @Sendable (String) -> JSONValue? {
        { text in Int(text).flatMap { range.contains($0) ? .int($0) : nil } }
    }

    @Sendable private static func onOff(_ text: String) -> JSONValue? {
        ["on": .bool(true), "off": .bool(false)][text.lowercased()]
    }

    private static func choice(_ words: [String]) -> @Sendable (String) -> JSONValue? {
        { text in words.contains(text.lowercased()) ? .string(text.lowercased()) : nil }
    }
}
