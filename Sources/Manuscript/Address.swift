/// A reference to one or more sections, as the writer types it.
package enum Address: Sendable, Equatable, Hashable {
    /// Every section.
    case all
    /// The section that was touched last.
    case last
    /// One section; commands about texts include everything below it. `2.3` is [2, 3].
    case place([Int])
    /// The sections below a section, without the section itself: `2.*`.
    case below([Int])
    /// A range of sections, both ends included: `2-4`, `2.1-2.3`.
    case range([Int], [Int])
    /// Part of a title.
    case title(String)
    /// Paragraphs of one section, counted from 1: `2.3:4`, `2.3:2-4`.
    case paragraphs([Int], ClosedRange<Int>)
    /// Words of the post's texts; `Session.address(quoting:)` tells them from a title.
    case words(String)

    /// Parses an address; anything other than a number, a range, `all` or `last` is part of a title.
    ///
    /// Returns nil if the text is empty.
    package init?(_ text: String) {
        var text = text.trimmed
        if text.count >= 2, let quote = text.first, quote == "\"" || quote == "“", text.last == "\"" || text.last == "”"
        {
            text = String(text.dropFirst().dropLast())
            guard !text.isEmpty else { return nil }
            self = .title(text)
            return
        }
        guard !text.isEmpty else { return nil }
        switch text.lowercased() {
        case "all", "*": self = .all
        case "last": self = .last
        default: self = Self.numeric(text) ?? .title(text)
        }
    }

    private static func numeric(_ text: String) -> Address? {
        if text.hasSuffix(".*"), let path = path(text.dropLast(2)) { return .below(path) }
        if let path = path(text[...]) { return .place(path) }
        if let colon = text.firstIndex(of: ":"), let path = path(text[..<colon]),
            let numbers = numbers(text[text.index(after: colon)...])
        {
            return .paragraphs(path, numbers)
        }
        for dash in ["-", "–", ".."] {
            let ends = text.split(separator: dash, maxSplits: 1, omittingEmptySubsequences: false)
            if ends.count == 2, let from = path(ends[0]), let to = path(ends[1]) { return .range(from, to) }
        }
        return nil
    }

    /// Reads the numbers of paragraphs: `4`, `2-4`.
    private static func numbers(_ text: Substring) -> ClosedRange<Int>? {
        let ends = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }.map { path($0) }
        guard (1...2).contains(ends.count), ends.allSatisfy({ $0?.count == 1 }), let first = ends[0]?[0],
            let last = ends[ends.count - 1]?[0], first > 0, first <= last
        else { return nil }
        return first...last
    }

    /// The section of an address of paragraphs; nil for other addresses.
    package var sectionOfParagraphs: Address? { if case .paragraphs(let path, _) = self { .place(path) } else { nil } }

    private static func path(_ text: Substring) -> [Int]? {
        let text = text.hasSuffix(".") ? text.dropLast() : text
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.map { part in
            part.allSatisfy(\.isASCII) && part.count <= 6 && !part.hasPrefix("+") && !part.hasPrefix("-")
                ? Int(part) : nil
        }
        guard !numbers.isEmpty, numbers.count <= 8, numbers.allSatisfy({ $0 != nil }) else { return nil }
        return numbers.compactMap { $0 }
    }

    /// The address as the writer would type it.
    package var text: String {
        func dotted(_ path: [Int]) -> String { path.map(String.init).joined(separator: ".") }
        return switch self {
        case .all: "all"
        case .last: "last"
        case .place(let path): dotted(path)
        case .below(let path): dotted(path) + ".*"
        case .range(let from, let to): "\(dotted(from))-\(dotted(to))"
        case .title(let part), .words(let part): "\"\(part)\""
        case .paragraphs(let path, let numbers):
            "\(dotted(path)):\(numbers.lowerBound)" + (numbers.count > 1 ? "-\(numbers.upperBound)" : "")
        }
    }
}

extension StringProtocol {
    /// The text without leading and trailing whitespace.
    package var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
