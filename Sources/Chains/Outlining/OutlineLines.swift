import Manuscript

/// Parses an outline written as lines with numbers, heading marks or bullets.
package enum OutlineLines {
    /// One line of an outline.
    package struct Item: Sendable, Equatable {
        /// The level of the line; 1 is the top level.
        package let depth: Int
        package let title: String
        /// The bullets below a title that is marked otherwise.
        package internal(set) var points: [String] = []
    }

    /// Returns the lines of a text that are outline items, skipping prose between them.
    ///
    /// Where titles have numbers or heading marks, or are bold, plain bullets below them are their points, not sections.
    package static func items(in text: String) -> [Item] {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let hasMarks = lines.contains { !isBullet($0) && item($0, plainIsItem: false) != nil }
        let hasBold = !hasMarks && lines.count(where: isBold) > 1
        var items: [Item] = []
        var isTitle = false
        var hasPoints = false
        for line in lines {
            guard let item = item(line, plainIsItem: hasBold && isBold(line)) else { continue }
            if isBullet(line), let last = items.last, hasPoints || (isTitle && item.depth <= last.depth) {
                items[items.count - 1].points.append(item.title)
                hasPoints = true
            } else {
                items.append(item)
                hasPoints = false
                isTitle = !isBullet(line)
            }
        }
        return items
    }

    /// Returns true if a line is a bullet without number and emphasis.
    private static func isBullet(_ line: String) -> Bool {
        let plain = line.trimmed
        guard ["- ", "* ", "+ ", "• "].contains(where: plain.hasPrefix) else { return false }
        let text = plain.dropFirst(2).trimmed
        return !text.hasPrefix("**") && TitleMatch.stripNumber(text[...]).count == text.count
    }

    /// Returns true if a line is bold as a whole.
    private static func isBold(_ line: String) -> Bool {
        let plain = line.trimmed
        return plain.count > 4 && plain.hasPrefix("**") && plain.hasSuffix("**")
    }

    // MARK: - YAML

    /// Returns true if a text is a list of objects with titles in YAML.
    static func isYAML(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            let plain = line.trimmed
            return plain.hasPrefix("- ") && OutlineJSON.titleKeys.contains { plain.dropFirst(2).hasPrefix("\($0): ") }
        }
    }

    /// Returns the YAML of a text, without a fence and the prose around it.
    static func yaml(in text: String) -> String {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        lines.removeAll { $0.trimmed.hasPrefix("```") || $0 == "---" }
        let start = lines.firstIndex { $0.hasPrefix("- ") || $0.trimmed.contains(/^\w+:( |$)/) } ?? lines.endIndex
        let end = lines.lastIndex { $0.hasPrefix(" ") || $0.hasPrefix("- ") || $0.contains(/^\w+:( |$)/) } ?? start
        return start <= end && end < lines.endIndex ? lines[start...end].joined(separator: "\n") : ""
    }

    // MARK: - Lines

    /// Parses one line; with `plainIsItem`, an unmarked line is an item of the first level.
    static func item(_ line: String, plainIsItem: Bool) -> Item? {
        let indent = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
        let plain = line.trimmed
        let hashes = plain.prefix { $0 == "#" }.count
        if hashes > 0 {
            let title = OutlineReading.title(String(plain.dropFirst(hashes)))
            // A first-level heading is the title of the post.
            return hashes >= 2 && !title.isEmpty ? Item(depth: hashes - 1, title: title) : nil
        }
        let unmarked = plain.drop { $0 == "*" || $0 == "_" || $0 == "-" || $0 == "•" || $0 == "+" || $0 == " " }
        let number = unmarked.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let parts = number.split(separator: ".")
        let hasNumber = !parts.isEmpty && TitleMatch.stripNumber(unmarked).count < unmarked.count
        let isBullet = unmarked.count < plain.count && ["- ", "* ", "+ ", "• "].contains { plain.hasPrefix($0) }
        guard hasNumber || isBullet || plainIsItem else { return nil }
        let title = OutlineReading.title(String(isBullet ? plain.dropFirst(2) : plain[...]))
        guard !title.isEmpty, title.count <= OutlineReading.Bounds.title else { return nil }
        let depth = hasNumber && parts.count > 1 ? parts.count : indent / 2 + 1
        return Item(depth: min(depth, 6), title: title)
    }
}
