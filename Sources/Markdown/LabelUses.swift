/// Reads the uses of labels in a text (CommonMark 6.3 and GitHub's footnotes), ignoring code spans and raw HTML.
struct LabelUses {
    private let bytes: [UInt8]
    /// The end of each part that is skipped, by its first byte.
    private var ends: [Int: Int] = [:]
    private var found: [LinkLabels.Use] = []

    /// Makes a reader that skips the `hidden` ranges.
    init(_ bytes: [UInt8], hidden: [Range<Int>]) {
        self.bytes = bytes
        for range in hidden where !range.isEmpty {
            ends[range.lowerBound] = max(ends[range.lowerBound] ?? 0, range.upperBound)
        }
    }

    /// Returns the uses, in the order of their ends.
    mutating func read() -> [LinkLabels.Use] {
        var open: [Int] = []
        var place = 0
        var isBlank = true
        while place < bytes.count {
            if let end = ends[place] {
                (place, open) = (end, [])
                continue
            }
            switch bytes[place] {
            case 0x0A:
                if isBlank { open = [] }
                isBlank = true
                place += 1
                continue
            case 0x20, 0x09, 0x0D:
                place += 1
                continue
            case UInt8(ascii: "\\"): place += 2
            case UInt8(ascii: "`"): place = afterCode(place)
            case UInt8(ascii: "<"): place = afterTag(place)
            case UInt8(ascii: "["):
                open.append(place + 1)
                place += 1
            case UInt8(ascii: "]"): place = open.popLast().map { close($0..<place) } ?? place + 1
            default: place += 1
            }
            isBlank = false
        }
        return found
    }

    private func paragraphEnd(_ place: Int) -> Int {
        var wasFeed = false
        for next in place..<bytes.count {
            if ends[next] != nil { return next }
            if bytes[next] == 0x0A {
                if wasFeed { return next }
                wasFeed = true
            } else if bytes[next] != 0x20, bytes[next] != 0x09, bytes[next] != 0x0D {
                wasFeed = false
            }
        }
        return bytes.count
    }

    private func afterCode(_ place: Int) -> Int {
        let length = bytes[place...].prefix { $0 == UInt8(ascii: "`") }.count
        let end = paragraphEnd(place)
        var next = place + length
        while next < end {
            guard bytes[next] == UInt8(ascii: "`") else {
                next += 1
                continue
            }
            let run = bytes[next..<end].prefix { $0 == UInt8(ascii: "`") }.count
            next += run
            if run == length { return next }
        }
        return place + length
    }

    private func afterTag(_ place: Int) -> Int {
        guard place + 1 < bytes.count else { return place + 1 }
        let first = bytes[place + 1]
        guard (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) || "/!?".utf8.contains(first) else {
            return place + 1
        }
        var quote: UInt8?
        for next in place + 2..<max(place + 2, paragraphEnd(place)) {
            let byte = bytes[next]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return next + 1
            } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "<") {
                break
            }
        }
        return place + 1
    }

    /// Handles the text between brackets; returns the position to continue at.
    private mutating func close(_ inner: Range<Int>) -> Int {
        let after = inner.upperBound + 1
        let words = String(decoding: bytes[inner], as: UTF8.self)
        let next = after < bytes.count ? bytes[after] : 0
        if next == UInt8(ascii: "("), let end = afterAddress(after) { return end }
        if words.hasPrefix("^"), words.count > 1, !words.contains(where: \.isWhitespace) {
            let label = inner.lowerBound + 1..<inner.upperBound
            found.append(.init(key: .init(.note, words.dropFirst()), form: .named, place: label))
            return after
        }
        if next == UInt8(ascii: "["),
            let end = LabelDefinition.closingBracket(bytes, from: after + 1, to: min(bytes.count, after + 1_001))
        {
            let label = after + 1..<end
            if label.isEmpty {
                found.append(.init(key: .init(.link, words), form: .collapsed, place: inner))
            } else {
                let name = String(decoding: bytes[label], as: UTF8.self)
                // A note after brackets is a note, not the label of a link.
                guard !name.hasPrefix("^") else {
                    found.append(.init(key: .init(.link, words), form: .short, place: inner))
                    return after
                }
                found.append(.init(key: .init(.link, name), form: .named, place: label))
            }
            return end + 1
        }
        found.append(.init(key: .init(.link, words), form: .short, place: inner))
        return after
    }

    /// Returns the position after a link's address in parentheses; nil if it is not an address.
    private func afterAddress(_ open: Int) -> Int? {
        let end = paragraphEnd(open)
        var depth = 0
        var quote: UInt8?
        var place = open
        while place < end {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\\") {
                place += 2
                continue
            }
            if let mark = quote {
                if byte == mark { quote = nil }
            } else if byte == 0x22 || byte == 0x27 && bytes[place - 1] == 0x20 {
                quote = byte
            } else if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return isAddress(open + 1..<place) ? place + 1 : nil }
            }
            place += 1
        }
        return nil
    }

    private func isAddress(_ range: Range<Int>) -> Bool {
        let words = String(decoding: bytes[range], as: UTF8.self).trimmed
        if words.isEmpty || words.hasPrefix("<") { return true }
        let rest = words.drop { !$0.isWhitespace }.drop(while: \.isWhitespace)
        return rest.isEmpty || rest.first.map { "\"'(".contains($0) } == true
    }
}
