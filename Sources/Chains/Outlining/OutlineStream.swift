import Manuscript

/// Reads an outline from JSON that is still arriving; a title is there as soon as its string is closed.
///
/// It serves the view and the calls that need not wait for the end. `OutlineReading` decides what the whole reply means,
/// so anything that is not plain JSON, such as a numbered list, is simply not read here.
struct OutlineStream {
    /// The number of titles after which a reply counts as endless.
    static let most = 200
    /// The deepest nesting of JSON that is followed.
    private static let depth = 12

    /// The content of an array.
    private enum Elements { case sections, points, others }
    /// An open object or array.
    private enum Frame {
        case object(isSection: Bool)
        case array(Elements)
    }

    private var frames: [Frame] = []
    private var keys: [String?] = []
    /// The sections whose objects are still open, outermost first.
    private var open: [OutlineDraft.Node] = []
    private var closed: [OutlineDraft.Node] = []
    /// The plain strings of a list, which may be a tree written as numbered lines.
    private var lines: [String] = []
    /// The raw bytes of the open string, without its quotation marks; nil outside of strings.
    private var literal: [UInt8]?
    private var isEscaped = false
    /// True directly after a string.
    private var isBehindString = false
    private var isValue = false
    /// A bracket that opens the JSON if the next sign is one of JSON's.
    private var bracket: UInt8?
    private var isOver = false
    private var titles = 0

    /// The number of sections of the first level that are complete.
    var complete: Int { closed.count }
    /// True if the reply has more titles than any outline.
    var isEndless: Bool { titles > Self.most }

    /// The sections so far, with the titles that are closed.
    var nodes: [OutlineDraft.Node] {
        var child: OutlineDraft.Node?
        for node in open.reversed() where !node.title.isEmpty {
            var node = node
            if let child { node.children.append(child) }
            child = node
        }
        let listed = lines.compactMap { OutlineLines.item($0, plainIsItem: true) }
        return closed + (child.map { [$0] } ?? []) + OutlineReading.tree(of: listed)
    }

    /// Reads more of the reply; returns true if a title or a whole section was added.
    mutating func push(_ text: String) -> Bool {
        let before = (titles, complete)
        for byte in text.utf8 where !isOver { take(byte) }
        return before != (titles, complete)
    }

    private mutating func take(_ byte: UInt8) {
        if literal != nil { return takeInString(byte) }
        guard byte > 0x20 else { return }
        if frames.isEmpty { return begin(byte) }
        // A word here means that the string was cut by a quotation mark.
        if isBehindString, !"\",:]}/#".utf8.contains(byte) {
            isOver = true
            return
        }
        isBehindString = false
        switch byte {
        case UInt8(ascii: "\""): literal = []
        case UInt8(ascii: "{"), UInt8(ascii: "["): push(byte)
        case UInt8(ascii: "}"), UInt8(ascii: "]"): pop(byte)
        case UInt8(ascii: ":"): isValue = true
        case UInt8(ascii: ","): isValue = false
        default: break
        }
    }

    /// Waits for the start of the JSON: a bracket in a sentence before it is followed by a word.
    private mutating func begin(_ byte: UInt8) {
        let isBracket = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
        if let first = bracket, isBracket || byte == UInt8(ascii: "\"") {
            push(first)
            return take(byte)
        }
        bracket = isBracket ? byte : nil
    }

    private mutating func takeInString(_ byte: UInt8) {
        if isEscaped || byte != UInt8(ascii: "\"") {
            literal?.append(byte)
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            return
        }
        let text = "\"" + String(decoding: literal ?? [], as: UTF8.self) + "\""
        literal = nil
        isBehindString = true
        take(string: (try? JSONValue(parsing: text))?.string ?? "")
    }

    private mutating func take(string: String) {
        switch frames.last {
        case .object(let isSection):
            guard isValue else {
                keys[keys.count - 1] = string
                return
            }
            if isSection, let key = keys.last ?? nil { set(key, to: string) }
        case .array(.sections):
            titles += 1
            if open.isEmpty { lines.append(string) } else { open[open.count - 1].children.append(.init(title: string)) }
        case .array(.points):
            if !open.isEmpty { open[open.count - 1].points.append(string) }
        case .array(.others), nil: break
        }
    }

    private mutating func set(_ key: String, to string: String) {
        let last = open.count - 1
        if OutlineJSON.titleKeys.contains(key), open[last].title.isEmpty {
            open[last].title = Prose.title(string)
            titles += 1
        } else if OutlineJSON.briefKeys.contains(key) {
            open[last].brief = string
        } else if key == "id" {
            open[last].id = string
        }
    }

    private mutating func push(_ byte: UInt8) {
        guard frames.count < Self.depth else {
            isOver = true
            return
        }
        if byte == UInt8(ascii: "[") {
            let key = keys.last ?? nil
            let isPoints = key.map(OutlineJSON.pointKeys.contains) ?? false
            let isSections = key.map(OutlineJSON.listKeys.contains) ?? frames.isEmpty
            frames.append(.array(isPoints ? .points : isSections ? .sections : .others))
            keys.append(nil)
        } else {
            var isSection = false
            if case .array(.sections)? = frames.last { isSection = true }
            if isSection { open.append(.init(title: "")) }
            frames.append(.object(isSection: isSection))
            keys.append(nil)
        }
        isValue = false
    }

    private mutating func pop(_ byte: UInt8) {
        guard let frame = frames.popLast() else { return }
        keys.removeLast()
        isValue = false
        switch frame {
        case .object(let isSection):
            guard byte == UInt8(ascii: "}") else {
                isOver = true
                return
            }
            if isSection, let node = open.popLast(), !node.title.isEmpty {
                if open.isEmpty { closed.append(node) } else { open[open.count - 1].children.append(node) }
            }
        case .array: if byte != UInt8(ascii: "]") { isOver = true }
        }
        if frames.isEmpty { isOver = true }
    }
}
