import CMarkGFM
import Platform

/// A parsed Markdown text (CommonMark 0.29 with GitHub's tables, strikethrough, autolinks and task lists).
final class MarkdownDocument {
    let root: OpaquePointer

    /// Parses a text, with GitHub's footnotes where it `hasNotes`; nil only where memory is short.
    init?(_ text: String, hasNotes: Bool = false) {
        guard let root = Self.parse(text, hasNotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT) else { return nil }
        self.root = root
    }

    private static func parse(_ text: String, _ options: Int32) -> OpaquePointer? {
        let place = SharedTurns.markdown.withLock { isRegistered -> Int? in
            if !isRegistered { cmark_gfm_core_extensions_ensure_registered() }
            isRegistered = true
            guard let parser = cmark_parser_new(options) else { return nil }
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

    deinit { cmark_node_free(root) }

    /// The top-level blocks, in order.
    var blocks: [OpaquePointer] {
        var blocks: [OpaquePointer] = []
        var next = cmark_node_first_child(root)
        while let node = next {
            blocks.append(node)
            next = cmark_node_next(node)
        }
        return blocks
    }

    /// Every node of a type, in the order of the text.
    func nodes(of type: cmark_node_type) -> [OpaquePointer] {
        guard let walk = cmark_iter_new(root) else { return [] }
        defer { cmark_iter_free(walk) }
        var found: [OpaquePointer] = []
        while true {
            let event = cmark_iter_next(walk)
            if event == CMARK_EVENT_DONE { return found }
            if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk), cmark_node_get_type(node) == type {
                found.append(node)
            }
        }
    }
}
