import CMarkGFM

/// Raw HTML within Markdown: the harmless parts, and the text in it (HTML Living Standard, section 13.1).
enum RawHTML {
    // MARK: - Harmless HTML

    /// Turns `<br>` into line breaks, unknown tags such as `Vec<T>` into text, and blocks into the text in them.
    ///
    /// The nodes in `kept` stay as they are.
    static func keepHarmless(in tree: MarkdownTree, except kept: Set<OpaquePointer> = []) {
        for node in tree.nodes(of: CMARK_NODE_HTML_INLINE) where !kept.contains(node.pointer) {
            let literal = node.rawLiteral
            guard let name = name(of: literal) else { continue }
            if name == "br" {
                // A table cell cannot contain a line break, so a mark stands in for it until the page is rendered.
                if !replace(node, by: cmark_node_new(CMARK_NODE_LINEBREAK)) { replace(node, by: textNode(breakMark)) }
            } else if !elements.contains(name) {
                replace(node, by: textNode(literal))
            }
        }
        for node in tree.nodes(of: CMARK_NODE_HTML_BLOCK) where !kept.contains(node.pointer) {
            let literal = node.rawLiteral.trimmed
            let isBreak = name(of: literal) == "br" && literal.replacing(/(?i)<\/?br\s*\/?>/, with: "").trimmed.isEmpty
            let contents = isBreak ? [cmark_node_new(CMARK_NODE_LINEBREAK)] : lines(of: literal).map(textNode)
            for content in contents {
                guard let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) else { continue }
                cmark_node_append_child(paragraph, content)
                cmark_node_insert_before(node.pointer, paragraph)
            }
            if !contents.isEmpty { cmark_node_free(node.pointer) }
        }
    }

    /// Returns the name of the tag that a text begins with, if any.
    private static func name(of literal: String) -> String? {
        var tokens = HTMLTokens(literal)
        guard case .tag(let name, _, _)? = tokens.next() else { return nil }
        return name
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

    // MARK: - Visible text

    /// Returns the text that a browser would show of an HTML block, a line for each paragraph.
    static func lines(of block: String) -> [String] {
        var tokens = HTMLTokens(block)
        var (lines, isSilent, isExact) = ([""], false, false)
        while let token = tokens.next() {
            switch token {
            case .comment: break
            case .contents: if !isSilent { lines[lines.count - 1] += tokens.text }
            case .text, .unfinished:
                let text = decoded(tokens.text)
                let parts = isExact ? text.split(separator: "\n", omittingEmptySubsequences: false) : [text[...]]
                lines[lines.count - 1] += parts[0]
                lines += parts.dropFirst().map(String.init)
            case .tag(let name, _, _) where !elements.contains(name): lines[lines.count - 1] += tokens.text
            case .tag(let name, let isEnd, _):
                if breaking.contains(name) { lines.append("") }
                if name == "td" || name == "th" { lines[lines.count - 1] += " " }
                if name == "pre" || name == "listing" { isExact = !isEnd }
                guard !isEnd, swallowers.contains(name) else { continue }
                tokens.awaited = "</\(name)"
                isSilent = hidden.contains(name)
            }
        }
        return lines.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
    }

    /// Returns a text with its character references replaced (CommonMark 6.2).
    static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var known: [Substring: String] = [:]
        return text.replacing(/&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/) { match in
            if let character = known[match.output] { return character }
            // Letters around it keep a space from being cut.
            let read = MarkdownTree("a\(match.output)b")?.nodes(of: CMARK_NODE_TEXT).map(\.rawLiteral).joined() ?? ""
            let character = String(decoding: read.utf8.dropFirst().dropLast(), as: UTF8.self)
            known[match.output] = character
            return character
        }
    }

    // MARK: - Elements

    /// Returns true for the name of an element of HTML.
    static func isElement(_ name: String) -> Bool { elements.contains(name) }

    /// Returns the end of an element whose contents are never shown, in small letters; nil for others.
    static func silentEnd(of name: String) -> String? { hidden.contains(name) ? "</\(name)" : nil }

    /// Returns true for an element that stays open until its end tag.
    static func needsEnd(_ name: String) -> Bool { elements.contains(name) && !unclosed.contains(name) }

    /// Elements whose content is never shown.
    private static let hidden: Set<String> = ["script", "style", "iframe", "noembed", "noframes"]
    /// Elements that begin a new line.
    private static let breaking = Set(
        """
        address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p pre search section
        summary table tbody tfoot thead tr ul xmp
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    /// Elements whose content is not parsed as markup.
    static let swallowers: Set<String> = [
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
        h5 h6 header hgroup i iframe ins kbd label legend listing main map mark marquee math menu meter nav nobr noembed noframes
        noscript object ol output picture plaintext pre progress q ruby s samp script search section select slot small span
        strike strong style sub summary sup svg table template textarea time title tt u ul var video xmp
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
