import Platform

/// The numbers that a text states, in digits or in English words, as values that can be compared.
package enum Figures {
    /// A number, and the words that state it.
    package struct Figure: Sendable, Equatable {
        package var value: Double
        package var text: String
    }

    /// Returns the numbers of a text in order: "12,000", "3.5 million", "forty-two", "two thirds", "half".
    ///
    /// "One", "first" and "second" are left out, since they mostly are not numbers. Digits within a name such as B12
    /// belong to the name.
    package static func all(in text: String) -> [Figure] {
        let words = words(of: text)
        var figures: [Figure] = []
        var index = 0
        while index < words.count {
            let (found, count) = reading(words[index...])
            figures += found
            index += max(1, count)
        }
        return figures
    }

    /// Returns the words of a text; digits keep the marks between them.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        func close() {
            while let last = word.last, ".,".contains(last) { word.removeLast() }
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        let characters = Array(text.lowercased())
        for (index, character) in characters.enumerated() {
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            if character.isLetter || character.isNumber {
                // "10kg" is a number and a unit; "b12" is a name.
                if character.isLetter, let last = word.last, last.isNumber, word.allSatisfy({ !$0.isLetter }) {
                    close()
                }
                word.append(character)
            } else if ".,".contains(character), word.last?.isNumber == true, next.isNumber {
                word.append(character)
            } else if character == "%" {
                close()
                words.append("%")
            } else {
                close()
            }
        }
        close()
        return words
    }

    /// Reads a number at the start of some words; returns it and the number of words that it takes.
    private static func reading(_ words: ArraySlice<String>) -> ([Figure], Int) {
        guard let first = words.first else { return ([], 0) }
        if let value = digits(first) {
            let scale = words.dropFirst().first.flatMap { scales[$0] }
            let text = words.prefix(scale == nil ? 1 : 2).joined(separator: " ")
            return ([Figure(value: value * (scale ?? 1), text: text)], scale == nil ? 1 : 2)
        }
        if let fraction = fraction(words) { return fraction }
        guard units[first] != nil || tens[first] != nil || scales[first] != nil else { return ([], 1) }
        var (total, part, count) = (0.0, 0.0, 0)
        for word in words {
            if let value = units[word] ?? tens[word] {
                part += value
            } else if word == "hundred" {
                part = max(part, 1) * 100
            } else if let scale = scales[word] {
                total += max(part, 1) * scale
                part = 0
            } else if word == "and", count > 0, words.dropFirst(count + 1).first.map({ units[$0] ?? tens[$0] }) != nil,
                ["hundred", "thousand"].contains(words[words.startIndex + count - 1])
            {
                // "two hundred and five"
            } else {
                break
            }
            count += 1
        }
        let value = total + part
        let text = words.prefix(count).joined(separator: " ")
        // Alone, these words are pronouns or vague.
        return (value <= 1 && count == 1 ? [] : [Figure(value: value, text: text)], count)
    }

    /// Reads "half", "a third", "three quarters".
    private static func fraction(_ words: ArraySlice<String>) -> ([Figure], Int)? {
        guard let first = words.first else { return nil }
        if first == "half" || first == "halves" { return ([Figure(value: 0.5, text: first)], 1) }
        guard let second = words.dropFirst().first,
            let part = parts[second], let count = first == "a" || first == "one" ? 1 : units[first], count < 10
        else { return nil }
        return ([Figure(value: count / part, text: "\(first) \(second)")], 2)
    }

    /// Returns the value of digits with marks of thousands and decimals in the English or the continental way.
    private static func digits(_ word: String) -> Double? {
        guard word.first?.isNumber == true, word.allSatisfy({ $0.isASCII && !$0.isLetter }) else { return nil }
        let groups = word.split(whereSeparator: { ".,".contains($0) })
        let marks = word.filter { ".,".contains($0) }
        guard let last = groups.last, groups.count > 1 else { return Double(word) }
        let isThousands = last.count == 3 && (Set(marks).count == 1 && (marks.count > 1 || marks == ","))
        if isThousands { return Double(groups.joined()) }
        return Double(groups.dropLast().joined() + "." + last)
    }

    private static let units: [String: Double] = {
        let names = """
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
            eighteen nineteen
            """.split(whereSeparator: \.isWhitespace)
        return Dictionary(uniqueKeysWithValues: names.enumerated().map { (String($1), Double($0)) })
            .merging(["dozen": 12]) { first, _ in first }
    }()
    private static let tens: [String: Double] = {
        let names = "twenty thirty forty fifty sixty seventy eighty ninety".split(separator: " ")
        return Dictionary(uniqueKeysWithValues: names.enumerated().map { (String($1), Double($0 + 2) * 10) })
    }()
    private static let scales: [String: Double] = [
        "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1e12, "k": 1000,
        "m": 1_000_000, "bn": 1_000_000_000, "mio": 1_000_000, "millionen": 1_000_000, "tausend": 1000,
    ]
    private static let parts: [String: Double] = [
        "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6, "eighth": 8,
        "tenth": 10,
        "tenths": 10, "half": 2, "halves": 2,
    ]
}
