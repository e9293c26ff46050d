import CMarkGFM

/// Raw HTML within Markdown: the harmless parts, and the parts left open (HTML Living Standard, sections 13.1 and
/// 13.2).
enum RawHTML {
    // MARK: - Harmless HTML

    /// Turns `<br>` into line breaks, and unknown tags such as `Vec<T>` into text.
    static func keepHarmless(in tree: MarkdownTree) {
        for node in tree.nodes(of: CMARK_NODE_HTML_INLINE) {
            let literal = node.rawLiteral
            guard let name = tag(literal[...])?.name else { continue }
            if name == "br" {
                // A table cell cannot contain a line break, so a mark stands in for it until the page is rendered.
                if !replace(node, by: cmark_node_new(CMARK_NODE_LINEBREAK)) { replace(node, by: textNode(breakMark)) }
            } else if !elements.contains(name) {
                replace(node, by: textNode(literal))
            }
        }
        for node in tree.nodes(of: CMARK_NODE_HTML_BLOCK) {
            let literal = node.rawLiteral.trimmed
            guard let name = tag(literal[...])?.name else { continue }
            let isBreak = name == "br" && literal.replacing(/(?i)<\/?br\s*\/?>/, with: "").trimmed.isEmpty
            guard isBreak || !elements.contains(name), let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) else {
                continue
            }
            cmark_node_append_child(paragraph, isBreak ? cmark_node_new(CMARK_NODE_LINEBREAK) : textNode(literal))
            replace(node, by: paragraph)
        }
    }

    private static func textNode(_ text: String) -> OpaquePointer? {
        let node = cmark_node_new(CMARK_NODE_TEXT)
        cmark_node_set_literal(node, text)
        return node
    }

    /// Stands for a line break in a table cell; two private-use characters that do not otherwise occur together.
    static let breakMark = "\u{F8FE}\u{F8FD}"

    @discardableResult
    private static func replace(_ node: MarkdownNode, by other: OpaquePointer?) -> Bool {
        guard let other else { return false }
        guard cmark_node_replace(node.pointer, other) != 0 else {
            cmark_node_free(other)
            return false
        }
        cmark_node_free(node.pointer)
        return true
    }

    // MARK: - Open elements

    /// Returns the end tags for raw HTML that a text leaves open; empty if nothing is open.
    static func closers(of text: String) -> [String] {
        guard text.utf8.contains(UInt8(ascii: "<")), let tree = MarkdownTree(text) else { return [] }
        var open: [String] = []
        var swallower: String?
        for node in tree.nodes(of: CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE) {
            var rest = node.rawLiteral.lowercased()[...]
            while let start = rest.firstIndex(of: "<") {
                rest = rest[start...]
                if let name = swallower {
                    guard let end = rest.firstRange(of: name == "!--" ? "-->" : "</\(name)") else { break }
                    rest = rest[end.lowerBound...]
                    swallower = nil
                }
                if rest.hasPrefix("<!--") {
                    guard let end = rest.firstRange(of: "-->") else {
                        swallower = "!--"
                        break
                    }
                    rest = rest[end.upperBound...]
                    continue
                }
                guard let tag = tag(rest) else {
                    rest = rest.dropFirst()
                    continue
                }
                rest = rest[tag.end...]
                guard elements.contains(tag.name), !unclosed.contains(tag.name) else { continue }
                if tag.isEnd {
                    if let last = open.lastIndex(of: tag.name) { open.removeSubrange(last...) }
                } else if !tag.isWhole {
                    open.append(tag.name)
                    if swallowers.contains(tag.name) { swallower = tag.name }
                }
            }
        }
        let comment = swallower == "!--" ? ["<!-- -->"] : []
        return comment + open.reversed().map { "</\($0)>" }
    }

    private struct Tag {
        var name: String
        var isEnd: Bool
        /// True if the tag closes itself.
        var isWhole: Bool
        /// The index after its last character.
        var end: String.Index
    }

    /// Returns the tag at the start of a text, if any.
    private static func tag(_ text: Substring) -> Tag? {
        var rest = text.utf8
        guard rest.popFirst() == UInt8(ascii: "<") else { return nil }
        let isEnd = rest.first == UInt8(ascii: "/")
        if isEnd { rest.removeFirst() }
        let name = rest.prefix(while: isName)
        guard let first = name.first, first >= UInt8(ascii: "A") else { return nil }
        rest = rest[name.endIndex...]
        var last = first
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: ">"):
                return Tag(
                    name: String(decoding: name, as: UTF8.self).lowercased(), isEnd: isEnd,
                    isWhole: last == UInt8(ascii: "/"), end: rest.startIndex)
            case UInt8(ascii: "<"): return nil
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let close = rest.firstIndex(of: byte) else { return nil }
                rest = rest[close...].dropFirst()
            default: break
            }
            last = byte
        }
        return nil
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Elements whose content is not parsed as markup.
    private static let swallowers: Set<String> = [
        "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp",
    ]
    /// Elements without an end tag, or whose end tag is optional.
    private static let unclosed = Set(
        """
        area base br col embed hr img input link meta source track wbr li dt dd p rt rp optgroup option colgroup caption
        thead tbody tfoot tr td th html head body
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let elements = unclosed.union(
        """
        a abbr acronym address applet article aside audio b bdi bdo big blink blockquote button canvas center cite code data
        datalist del details dfn dialog dir div dl em fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4
        h5 h6 header hgroup i iframe ins kbd label legend main map mark marquee math menu meter nav nobr noembed noframes
        noscript object ol output picture plaintext pre progress q ruby s samp script search section select slot small span
        strike strong style sub summary sup svg table template textarea time title tt u ul var video xmp
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
