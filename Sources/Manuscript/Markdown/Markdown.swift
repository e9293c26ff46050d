import CMarkGFM
import Platform

/// What exports and the sanitiser ask of Markdown.
package enum Markdown {
    /// A heading within a text.
    package struct Heading: Sendable, Equatable {
        /// 1 to 6.
        package let level: Int
        /// Its words without markup.
        package let title: String
        /// Lines of the text that it takes, counted from 0.
        package let lines: ClosedRange<Int>
    }

    /// The version of cmark-gfm, such as "0.29.0.gfm.6"; nil where it tells none.
    package static var libraryVersion: String? { cmark_version_string().map { String(cString: $0) } }

    /// Every heading, also within quotes and lists, in the order of the text.
    ///
    /// Lines are CommonMark's (0.31, section 2.1): they end with a line feed, a carriage return, or both.
    package static func headings(in text: String) -> [Heading] {
        guard text.contains(where: { $0 == "#" || $0 == "-" || $0 == "=" }), let document = MarkdownDocument(text)
        else {
            return []
        }
        var lines: [Substring.UTF8View]?
        return document.nodes(of: CMARK_NODE_HEADING).map { node in
            let start = max(Int(cmark_node_get_start_line(node)) - 1, 0)
            var end = max(Int(cmark_node_get_end_line(node)) - 1, start)
            if end > start {
                let known =
                    lines
                    ?? Prose.withLineFeeds(text)[...].utf8.split(
                        separator: 0x0A, omittingEmptySubsequences: false)
                lines = known
                // cmark-gfm counts the line behind an underlined heading in, unless the text ends there.
                end = (start + 1...end).first { $0 < known.count && isUnderline(known[$0]) } ?? end
            }
            return Heading(level: Int(cmark_node_get_heading_level(node)), title: plain(node), lines: start...end)
        }
    }

    /// Whether a line can underline a heading (CommonMark 4.3), perhaps within a quote.
    private static func isUnderline(_ line: Substring.UTF8View) -> Bool {
        let marks = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
        guard let first = marks.first, first == UInt8(ascii: "=") || first == UInt8(ascii: "-") else { return false }
        return marks.drop { $0 == first }.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// HTML with notes at the end (safe: raw HTML and dangerous links of the text are left out).
    ///
    /// `<br>` is a line break, and what looks like a tag but is none of HTML's is text.
    package static func html(_ text: String) -> String {
        // A page would leave out notes that nothing refers to.
        let text = LinkLabels.withPlainNotes(text) { isUsed in !isUsed }
        guard let document = MarkdownDocument(text, hasNotes: true) else { return "" }
        RawHTML.keepHarmless(in: document)
        let extensions = extensionList(["table", "strikethrough", "autolink", "tasklist"])
        defer { cmark_llist_free(cmark_get_default_mem_allocator(), extensions) }
        return take(cmark_render_html(document.root, CMARK_OPT_FOOTNOTES, extensions))
            .replacing(RawHTML.breakMark, with: "<br />")
    }

    /// Text without markup, one line a paragraph.
    package static func plainText(_ text: String) -> String {
        // A note of one word would be a definition of a link.
        guard let document = MarkdownDocument(LinkLabels.withPlainNotes(text) { _ in true }) else { return text }
        RawHTML.keepHarmless(in: document)
        return take(cmark_render_plaintext(document.root, CMARK_OPT_DEFAULT, 0))
            .replacing(RawHTML.breakMark, with: " ").trimmed
    }

    /// The text with whatever it leaves open closed, so that a heading put behind it is a heading.
    ///
    /// An unclosed code fence or HTML block would otherwise swallow the rest of the post.
    package static func closed(_ text: String) -> String {
        // By bytes, as cmark reads: a mark that a combining character follows is another Character, and opens all the same.
        guard
            text.utf8.contains(where: { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "<") })
        else { return text }
        let probe = "\n\n# end\n"
        guard let document = MarkdownDocument(text + probe), let last = document.blocks.last,
            cmark_node_get_type(last) != CMARK_NODE_HEADING
        else { return text }
        return text + "\n" + closer(of: last)
    }

    private static func closer(of node: OpaquePointer) -> String {
        var length: Int32 = 0
        var offset: Int32 = 0
        var mark: CChar = 0
        if cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK, cmark_node_get_fenced(node, &length, &offset, &mark) != 0
        {
            return String(
                repeating: mark == CChar(bitPattern: UInt8(ascii: "~")) ? "~" : "`", count: max(Int(length), 3))
        }
        let opening = cmark_node_get_literal(node).map { String(cString: $0).lowercased().trimmed } ?? ""
        for (start, end) in [("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>"), ("<!", ">")]
        where opening.utf8.starts(with: start.utf8) {
            return end
        }
        for tag in ["script", "pre", "style", "textarea"] where opening.utf8.starts(with: "<\(tag)".utf8) {
            return "</\(tag)>"
        }
        return ""
    }

    private static func plain(_ node: OpaquePointer) -> String {
        take(cmark_render_plaintext(node, CMARK_OPT_DEFAULT, 0)).trimmed
    }

    private static func extensionList(_ names: [String]) -> UnsafeMutablePointer<cmark_llist>? {
        names.compactMap { cmark_find_syntax_extension($0) }.reduce(nil) { list, found in
            cmark_llist_append(cmark_get_default_mem_allocator(), list, UnsafeMutableRawPointer(found))
        }
    }

    /// The string that cmark allocated, which is freed.
    private static func take(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text else { return "" }
        defer { free(text) }
        return String(cString: text)
    }
}
