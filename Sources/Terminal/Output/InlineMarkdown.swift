import Markdown

/// What stands within a paragraph, a heading or a table cell, as glyphs.
struct InlineMarkdown {
    /// Whether emphasis and code show their marks, as they must where nothing is painted.
    let showsMarks: Bool
    /// Whether a link's address goes to the terminal instead of the text.
    var hasLinks = false

    /// The lines of a node's content, wrapped; a hard break begins a new line.
    ///
    /// `before` stands before it on the first line.
    func lines(of node: MarkdownNode, width: Int, styles: [TextStyler.Style] = [], before: [Glyph] = []) -> [[Glyph]] {
        (before + glyphs(of: node, styles: styles))
            .split(omittingEmptySubsequences: false) { $0 == InlineMarkdown.lineBreak }
            .flatMap { Array($0).lines(width: width) }
    }

    /// Styles nested deeper are not shown: a hostile text must not exhaust the stack.
    private static let deepest = 16

    /// Stands for a hard break among the glyphs.
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

    /// The words of a link and its address, which is left out where the words are the address.
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

    /// An address as OSC 8 takes it: printable ASCII, of a kind that a click may open without harm; nil for others.
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

    /// A newline that an entity spells is a space.
    private func text(_ text: String, _ styles: [TextStyler.Style]) -> [Glyph] {
        Glyph.glyphs(of: String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }), styles: styles)
    }
}
