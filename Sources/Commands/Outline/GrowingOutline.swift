package import Chains
package import Manuscript
import Platform

/// An outline while it arrives: the titles so far, with what is new about them.
package struct GrowingOutline: Sendable, Equatable {
    /// One section.
    package struct Row: Sendable, Equatable {
        /// For each level down to this one, true if the section on that level is the last of its list.
        package var isLast: [Bool]
        /// The number and the title.
        package var name: String
        /// The change that an instruction makes: "new" or the title until now; empty if it makes none.
        package var change: String
    }

    /// The topic as one line.
    package let topic: String
    /// The sections in order.
    package let rows: [Row]

    /// Makes the view of an outline that grows; changes are told if the session has an outline already.
    package init(_ growth: OutlineChain.Growth, of session: Session) {
        topic = PlainText.clean(Prose.title(session.topic))
        rows = Self.rows(growth.draft.nodes, of: session.outline, below: [], number: "")
    }

    private static func rows(
        _ nodes: [OutlineDraft.Node], of outline: Outline, below above: [Bool], number: String
    ) -> [Row] {
        nodes.enumerated().flatMap { index, node -> [Row] in
            let own = number.isEmpty ? "\(index + 1)" : "\(number).\(index + 1)"
            let isLast = above + [index == nodes.count - 1]
            let title = PlainText.clean(OutlineReading.title(node.title))
            let row = Row(isLast: isLast, name: "\(own)  \(title)", change: change(node, of: outline))
            return [row] + rows(node.children, of: outline, below: isLast, number: own)
        }
    }

    private static func change(_ node: OutlineDraft.Node, of outline: Outline) -> String {
        let title = OutlineReading.title(node.title)
        let known = outline.entries.map(\.section)
        guard !known.isEmpty, !known.contains(where: { TitleMatch.key($0.title) == TitleMatch.key(title) }) else {
            return ""
        }
        guard let section = known.first(where: { $0.id == node.id }) else { return "new" }
        return "was “\(PlainText.clean(section.title))”"
    }
}
