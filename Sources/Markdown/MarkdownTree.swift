import CMarkGFM
import Platform

/// A parsed Markdown text (CommonMark 0.29 with GitHub's tables, strikethrough, autolinks and task lists).
///
/// ```swift
/// let tree = MarkdownTree("Some *text*.\n\n```swift\nprint(1)\n```")
/// tree?.root.children.map(\.kind)  // [.paragraph, .codeBlock]
/// ```
package final class MarkdownTree {
    let document: OpaquePointer
    private let text: String

    /// The document; its children are the top-level blocks.
    package var root: MarkdownNode { MarkdownNode(tree: self, pointer: document) }

    /// The numbers, counted from 1, of lines that are empty or contain only quote marks.
    package private(set) lazy var blankLines: Set<Int> = {
        var (blank, number, isBlank) = (Set<Int>(), 1, true)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n") {
                if isBlank { blank.insert(number) }
                (number, isBlank) = (number + 1, true)
            } else if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t"), byte != UInt8(ascii: ">") {
                isBlank = false
            }
        }
        return blank
    }()

    /// Parses a text, with GitHub's footnotes if `hasNotes` is true; nil only if memory runs out.
    package init?(_ text: String, hasNotes: Bool = false) {
        guard let document = Self.parse(text, hasNotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT) else { return nil }
        cmark_consolidate_text_nodes(document)
        self.document = document
        self.text = text
    }

    /// A lock around the parser; the value is true once its extensions are registered.
    ///
    /// While cmark-gfm finishes a text, it adds the special characters of its extensions to a table shared by all
    /// parsers (`cmark_manage_extensions_special_characters` in blocks.c) and then removes them: if two texts were
    /// parsed at once, one would lose its strikethrough.
    private static let turn = Guarded(false)

    private static func parse(_ text: String, _ options: Int32) -> OpaquePointer? {
        let place = turn.withLock { isRegistered -> Int? in
            if !isRegistered { cmark_gfm_core_extensions_ensure_registered() }
            isRegistered = true
            guard let parser = cmark_parser_new(options) else { return nil }
            defer { cmark_parser_free(parser) }
            for found in extensions { cmark_parser_attach_syntax_extension(parser, found) }
            var text = text
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
            }
            return cmark_parser_finish(parser).map { Int(bitPattern: $0) }
        }
        return place.flatMap { OpaquePointer(bitPattern: $0) }
    }

    /// The GitHub extensions used for every text.
    private static var extensions: [OpaquePointer] {
        let names: [String] = ["table", "strikethrough", "autolink", "tasklist"]
        return names.compactMap { cmark_find_syntax_extension($0) }
    }

    deinit { cmark_node_free(document) }

    /// Visits each node as it begins and, if it can hold others, as it ends.
    func walk(_ body: (_ node: MarkdownNode, _ isEntered: Bool) -> Void) {
        guard let walk = cmark_iter_new(document) else { return }
        defer { cmark_iter_free(walk) }
        while true {
            let event = cmark_iter_next(walk)
            if event == CMARK_EVENT_DONE { return }
            if let node = cmark_iter_get_node(walk) {
                body(MarkdownNode(tree: self, pointer: node), event == CMARK_EVENT_ENTER)
            }
        }
    }

    /// Returns all nodes of the given types, in text order.
    func nodes(of types: cmark_node_type...) -> [MarkdownNode] {
        nodes { types.contains(cmark_node_get_type($0.pointer)) }
    }

    /// Returns all nodes for which a condition holds, in text order.
    func nodes(where isWanted: (MarkdownNode) -> Bool) -> [MarkdownNode] {
        var found: [MarkdownNode] = []
        walk { node, isEntered in
            if isEntered, isWanted(node) { found.append(node) }
        }
        return found
    }

    /// The text as HTML, with everything that is in the tree.
    var html: String {
        let list = Self.extensions.reduce(nil as UnsafeMutablePointer<cmark_llist>?) { list, found in
            cmark_llist_append(cmark_get_default_mem_allocator(), list, UnsafeMutableRawPointer(found))
        }
        defer { cmark_llist_free(cmark_get_default_mem_allocator(), list) }
        let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
        return MarkdownNode.take(cmark_render_html(document, options, list))
    }
}
