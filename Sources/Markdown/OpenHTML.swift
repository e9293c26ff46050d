import CMarkGFM

/// The raw HTML that a text leaves open, and that would take what follows with it.
struct OpenHTML {
    /// The places, in bytes, of each `<` that never ends, or that nothing can end.
    private(set) var endless: [Int] = []
    /// The end tags for what quotes and list items leave open, and where they belong, in bytes; inner ones first.
    private(set) var insertions: [(place: Int, text: String)] = []

    private var elements: [(name: String, depth: Int)] = []
    /// The number of open elements by name.
    private var counts: [String: Int] = [:]
    /// The end of the contents or the comment that is open, and its depth.
    private var awaited: (closer: String, depth: Int)?
    /// The number of quotes and list items around the current place.
    private var depth = 0
    private let bytes: [UInt8]
    private let lineStarts: [Int]

    /// Reads the raw HTML of a text, whose lines end with a line feed.
    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.bytes = bytes
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 } + [bytes.count + 1]
        guard bytes.contains(UInt8(ascii: "<")), let tree = MarkdownTree(text) else { return }
        tree.walk { node, isEntered in
            switch node.kind {
            case .htmlBlock: if isEntered { read(node) }
            case .htmlInline: read(node)
            case .blockQuote, .item, .task: if isEntered { depth += 1 } else { leave(node) }
            default: break
            }
        }
    }

    /// The end tags for what is open at the end; empty if nothing is.
    var closers: [String] {
        (awaited?.closer == "-->" ? ["<!-- -->"] : []) + elements.reversed().map { "</\($0.name)>" }
    }

    /// Returns a text in which no raw HTML is endless, and quotes and list items close their own.
    static func finished(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
        var text = Markdown.withLineFeeds(text)
        // A tag that becomes text may show other tags.
        for _ in 0..<8 {
            let open = OpenHTML(text)
            if !open.endless.isEmpty {
                let endless = Set(open.endless)
                let bytes = open.bytes.enumerated().flatMap {
                    endless.contains($0.offset) ? Array("&lt;".utf8) : [$0.element]
                }
                text = String(decoding: bytes, as: UTF8.self)
            } else if !open.insertions.isEmpty {
                var bytes = open.bytes
                for insertion in open.insertions.reversed() {
                    bytes.insert(contentsOf: insertion.text.utf8, at: insertion.place)
                }
                text = String(decoding: bytes, as: UTF8.self)
            } else {
                break
            }
        }
        return text
    }

    // MARK: - Reading

    private mutating func read(_ node: MarkdownNode) {
        let literal = node.rawLiteral
        var tokens = HTMLTokens(literal, awaiting: awaited?.closer)
        var found: [Int] = []
        while let token = tokens.next() {
            switch token {
            // `Markdown.closed` ends a declaration that is a whole block.
            case .unfinished where depth == 0 && tokens.start == 0 && literal.starts(with: /<[!?]/): break
            case .unfinished: found.append(tokens.start)
            // Nothing ends this element, not even its end tag.
            case .tag("plaintext", isEnd: false, _): found.append(tokens.start)
            case .tag(let name, let isEnd, let isWhole) where RawHTML.needsEnd(name):
                take(name, isEnd: isEnd, isWhole: isWhole, &tokens)
            default: break
            }
        }
        // A comment that goes on was there before, or begins here.
        let before = awaited?.closer == tokens.awaited ? awaited?.depth : nil
        awaited = tokens.awaited.map { ($0, before ?? depth) }
        endless += places(of: found, in: Array(literal.utf8), node)
    }

    private mutating func take(_ name: String, isEnd: Bool, isWhole: Bool, _ tokens: inout HTMLTokens) {
        if isEnd {
            guard counts[name, default: 0] > 0, let last = elements.lastIndex(where: { $0.name == name }) else {
                return
            }
            elements.remove(at: last)
            counts[name, default: 0] -= 1
            return
        }
        // Only within drawings and formulas, a slash ends an element, and scripts are markup.
        let isForeign = ["svg", "math"].contains { name == $0 || counts[$0, default: 0] > 0 }
        if isForeign, isWhole { return }
        elements.append((name, depth))
        counts[name, default: 0] += 1
        if !isForeign, RawHTML.swallowers.contains(name) { tokens.awaited = "</\(name)" }
    }

    /// Returns where in the text some `<` of a node stand: lines of quotes and lists have more in front, but no `<`.
    private func places(of found: [Int], in literal: [UInt8], _ node: MarkdownNode) -> [Int] {
        guard let first = found.first, (1..<lineStarts.count).contains(node.startLine) else { return [] }
        let mark = UInt8(ascii: "<")
        let line = lineStarts[node.startLine - 1]
        guard node.kind == .htmlBlock else {
            let place = line + max(0, node.startColumn - 1)
            guard place < bytes.count, bytes[place...].starts(with: literal.prefix(10)) else { return [] }
            return [place + first]
        }
        let wanted = Set(found)
        let isWanted = literal.indices.filter { literal[$0] == mark }.map(wanted.contains)
        let end = min(lineStarts[min(max(node.endLine, node.startLine), lineStarts.count - 1)] - 1, bytes.count)
        return zip((line..<max(line, end)).filter { bytes[$0] == mark }, isWanted).filter(\.1).map(\.0)
    }

    // MARK: - Quotes and lists

    /// Ends a quote or a list item: what is open in it is closed there, since the end of the quote would be swallowed.
    private mutating func leave(_ container: MarkdownNode) {
        defer { depth -= 1 }
        let open = elements.filter { $0.depth >= depth }
        for element in open { counts[element.name, default: 0] -= 1 }
        var closers = open.reversed().map { "</\($0.name)>" }
        if let open = awaited, open.depth >= depth {
            if open.closer == "-->" { closers.insert("-->", at: 0) }
            awaited = nil
        }
        elements.removeAll { $0.depth >= depth }
        guard !closers.isEmpty, let first = container.children.first, let last = container.children.last,
            first.startLine > 0, container.endLine < lineStarts.count
        else { return }
        let line = lineStarts[first.startLine - 1]
        let before = bytes[line..<min(bytes.count, line + max(0, first.startColumn - 1))]
        let prefix = String(decoding: before.map { $0 == UInt8(ascii: ">") ? $0 : 0x20 }, as: UTF8.self)
        var number = container.endLine
        while number > first.startLine, isBlank(number) { number -= 1 }
        let isNext = last.kind == .htmlBlock || last.kind == .paragraph
        let gap = isNext ? "" : "\n" + prefix.replacing(/[ ]+$/, with: "")
        let text = gap + closers.map { "\n\(prefix)\($0)" }.joined()
        insertions.append((min(lineStarts[number] - 1, bytes.count), text))
    }

    /// Returns true if a line, counted from 1, holds nothing but the marks of quotes.
    private func isBlank(_ number: Int) -> Bool {
        bytes[lineStarts[number - 1]..<min(lineStarts[number] - 1, bytes.count)]
            .allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
    }
}
