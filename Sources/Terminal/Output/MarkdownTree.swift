import CMarkGFM
import Platform

/// A parsed Markdown text (CommonMark 0.29 with GitHub's tables, strikethrough, autolinks and task lists).
final class MarkdownTree {
    private let document: OpaquePointer

    /// The root; its nodes live as long as the tree.
    var root: MarkdownNode { MarkdownNode(pointer: document) }

    /// The numbers of the lines, from 1, that have nothing on them but marks of quotes.
    let blankLines: Set<Int>

    /// Parses a text; nil only where memory is short.
    init?(_ text: String) {
        guard let document = Self.parse(text) else { return nil }
        cmark_consolidate_text_nodes(document)
        self.document = document
        var (blank, number, isBlank) = (Set<Int>(), 1, true)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n") {
                if isBlank { blank.insert(number) }
                (number, isBlank) = (number + 1, true)
            } else if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t"), byte != UInt8(ascii: ">") {
                isBlank = false
            }
        }
        blankLines = blank
    }

    private static func parse(_ text: String) -> OpaquePointer? {
        let place = SharedTurns.markdown.withLock { isRegistered -> Int? in
            if !isRegistered { cmark_gfm_core_extensions_ensure_registered() }
            isRegistered = true
            guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
            defer { cmark_parser_free(parser) }
            for name in ["table", "strikethrough", "autolink", "tasklist"] {
                if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
            }
            var text = text
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
            }
            return cmark_parser_finish(parser).map { Int(bitPattern: $0) }
        }
        return place.flatMap { OpaquePointer(bitPattern: $0) }
    }

    deinit { cmark_node_free(document) }
}

/// A node of a ``MarkdownTree``, with its texts cleaned: an entity such as `&#27;` may hide an escape.
struct MarkdownNode {
    /// How the columns of a table stand.
    enum Alignment {
        case left
        case center
        case right
    }

    let pointer: OpaquePointer

    /// What it is, in cmark's words, such as `table_cell`.
    var kind: String { cmark_node_get_type_string(pointer).map { String(cString: $0) } ?? "" }

    /// The nodes in it, in order.
    var children: [MarkdownNode] {
        var children: [MarkdownNode] = []
        var next = cmark_node_first_child(pointer)
        while let child = next {
            children.append(MarkdownNode(pointer: child))
            next = cmark_node_next(child)
        }
        return children
    }

    /// The line of the source on which it begins, from 1; 0 where the parser does not say.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    /// Whether it is code between fences.
    var isFenced: Bool {
        var (length, offset, character) = (Int32(0), Int32(0), CChar(0))
        return kind == "code_block" && cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
    }
    var literal: String { MarkdownNode.text(cmark_node_get_literal(pointer)) }
    var url: String { MarkdownNode.text(cmark_node_get_url(pointer)).replacing("\n", with: " ") }
    var level: Int { Int(cmark_node_get_heading_level(pointer)) }
    var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
    var firstNumber: Int { Int(cmark_node_get_list_start(pointer)) }
    var isParenthesis: Bool { cmark_node_get_list_delim(pointer) == CMARK_PAREN_DELIM }
    /// Whether a task is done; nil for what is no task.
    var isDone: Bool? { kind == "tasklist" ? cmark_gfm_extensions_get_tasklist_item_checked(pointer) : nil }

    /// The alignments of a table's columns.
    var alignments: [Alignment] {
        let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
        guard let codes = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
        return (0..<count).map {
            codes[$0] == UInt8(ascii: "r") ? .right : codes[$0] == UInt8(ascii: "c") ? .center : .left
        }
    }

    /// All of its text without markup, found without recursion.
    var plainText: String {
        guard let text = cmark_render_plaintext(pointer, CMARK_OPT_DEFAULT, 0) else { return "" }
        defer { free(text) }
        var plain = MarkdownNode.text(text)
        while plain.last?.isNewline == true { plain.removeLast() }
        return plain
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { PlainText.clean(String(cString: $0)) } ?? ""
    }
}
