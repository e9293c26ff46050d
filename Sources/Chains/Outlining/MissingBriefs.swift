import Manuscript

/// Asks for the briefs and points that an outline lacks, in one call for all sections.
///
/// A model that ignores the schema often sends only titles, and with a contract of titles, sections repeat each other.
struct MissingBriefs: Sendable {
    let session: Session
    private let call: JSONCall

    init(session: Session, call: JSONCall) {
        self.session = session
        var call = call
        // An outline is usable without them.
        call.patience = 2
        self.call = call
    }

    /// Returns the outline with the briefs and points that could be obtained; the rest is unchanged.
    ///
    /// Throws `ModelError` or `CancellationError`.
    func filled(_ draft: OutlineDraft) async throws -> (draft: OutlineDraft, usage: Usage) {
        let wanting = Self.numbered(draft.nodes).filter { Self.isBare($0.node) }
        guard !wanting.isEmpty else { return (draft, Usage()) }
        let (value, usage) = try await call.value(
            for: prompt(draft, wanting.map(\.number)), name: "briefs", schema: Self.schema(wanting.count))
        var found: [String: JSONValue] = [:]
        for item in value?["sections"]?.array ?? value?.array ?? [] {
            guard let number = item["number"]?.string ?? item["number"]?.int.map(String.init) else { continue }
            found[number.trimmed] = item
        }
        func fill(_ nodes: [OutlineDraft.Node], _ path: [Int]) -> [OutlineDraft.Node] {
            nodes.enumerated().map { index, node in
                var node = node
                let own = path + [index + 1]
                let item = found[own.map(String.init).joined(separator: ".")]
                if let item, Self.isBare(node) {
                    let brief = Prose.title(String((item["brief"]?.string ?? "").prefix(600)))
                    let points = (item["points"]?.array ?? []).compactMap(\.string).map {
                        Prose.title(String($0.prefix(300)))
                    }
                    if node.brief.isEmpty { node.brief = brief }
                    if node.points.isEmpty { node.points = points.filter { !$0.isEmpty } }
                }
                node.children = fill(node.children, own)
                return node
            }
        }
        return (OutlineDraft(fill(draft.nodes, [])), usage)
    }

    /// Returns true if a leaf lacks a brief or points for the contract.
    static func isBare(_ node: OutlineDraft.Node) -> Bool {
        node.children.isEmpty && (node.brief.isEmpty || node.points.count < 2)
    }

    private static func numbered(_ nodes: [OutlineDraft.Node], _ path: [Int] = []) -> [(
        number: String, node: OutlineDraft.Node
    )] {
        nodes.enumerated().flatMap { index, node in
            let own = path + [index + 1]
            return [(own.map(String.init).joined(separator: "."), node)] + numbered(node.children, own)
        }
    }

    private func prompt(_ draft: OutlineDraft, _ wanting: [String]) -> [ModelRequest.Message] {
        let lines = Self.numbered(draft.nodes).map { "\($0.number) \($0.node.title)" }
        let task = """
            Topic: \(session.topic)
            The sections of the post:
            \(lines.joined(separator: "\n"))

            Say what each of these is to cover: \(wanting.joined(separator: ", ")). Answer with JSON only: an object with "sections", \
            each with "number", "brief" (one or two sentences) and "points" (two to five, each one thing that is said there). No two \
            sections cover the same matter: each point belongs to exactly one of them.
            """
        let card = Voice.card(session.style).joined(separator: "\n")
        return [.init(.system, "You plan long blog posts.\n" + card), .init(.user, task)]
    }

    private static func schema(_ count: Int) -> JSONValue {
        let section = OutlineSchema.object(
            ["number": ["type": "string", "maxLength": 10]].merging(OutlineSchema.matter["properties"]?.object ?? [:]) {
                $1
            })
        return OutlineSchema.object([
            "sections": ["type": "array", "minItems": .int(1), "maxItems": .int(max(count, 1)), "items": section]
        ])
    }
}
