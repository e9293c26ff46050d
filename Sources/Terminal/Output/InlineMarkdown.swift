/// What stands within a paragraph, a heading or a table cell, as glyphs.
struct InlineMarkdown {
    /// Whether emphasis and code show their marks, as they must where nothing is painted.
    let showsMarks: Bool

    /// The lines of a node's content, wrapped; a hard break begins a new line.
    func lines(of node: MarkdownNode, width: Int, styles: [Ink.Style] = []) -> [[Glyph]] {
        glyphs(of: node, styles: styles).split(omittingEmptySubsequences: false) { $0 == InlineMarkdown.lineBreak }
            .flatMap { Array($0).lines(width: width) }
    }

    /// Styles nested deeper are not shown: a hostile text must not exhaust the stack.
    private static let deepest = 16

    /// Stands for a hard break among the glyphs.
    private static let lineBreak = Glyph(text: "\n", width: 0)

    private func glyphs(of node: MarkdownNode, styles: [Ink.Style]) -> [Glyph] {
        node.children.flatMap { inline($0, styles: styles) }
    }

    private func inline(_ node: MarkdownNode, styles: [Ink.Style]) -> [Glyph] {
        guard styles.count < InlineMarkdown.deepest else { return text(node.plainText, styles) }
        return switch node.kind {
        case "text": text(node.literal, styles)
        case "softbreak": text(" ", styles)
        case "linebreak": [InlineMarkdown.lineBreak]
        case "code": marked("`", text(node.literal, styles + [.code]))
        case "html_inline": text(node.literal, styles + [.dim])
        case "emph": marked("*", glyphs(of: node, styles: styles + [.emphasis]))
        case "strong": marked("**", glyphs(of: node, styles: styles + [.strong]))
        case "strikethrough": marked("~~", glyphs(of: node, styles: styles + [.struck]))
        case "link": link(node, styles)
        case "image":
            text("[image", styles + [.dim]) + (node.children.isEmpty ? [] : text(": ", styles + [.dim]))
                + glyphs(of: node, styles: styles + [.dim]) + text("]", styles + [.dim]) + address(node.url, styles)
        default: node.children.isEmpty ? text(node.literal, styles) : glyphs(of: node, styles: styles)
        }
    }

    /// The words of a link and its address, which is left out where the words are the address.
    private func link(_ node: MarkdownNode, _ styles: [Ink.Style]) -> [Glyph] {
        let words = glyphs(of: node, styles: styles + [.accent])
        let title = words.map(\.text).joined()
        let isAddress = [title, "mailto:" + title, "http://" + title].contains(node.url)
        return isAddress ? words : words + address(node.url, styles)
    }

    private func address(_ url: String, _ styles: [Ink.Style]) -> [Glyph] {
        url.isEmpty ? [] : text(" (\(url))", styles + [.dim])
    }

    private func marked(_ mark: String, _ glyphs: [Glyph]) -> [Glyph] {
        showsMarks ? text(mark, []) + glyphs + text(mark, []) : glyphs
    }

    /// A newline that an entity spells is a space.
    private func text(_ text: String, _ styles: [Ink.Style]) -> [Glyph] {
        Glyph.glyphs(of: String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }), styles: styles)
    }
}
