import Chains
import Configuration
import Manuscript

/// `:set KEY VALUE` changes a setting of this session; without a value it shows the setting.
struct SetValue: Command {
    private static let key = TypedParameter<String>("key", .setting, "which setting", isOptional: true)
    private static let value = TypedParameter<String>("value", .value, "its value, or default", isOptional: true)
    static let card = CommandCard(
        name: "set",
        parameters: [key, value],
        grammar: "[KEY [VALUE]]",
        summary: "show the settings of this session, or change one",
        example: ":set words 2500")

    private enum Plan {
        case list
        case show(SettingKey)
        case change(SettingKey, [Edit])
    }
    private let plan: Plan
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        guard let name = values[Self.key] else {
            plan = .list
            return
        }
        let key = try SettingKey.named(name)
        let value = values[Self.value] ?? ""
        plan = value.isEmpty ? .show(key) : .change(key, [try key.edit(value, session)])
    }

    /// Makes a command from a name and a value; `line` is for the history.
    init(name: String, value: String, line: String, session: Session) throws {
        self.line = line
        let key = try SettingKey.named(name)
        plan = .change(key, [try key.edit(value, session)])
    }

    func reach(in workspace: Workspace) -> String? {
        guard case .change(let key, _) = plan, let risk = key.risk else { return nil }
        return "sets \(key.name), so \(risk) (\(line))"
    }

    func perform(in workspace: Workspace) async throws -> Report {
        switch plan {
        case .list:
            let values = SettingKey.all.map { ($0, Self.value(of: $0, in: workspace).value) }
            let rows = values.map { key, value in [key.name, value.map(StyleSheet.short) ?? "-", key.summary] }
            let pairs = values.map { key, value in (key.name, value.map { .string($0) } ?? JSONValue.null) }
            return Report(
                Report.Answer(TableAnswer(head: [], wide: TextTable.lines(rows)) { _ in Self.narrow(rows) }),
                data: ["settings": .object(Dictionary(uniqueKeysWithValues: pairs))])
        case .show(let key):
            let (value, source) = Self.value(of: key, in: workspace)
            let isOwn = source == .session || source == .standard
            return Report(
                .plain("\(key.name)  \(value ?? "-")  \(key.summary); takes \(key.takes)"),
                note: isOwn ? "" : "The value comes from \(source.words).",
                data: [key.name: value.map { .string($0) } ?? .null])
        case .change(let key, let edits):
            let old = key.value(in: workspace.session)
            try workspace.turns.commit(
                edits, Turn(at: workspace.now(), kind: .set, input: line, summary: "set \(key.name)"))
            // A key is sent only to a host that the person named, not to one from a file of the working folder.
            if key.name == "baseURL", !workspace.scripts.runsForeignLines,
                let address = key.value(in: workspace.session)
            {
                try workspace.models.chose(baseURL: address)
            }
            let value = key.value(in: workspace.session)
            let was = old.map { ", was \($0)" } ?? ""
            return Report(
                note: "\(key.name) is \(value ?? "the default")\(was).\(Self.remark(on: key, in: workspace))",
                data: [key.name: value.map { .string($0) } ?? .null])
        }
    }

    /// Returns names and values, each with its summary below it.
    private static func narrow(_ rows: [[String]]) -> [String] {
        zip(TextTable.lines(rows.map { Array($0.dropLast()) }), rows).flatMap { [$0, "    " + ($1.last ?? "")] }
    }

    /// Returns the effective value in words, and its source.
    private static func value(of key: SettingKey, in workspace: Workspace) -> (value: String?, source: SettingSource) {
        let found = workspace.configuration.value(
            of: key, in: workspace.session, provider: workspace.models.providerName(for: workspace.session.settings))
        return (found.flatMap { SettingKey.words($0.value) }, found?.source ?? .standard)
    }

    /// Returns a remark if another source overrides the new value or applies after the removal of the old one.
    private static func remark(on key: SettingKey, in workspace: Workspace) -> String {
        let (value, source) = value(of: key, in: workspace)
        switch source {
        case .session, .standard: return ""
        default: return " The value in effect is \(value ?? "-"), from \(source.words)."
        }
    }
}
