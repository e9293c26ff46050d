import Manuscript

/// Parses an outline written as lines with numbers, heading marks or bullets.
package enum OutlineLines {
    /// One line of an outline.
    package struct Item: Sendable, Equatable {
        /// The level of the line; 1 is the top level.
        package let depth: Int
        package let title: String
    }

    /// Returns the lines of a text that are outline items, skipping prose between them.
    package static func items(in text: String) -> [Item] {
        text.split(whereSeparator: \.isNewline).compactMap { item(String($0), plainIsItem: false) }
    }

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
