import Platform

/// Compares a line of a model's text with titles, ignoring the marks and numbers that the model added.
package enum TitleMatch {
    /// Returns a title or line without marks, numbers, case and punctuation.
    package static func key(_ line: some StringProtocol) -> String {
        var rest = line.trimmed[...]
        rest = rest.drop { $0 == "#" || $0 == "*" || $0 == "_" || $0 == " " || $0 == ">" }
        for label in ["section ", "chapter ", "part ", "title:"] where rest.lowercased().hasPrefix(label) {
            let after = rest.dropFirst(label.count)
            if label == "title:" || after.first?.isNumber == true { rest = after }
        }
        rest = stripNumber(rest)
        // C, C++ and C# are different things.
        let words = rest.lowercased().split { !$0.isWordPart && $0 != "+" && $0 != "#" }
        return words.filter { $0.contains { $0.isWordPart } }.joined(separator: " ")
    }

    /// Returns a key without a leading bare number, as in "3 Thin Air"; nil if there is none.
    ///
    /// Use this only if the whole key matches no title: "3 Ways to Bake" may be one.
    package static func withoutBareNumber(_ key: String) -> String? {
        let digits = key.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.count), key.dropFirst(digits.count).first == " " else { return nil }
        return String(key.dropFirst(digits.count + 1))
    }

    /// Returns a title without a leading number such as 2.3 or 2), and without marks around it.
    package static func stripNumber(_ title: Substring) -> Substring {
        let bare = title.drop { $0 == " " }
        let rest = bare.drop { $0 == "*" || $0 == "_" }
        let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        // More than two digits are a year or a quantity.
        guard !number.isEmpty, number.first != ".", number.count <= 8, number.prefix(while: { $0 != "." }).count <= 2
        else { return bare }
        var after = rest.dropFirst(number.count)
        let marked = number.hasSuffix(".") || number.contains(".") || after.first == ")" || after.first == ":"
        if after.first == ")" || after.first == ":" { after = after.dropFirst() }
        guard marked, after.first == " " || after.first == "*" else { return bare }
        let marks = bare.prefix(bare.count - rest.count)
        // Marks that began before the number end right after it, or after the title.
        let words = after.drop { $0 == " " || $0 == "*" && !marks.isEmpty }
        return !marks.isEmpty && words.hasSuffix(marks) ? words.dropLast(marks.count) : words
    }
}
