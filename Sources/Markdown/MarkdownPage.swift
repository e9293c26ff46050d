import CMarkGFM
import Platform

/// A text as safe HTML (HTML Living Standard): headings with anchors, notes with links back, nothing that is loaded from
/// elsewhere.
package struct MarkdownPage {
    /// A heading that the contents can list.
    package struct Heading: Sendable, Equatable {
        /// The level, 1 to 6.
        package let level: Int
        /// The text without markup.
        package let title: String
        /// The anchor, unique within the page.
        package let id: String
        /// True within a quote, a list or another block.
        package let isInner: Bool
    }

    /// The HTML, to be placed in a body.
    package let html: String
    /// The headings in order.
    package let headings: [Heading]

    /// Renders a text; blocks that run against the direction of the page say so.
    package init(_ text: String, isRightToLeft: Bool = false) {
        // Notes without references would otherwise be missing from the page.
        let math = MathSpans(LinkLabels.withPlainNotes(text) { isUsed in !isUsed })
        guard let tree = MarkdownTree(math.text, hasNotes: true) else {
            (html, headings) = ("", [])
            return
        }
        KeptHTML.clean(tree)
        headings = Self.headings(of: tree, math)
        var left = headings[...]
        var html = tree.html.replacing(/<h([1-6])>/) { match in
            left.popFirst().map { "<h\(match.1) id=\"\($0.id)\">" } ?? String(match.0)
        }
        html = html.replacing("<table>", with: "<div class=\"wide\" tabindex=\"0\"><table>")
            .replacing("</table>", with: "</table></div>")
        html = TextDirection(isRightToLeft: isRightToLeft).marked(html)
        self.html = math.restored(html).replacing(RawHTML.breakMark, with: "<br />")
    }

    private static func headings(of tree: MarkdownTree, _ math: MathSpans) -> [Heading] {
        var taken: Set<String> = []
        return tree.nodes(of: CMARK_NODE_HEADING).map { node in
            let title = math.plain(node.rawPlainText.trimmed)
            return Heading(
                level: node.level, title: title, id: free(title, &taken),
                isInner: cmark_node_parent(node.pointer) != tree.root.pointer)
        }
    }

    /// Returns the anchor of a title: its letters and digits in small letters, joined by hyphens.
    private static func free(_ title: String, _ taken: inout Set<String>) -> String {
        let words = title.lowercased().split { !$0.isWordPart }
        let plain = words.joined(separator: "-")
        // Those of notes begin with "fn".
        let base = plain.isEmpty || plain.hasPrefix("fn") ? "section" + (plain.isEmpty ? "" : "-\(plain)") : plain
        var (id, next) = (base, 2)
        while !taken.insert(id).inserted {
            id = "\(base)-\(next)"
            next += 1
        }
        return id
    }
}
