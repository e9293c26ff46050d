import Markdown

/// Renders the content of a paragraph, a heading or a table cell as glyphs.
struct InlineMarkdown {
    /// True if emphasis and code show their marks, which is necessary if nothing is painted.
    let showsMarks: Bool
    /// True if link addresses go to the terminal instead of the text.
    var hasLinks = false

    /// Returns the wrapped lines of a node's content; a hard break begins a new line.
    ///
    /// `before` is put in front of the first line.
    func lines(of node: MarkdownNode, width: Int, styles: [TextStyler.Style] = [], before: [Glyph] = []) -> [[Glyph]] {
        (before + glyphs(of: node, styles: styles))
            .split(omittingEmptySubsequences: false) { $0 == InlineMarkdown.lineBreak }
            .flatMap { Array($0).lines(width: width) }
    }

    /// Styles nested deeper are not shown, so that hostile text cannot exhaust the stack.
    private static let deepest = 16

    /// Marks a hard break among the glyphs.
    private static let lineBreak = Glyph(text: "\n", width: 0)

    private func glyphs(of node: MarkdownNode, styles: [TextStyler.Style]) -> [Glyph] {
        node.children.flatMap { inline($0, styles: styles) }
    }

    private func inline(_ node: MarkdownNode, styles: [TextStyler.Style]) -> [Glyph] {
        guard styles.count < InlineMarkdown.deepest else { return text(node.plainText, styles) }
        return switch node.kind {
        case .text: text(node.literal, styles)
        case .softBreak: text(" ", styles)
        case .lineBreak: [InlineMarkdown.lineBreak]
        case .code: marked("`", text(node.literal, styles + [.code]))
        case .htmlInline: text(node.literal, styles + [.dim])
        case .emphasis: marked("*", glyphs(of: node, styles: styles + [.emphasis]))
        case .strong: marked("**", glyphs(of: node, styles: styles + [.strong]))
        case .strikethrough: marked("~~", glyphs(of: node, styles: styles + [.struck]))
        case .link: link(node, styles)
        case .image:
            text("[image", styles + [.dim]) + (node.children.isEmpty ? [] : text(": ", styles + [.dim]))
                + glyphs(of: node, styles: styles + [.dim]) + text("]", styles + [.dim]) + address(node.url, styles)
        default: node.children.isEmpty ? text(node.literal, styles) : glyphs(of: node, styles: styles)
        }
    }

    /// Returns the text of a link and its address; the address is omitted if the text is the address.
    private func link(_ node: MarkdownNode, _ styles: [TextStyler.Style]) -> [Glyph] {
        let words = glyphs(of: node, styles: styles + [.accent])
        let title = words.map(\.text).joined()
        if hasLinks, let target = InlineMarkdown.target(node.url) {
            return words.map { glyph in
                var glyph = glyph
                glyph.link = target
                return glyph
            }
        }
        let isAddress = [title, "mailto:" + title, "http://" + title].contains(node.url)
        return isAddress ? words : words + address(node.url, styles)
    }

    /// Returns an address for OSC 8 in printable ASCII; nil for schemes that are not safe to click.
    private static func target(_ url: String) -> String? {
        let kinds = ["http://", "https://", "mailto:"]
        guard url.utf8.count <= 2_000, kinds.contains(where: { url.lowercased().hasPrefix($0) }) else { return nil }
        return url.utf8.map { byte in
            (0x21...0x7E).contains(byte)
                ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private func address(_ url: String, _ styles: [TextStyler.Style]) -> [Glyph] {
        url.isEmpty ? [] : text(" (\(url))", styles + [.dim])
    }

    private func marked(_ mark: String, _ glyphs: [Glyph]) -> [Glyph] {
        showsMarks ? text(mark, []) + glyphs + text(mark, []) : glyphs
    }

    /// Returns the glyphs of a text; a newline that comes from an entity is a space.
    private func text(_ text: String, _ styles: [TextStyler.Style]) -> [Glyph] {
        Glyph.glyphs(of: String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }), styles: styles)
    }
}
