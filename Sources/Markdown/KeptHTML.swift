import CMarkGFM
import Platform

/// The raw HTML that a page keeps: an allow-list of harmless elements, each opened and closed where it may be.
///
/// Other tags are left out, and their text stays. Pictures from elsewhere become links, so that a page loads nothing.
enum KeptHTML {
    /// Elements within a paragraph.
    private static let phrases: Set<String> = [
        "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
        "strong", "sub", "sup", "u", "var",
    ]
    /// Elements that hold blocks.
    private static let containers: Set<String> = ["details", "div"]
    /// Elements that hold phrases and stand among blocks.
    private static let blocks: Set<String> = ["p", "summary"]
    /// The attributes that are kept, of any element.
    private static let attributes: Set<String> = ["title", "lang", "dir", "open"]

    /// Cleans the raw HTML, the links and the pictures of a tree, which can then be rendered as it is.
    static func clean(_ tree: MarkdownTree) {
        for node in tree.nodes(of: CMARK_NODE_LINK) where isDangerous(node.rawURL) { dissolve(node) }
        for node in tree.nodes(of: CMARK_NODE_IMAGE) { cleanImage(node) }
        var parents: [OpaquePointer] = []
        var kept: Set<OpaquePointer> = []
        for node in tree.nodes(of: CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK) {
            guard let parent = cmark_node_parent(node.pointer), !parents.contains(parent) else { continue }
            parents.append(parent)
        }
        for parent in parents {
            let children = MarkdownNode(tree: tree, pointer: parent).children.filter {
                $0.kind == .htmlInline || $0.kind == .htmlBlock
            }
            var pairing = TagPairing()
            for child in children { pairing.take(child.rawLiteral, isBlock: child.kind == .htmlBlock) }
            for (child, html) in zip(children, pairing.results) {
                guard let html else { continue }
                if html.isEmpty {
                    cmark_node_free(child.pointer)
                } else {
                    cmark_node_set_literal(child.pointer, html)
                    kept.insert(child.pointer)
                }
            }
        }
        RawHTML.keepHarmless(in: tree, except: kept)
        // Everything that is left would be rendered as it is.
        for node in tree.nodes(of: CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK) where !kept.contains(node.pointer) {
            cmark_node_free(node.pointer)
        }
    }

    // MARK: - Tags

    /// The place of an element, which decides what it may hold.
    enum Place { case phrase, container, block }

    /// Returns the place of an element that is kept; nil for others.
    static func place(of name: String) -> Place? {
        phrases.contains(name) ? .phrase : containers.contains(name) ? .container : blocks.contains(name) ? .block : nil
    }

    /// Returns a start tag with the attributes that are kept.
    static func tag(_ name: String, _ source: String) -> String {
        var kept: [String: String] = [:]
        for match in source.matches(of: /([A-Za-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/).dropFirst() {
            let attribute = match.1.lowercased()
            let value = String(match.2 ?? match.3 ?? match.4 ?? "")
            guard attributes.contains(attribute), kept[attribute] == nil else { continue }
            switch attribute {
            case "open" where name != "details": continue
            case "dir" where !["ltr", "rtl", "auto"].contains(value.lowercased()): continue
            case "lang" where value.wholeMatch(of: /[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*/) == nil: continue
            default: kept[attribute] = attribute == "open" ? "" : value
            }
        }
        let list = kept.sorted { $0.key < $1.key }.map { key, value in
            value.isEmpty ? " \(key)" : " \(key)=\"\(escaped(RawHTML.decoded(value)))\""
        }
        return "<\(name)\(list.joined())>"
    }

    /// Returns the HTML of a raw picture: a link if it is elsewhere.
    static func picture(_ source: String) -> String {
        func value(_ name: String) -> String {
            let pattern = /([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/
            let match = source.matches(of: pattern).first { $0.1.lowercased() == name }
            return RawHTML.decoded(String(match?.2 ?? match?.3 ?? match?.4 ?? ""))
        }
        let (address, alt) = (value("src").trimmed, value("alt"))
        guard !address.isEmpty, !isDangerous(address) else { return escaped(alt) }
        let href = escaped(address.replacing(" ", with: "%20"))
        if isElsewhere(address) { return "<a href=\"\(href)\">\(escaped(alt.isEmpty ? address : alt))</a>" }
        return "<img src=\"\(href)\" alt=\"\(escaped(alt))\">"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    // MARK: - Addresses

    /// Turns a picture from elsewhere into a link, and a dangerous one into its description.
    private static func cleanImage(_ node: MarkdownNode) {
        let address = node.rawURL
        guard isDangerous(address) || isElsewhere(address) || address.isEmpty else { return }
        let isInLink = sequence(first: cmark_node_parent(node.pointer), next: { $0.flatMap(cmark_node_parent) })
            .prefix { $0 != nil }.contains { $0.map(cmark_node_get_type) == CMARK_NODE_LINK }
        guard isElsewhere(address), !isInLink, let link = cmark_node_new(CMARK_NODE_LINK) else {
            return dissolve(node)
        }
        cmark_node_set_url(link, address)
        if cmark_node_first_child(node.pointer) == nil, let text = cmark_node_new(CMARK_NODE_TEXT) {
            cmark_node_set_literal(text, address)
            cmark_node_append_child(link, text)
        }
        while let child = cmark_node_first_child(node.pointer) { cmark_node_append_child(link, child) }
        cmark_node_free(cmark_node_replace(node.pointer, link) != 0 ? node.pointer : link)
    }

    /// Puts the children of a node in its place.
    private static func dissolve(_ node: MarkdownNode) {
        while let child = cmark_node_first_child(node.pointer) { cmark_node_insert_before(node.pointer, child) }
        cmark_node_free(node.pointer)
    }

    /// Returns true for an address that a browser would load over the network.
    private static func isElsewhere(_ address: String) -> Bool {
        address.hasPrefix("//")
            || address.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.-]*:/) != nil && !address.lowercased().hasPrefix("data:")
    }

    /// Returns true for an address that could run a program; the list is that of cmark-gfm.
    private static func isDangerous(_ address: String) -> Bool {
        let low = address.trimmed.lowercased()
        guard !low.hasPrefix("data:") else {
            return low.prefixMatch(of: /data:image\/(?:png|gif|jpeg|webp)[;,]/) == nil
        }
        return ["javascript:", "vbscript:", "file:"].contains(where: low.hasPrefix)
    }
}

extension MarkdownNode {
    /// The address of a link or image as the parser read it.
    fileprivate var rawURL: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
}
