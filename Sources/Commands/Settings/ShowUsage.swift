import Chains
import Manuscript

/// `:usage` shows the tokens that the session used, and their cost if prices are known.
struct ShowUsage: Command {
    private static let rows = TypedParameter<String>(
        "rows", .choice(Rows.allCases.map(\.rawValue)),
        "the rows of the table; by default, kinds of turns", label: "turns or sections",
        isOptional: true)
    static let card = CommandCard(
        name: "usage",
        parameters: [rows],
        summary: "show the tokens that this session used, and their cost; by kinds of turns, by turns, or by sections",
        example: ":usage sections")

    private enum Rows: String, CaseIterable { case kinds, turns, sections }
    private let rows: Rows

    init(_ arguments: Arguments, session: Session) throws {
        rows = try ArgumentValues(arguments, of: Self.card, in: session)[Self.rows].flatMap(Rows.init) ?? .kinds
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let session = workspace.session
        let usages = Self.usages(rows, of: session) + [("session", session.usage)]
        let hasCost = usages.contains { $0.1.cost != nil }
        let currency = workspace.configuration.currency(session.settings)
        let head = ["", "calls", "prompt", "cached", "completion", "reasoning"] + (hasCost ? ["cost"] : [])
        let lines = [head] + usages.map { Self.row($0, $1, hasCost: hasCost) }
        var data = Self.data(session.usage).object ?? [:]
        data["rows"] = .array(
            usages.dropLast().map { name, usage in
                .object((Self.data(usage).object ?? [:]).merging(["name": .string(name)]) { old, _ in old })
            })
        if !currency.isEmpty { data["currency"] = .string(currency) }
        return Report(
            .plain(TextTable.lines(lines, rightAligned: Set(1...6)).joined(separator: "\n")),
            note: Self.remarks(session, currency, in: workspace).joined(separator: " "), data: .object(data))
    }

    private static func usages(_ rows: Rows, of session: Session) -> [(String, Usage)] {
        let turns = session.history + session.undone
        switch rows {
        case .kinds:
            var kinds: [Turn.Kind] = []
            for turn in turns where turn.usage != nil && !kinds.contains(turn.kind) { kinds.append(turn.kind) }
            return kinds.map { kind in
                (kind.rawValue, turns.filter { $0.kind == kind }.reduce(Usage()) { $0 + ($1.usage ?? Usage()) })
            }
        case .turns:
            return turns.filter { $0.usage != nil }.map { turn in
                (String(turn.input.prefix(36)), turn.usage ?? Usage())
            }
        case .sections:
            return session.outline.entries.compactMap { entry in
                let used = entry.section.versions.compactMap(\.usage)
                return used.isEmpty
                    ? nil : ("\(entry.number) \(entry.section.title.prefix(36))", used.reduce(Usage(), +))
            }
        }
    }

    /// Returns remarks on the remaining budget and on calls without a price.
    private static func remarks(_ session: Session, _ currency: String, in workspace: Workspace) -> [String] {
        var remarks: [String] = []
        let spent = session.usage.cost ?? .zero
        if let budget = workspace.configuration.budget(session.settings) {
            let left = budget.limit - spent
            remarks.append(
                "\(left.text(in: currency)) of the \(budget.limit.text(in: currency)) budget is left.")
        }
        let unpriced = session.usage.calls - session.usage.pricedCalls
        if session.usage.cost != nil, unpriced > 0 {
            remarks.append("\(unpriced) call\(unpriced == 1 ? " has" : "s have") no price.")
        }
        return remarks
    }

    private static func row(_ name: String, _ usage: Usage, hasCost: Bool) -> [String] {
        [name]
            + [usage.calls, usage.promptTokens, usage.cachedTokens, usage.completionTokens, usage.reasoningTokens].map(
                String.init) + (hasCost ? [usage.cost?.text ?? "-"] : [])
    }

    private static func data(_ usage: Usage) -> JSONValue {
        let cost: [String: JSONValue] = usage.cost.map { ["costMicros": .int($0.micros)] } ?? [:]
        let tokens: [String: JSONValue] = [
            "calls": .int(usage.calls), "promptTokens": .int(usage.promptTokens),
            "cachedTokens": .int(usage.cachedTokens), "completionTokens": .int(usage.completionTokens),
            "reasoningTokens": .int(usage.reasoningTokens),
        ]
        return .object(tokens.merging(cost) { old, _ in old })
    }
}
