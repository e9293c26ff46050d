import Manuscript

/// `:set KEY VALUE` changes a setting of this session; without a value it shows it.
struct SetValue: Command {
    static let card = CommandCard(
        name: "set", usage: "[KEY [VALUE]]", summary: "show the settings of this session, or change one",
        example: ":set words 2500", takes: [.setting, .text])

    private enum Plan {
        case list
        case show(SettingKey)
        case change(SettingKey, [Edit])
    }
    private let plan: Plan
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        let whole = arguments.all()
        guard !whole.isEmpty else {
            plan = .list
            return
        }
        // Both `words 900` and `words=900`, and a value in quotes.
        let name = whole.prefix { !$0.isWhitespace && $0 != "=" }
        let key = try SettingKey.named(String(name))
        var value = whole.dropFirst(name.count).trimmed
        if value.hasPrefix("=") { value = value.dropFirst().trimmed }
        if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
            value = value.dropFirst().dropLast().trimmed
        }
        plan = value.isEmpty ? .show(key) : .change(key, [try key.edit(value, session)])
    }

    func perform(at desk: Desk) async throws -> Report {
        switch plan {
        case .list:
            let rows = SettingKey.all.map { key in [key.name, key.value(in: desk.session) ?? "-", key.summary] }
            let pairs = SettingKey.all.map {
                ($0.name, $0.value(in: desk.session).map { .string($0) } ?? JSONValue.null)
            }
            return Report(
                .plain(TextTable.lines(rows).joined(separator: "\n")),
                data: ["settings": .object(Dictionary(uniqueKeysWithValues: pairs))])
        case .show(let key):
            let value = key.value(in: desk.session)
            return Report(
                .plain("\(key.name)  \(value ?? "-")  \(key.summary); takes \(key.takes)"),
                data: [key.name: value.map { .string($0) } ?? .null])
        case .change(let key, let edits):
            let old = key.value(in: desk.session)
            try desk.commit(edits, Turn(at: desk.now(), kind: "set", input: line, summary: "set \(key.name)"))
            if key.name == "baseURL", let address = key.value(in: desk.session) {
                try desk.models.chose(baseURL: address)
            }
            let value = key.value(in: desk.session)
            let was = old.map { ", was \($0)" } ?? ""
            return Report(
                note: "\(key.name) is \(value ?? "the default")\(was).",
                data: [key.name: value.map { .string($0) } ?? .null])
        }
    }
}
