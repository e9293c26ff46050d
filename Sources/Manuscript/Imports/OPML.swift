import Markdown

/// An outline in OPML 2.0 (opml.org/spec2): the `text` of each `outline` element, its note as the brief, and its children.
package struct OPML: Sendable, Equatable {
    /// The title in the head; nil if there is none.
    package let title: String?
    /// The outline.
    package let draft: OutlineDraft

    /// Reads a file; nil if it has no `outline` element with a text.
    package init?(_ text: String) {
        let head = text.firstMatch(of: /<title>([^<]*)<\/title>/).map { Prose.title(Markdown.decoded(String($0.1))) }
        title = head.flatMap { $0.isEmpty ? nil : $0 }
        var open: [OutlineDraft.Node] = [OutlineDraft.Node(title: "")]
        func close() {
            let node = open.removeLast()
            // An element without a text is only a group.
            open[open.count - 1].children += node.title.isEmpty ? node.children : [node]
        }
        for tag in text.matches(of: /<(\/?)outline\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/) {
            if !tag.1.isEmpty {
                if open.count > 1 { close() }
                continue
            }
            let values = Self.attributes(tag.2)
            let title = (values["text"] ?? values["title"] ?? "").replacing(/<[^>]*>/, with: "")
            open.append(OutlineDraft.Node(title: title, brief: Prose.title(values["_note"] ?? "")))
            if tag.2.hasSuffix("/") { close() }
        }
        while open.count > 1 { close() }
        guard !open[0].children.isEmpty else { return nil }
        draft = OutlineDraft(open[0].children)
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        let found = text.matches(of: /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/)
        return Dictionary(
            found.map { (String($0.1), Markdown.decoded(String($0.2 ?? $0.3 ?? ""))) },
            uniquingKeysWith: { first, _ in first })
    }
}
