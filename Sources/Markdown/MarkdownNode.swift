import CMarkGFM
import Platform

/// A node of a ``MarkdownTree``, which it keeps alive.
///
/// Text for other rooms is cleaned: an entity such as `&#27;` may hide an escape sequence.
package struct MarkdownNode {
    /// The kind of a node, with cmark's names.
    package enum Kind: String, Sendable {
        case document, paragraph, heading, list, item, text, code, strong, link, image, strikethrough, table
        case blockQuote = "block_quote"
        case codeBlock = "code_block"
        case htmlBlock = "html_block"
        case thematicBreak = "thematic_break"
        case task = "tasklist"
        case softBreak = "softbreak"
        case lineBreak = "linebreak"
        case htmlInline = "html_inline"
        case emphasis = "emph"
        /// Table rows and cells, notes, and kinds added by later versions of cmark.
        case other
    }

    /// The alignment of a table column.
    package enum Alignment: Sendable {
        case left
        case center
        case right
    }

    let tree: MarkdownTree
    let pointer: OpaquePointer

    /// The kind of the node.
    package var kind: Kind {
        cmark_node_get_type_string(pointer).flatMap { Kind(rawValue: String(cString: $0)) } ?? .other
    }

    /// The child nodes, in order.
    package var children: [MarkdownNode] {
        var children: [MarkdownNode] = []
        var next = cmark_node_first_child(pointer)
        while let child = next {
            children.append(MarkdownNode(tree: tree, pointer: child))
            next = cmark_node_next(child)
        }
        return children
    }

    /// The first line of the node in the source, counted from 1; 0 if the parser does not say.
    package var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    /// The first column of the node in the source, in bytes counted from 1; 0 if the parser does not say.
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
    /// The last line of the node in the source, counted from 1; 0 if the parser does not say.
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
    /// The fence of a fenced code block; nil for other nodes.
    package var fence: Fence? {
        var (length, offset, mark) = (Int32(0), Int32(0), CChar(0))
        guard cmark_node_get_type(pointer) == CMARK_NODE_CODE_BLOCK,
            cmark_node_get_fenced(pointer, &length, &offset, &mark) != 0
        else { return nil }
        let info = MarkdownNode.text(cmark_node_get_fence_info(pointer))
        return Fence(mark: UInt8(bitPattern: mark), length: max(Int(length), 3), info: info)
    }
    /// The text of a text, code or HTML node; empty for others.
    package var literal: String { PlainText.clean(rawLiteral) }
    /// The literal without cleaning.
    var rawLiteral: String { MarkdownNode.text(cmark_node_get_literal(pointer)) }
    /// The address of a link or image, on one line.
    package var url: String {
        PlainText.clean(MarkdownNode.text(cmark_node_get_url(pointer))).replacing("\n", with: " ")
    }
    /// The level of a heading, 1 to 6; 0 for others.
    package var level: Int { Int(cmark_node_get_heading_level(pointer)) }
    /// True if a list is numbered.
    package var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    /// The number of a list's first item.
    package var firstNumber: Int { Int(cmark_node_get_list_start(pointer)) }
    /// True if a list's numbers are followed by a parenthesis, as in `1)`.
    package var isParenthesis: Bool { cmark_node_get_list_delim(pointer) == CMARK_PAREN_DELIM }
    /// True if a task is done; nil for other nodes.
    package var isDone: Bool? { kind == .task ? cmark_gfm_extensions_get_tasklist_item_checked(pointer) : nil }

    /// The alignments of a table's columns.
    package var alignments: [Alignment] {
        let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
        guard let codes = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
        return (0..<count).map {
            codes[$0] == UInt8(ascii: "r") ? .right : codes[$0] == UInt8(ascii: "c") ? .center : .left
        }
    }

    /// All text in the node without markup and trailing line feeds, found without recursion.
    package var plainText: String {
        var plain = PlainText.clean(rawPlainText)
        while plain.last?.isNewline == true { plain.removeLast() }
        return plain
    }
    /// All text in the node without markup, as cmark renders it.
    var rawPlainText: String { MarkdownNode.take(cmark_render_plaintext(pointer, CMARK_OPT_DEFAULT, 0)) }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

    /// Copies a string that cmark allocated, and frees it.
    static func take(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text else { return "" }
        defer { free(text) }
        return String(cString: text)
    }
}
