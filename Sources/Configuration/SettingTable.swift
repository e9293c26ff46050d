package import Chains
package import Manuscript

/// All settings, in list order: a row is all that a setting needs.
///
/// `settings[\.timeout]` reads the typed value of a row. `:set`, configuration files, `galley config`, completion and
/// the documentation use the rows without their types, through `SettingKey.all`.
package struct SettingTable: Sendable {
    /// When to ask before the post changes.
    package enum Confirmation: String, Sendable, CaseIterable { case always, destructive, never }
    /// When to show long output in a pager.
    package enum Paging: String, Sendable, CaseIterable { case auto, off }
    /// The view of a rewritten or edited text: the text itself, or its changes.
    package enum TextView: String, Sendable, CaseIterable { case text, diff }

    let model = Setting("model", "the model's id", .word("the id of a model; `:models` lists them"), isOfProvider: true)
    let baseURL = Setting("baseURL", "the model server", .address, isOfProvider: true, risk: otherServer)
    package let temperature = Setting("temperature", "how freely the model chooses", .number(0...2), isOfProvider: true)
    package let reasoningEffort = Setting(
        "reasoningEffort", "how long a reasoning model thinks", .choice("low", "medium", "high"), isOfProvider: true)
    package let parallel = Setting("parallel", "sections written at once", .whole(1...32), isOfProvider: true)
    package let lengthRetry = Setting(
        "lengthRetry", "ask again for a text far from its length", .onOff, default: true, isOfProvider: true)
    package let confirmChanges = Setting(
        "confirmChanges", "ask about each change of a rewritten or edited text", .onOff, default: false,
        isOfProvider: true, risk: fewerQuestions, formerName: "review")
    package let confirm = Setting(
        "confirm", "when to ask before texts are deleted or many are rewritten", .cases,
        default: Confirmation.destructive,
        isOfProvider: true, risk: fewerQuestions)
    package let seed = Setting(
        "seed", "makes the model's choices repeatable", .whole(0...Int(Int32.max)), isOfProvider: true)
    package let timeout = Setting(
        "timeout", "seconds without a byte before Galley gives up on a call", .whole(1...3600), isOfProvider: true)
    package let longestWait = Setting(
        "longestWait", "longest wait, in seconds, for a rate limit or an unreachable server", .whole(0...3600),
        isOfProvider: true)
    package let tier = Setting<ModelProfile.Tier?>(
        "tier", "how much to ask of the model in one call", .cases, isOfProvider: true)
    package let contextWindow = Setting(
        "contextWindow", "tokens that fit into the model's context window", .whole(512...10_000_000, of: "tokens"),
        isOfProvider: true)
    let provider = Setting(
        "provider", "who serves the model",
        .word("a name that Galley knows, such as groq or ollama, or one of a configuration file"), risk: otherServer)
    package let pager = Setting("pager", "show long output of `:show` in $PAGER", .cases, default: Paging.auto)
    package let hints = Setting("hints", "name the likely next command below an answer", .onOff, default: true)
    package let notify = Setting(
        "notify", "signal the end of something that took more than ten seconds", .onOff, default: true)
    package let prompt = Setting(
        "prompt", "the name in front of the prompt; the session's name by default",
        .word("a word of at most 14 characters", longest: 14))
    package let show = Setting(
        "show", "how to show a rewritten or edited text: the text itself, or its changes", .cases,
        default: TextView.text)
    package let sections = Setting("sections", "sections of a new outline", .whole(1...40))
    package let budget = Setting(
        "budget", "the most that the session may cost; Galley makes no call that could exceed it", .amount,
        risk: "the session might cost more")
    package let currency = Setting(
        "currency", "the currency shown after amounts", .word("a word such as USD"), default: "")

    // The style card keeps the values of these.
    let words = SettingKey(
        "words", "length of the whole post", .whole(SettingKey.postWords, of: "words"),
        style: ({ $0.words.map { .int($0) } }, { $0.words = $1?.int }))
    let audience = SettingKey.text("audience", "the intended readers", \.audience)
    let tone = SettingKey.text("tone", "how the text sounds", \.tone)
    let person = SettingKey.text("person", "grammatical person", \.person)
    let language = SettingKey.text("language", "language of headings and text", \.language)
    let lists = SettingKey(
        "lists", "how often to use lists", .choice("never", "few", "often"),
        style: ({ $0.lists.isEmpty ? nil : .string($0.lists) }, { $0.lists = $1?.string ?? "" }))
    let banned = SettingKey.list(
        "banned", "phrases that the text must not contain", takes: "phrases separated by semicolons", \.banned)
    let stock = SettingKey(
        "stock", "look for stock phrases such as \"plays a crucial role\"", .choice("on", "off"),
        style: ({ $0.stock.isEmpty ? nil : .string($0.stock) }, { $0.stock = $1?.string ?? "" }))
    let rules = SettingKey.list("rules", "further style rules", takes: "rules separated by semicolons", \.rules)
    let sample = SettingKey.text(
        "sample", "a sample paragraph in the right voice", takes: "a paragraph", \.sample)

    static let rows = SettingTable()
    private static let otherServer = "the post would be sent to another server"
    private static let fewerQuestions = "you might be asked less"
}

extension SettingKey {
    /// All settings, in list order.
    package static let all = Mirror(reflecting: SettingTable.rows).children.compactMap { row in
        (row.value as? any SettingRow)?.key
    }
}

extension Settings {
    /// The value of a setting, such as `settings[\.timeout]`; its default, usually nil, if it is missing or of another
    /// type.
    package subscript<Value>(row: KeyPath<SettingTable, Setting<Value>>) -> Value {
        let setting = SettingTable.rows[keyPath: row]
        return setting.read(values[setting.key.storedName(in: self)])
    }
}
