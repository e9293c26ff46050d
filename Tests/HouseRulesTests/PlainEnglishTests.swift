import Testing

/// Comments, messages and names of tests use plain English: the subject first, and the usual terms.
///
/// `CONTRIBUTING.md` has the style page; these are only its worst patterns, as sequences of words.
struct PlainEnglishTests {
    /// Files whose strings go to models, with the reason to keep their words.
    static let prompts: [String: String] = [
        "Sources/Chains/Outlining/OutlinePrompt.swift": "models were measured with these words",
        "Sources/Chains/Prompts/Voice.swift": "models were measured with these words",
        "Sources/Chains/ReviewChain.swift": "models were measured with these words",
        "Sources/Chains/Writing/AlternativesChain.swift": "models were measured with these words",
        "Sources/Commands/Outline/Add.swift": "the description of the tool is part of a prompt",
    ]

    /// Returns the worst patterns in a line of Swift: in its comment or its strings.
    static func faults(in line: Substring) -> [String] {
        let text = line.drop { $0 == " " }
        var found = openings.filter { opening in
            text.hasPrefix("/// \(opening) ") || text.hasPrefix("// \(opening) ")
        }
        let words = Self.words(of: text)
        for index in words.indices {
            found += phrases.filter { $0.matches(words[index...], after: index > 0 ? words[index - 1] : "") }.map(
                \.name)
        }
        return found
    }

    /// The words that no comment may begin with.
    private static let openings = ["What", "Whether"]

    /// A sequence of words, each with its alternatives.
    private struct Phrase {
        let name: String
        let words: [Set<String>]
        /// The word before and the word after the phrase that make it right.
        var fine: (before: Set<String>, after: Set<String>) = ([], [])
        /// True if the phrase is wrong only at the end of a clause.
        var endsClause = false

        func matches(_ line: ArraySlice<String>, after previous: String) -> Bool {
            guard line.count >= words.count, !fine.before.contains(previous),
                zip(line, words).allSatisfy({ word, wanted in wanted.contains(word) })
            else { return false }
            let next = line.dropFirst(words.count).first ?? "."
            return !fine.after.contains(next) && (!endsClause || next == ".")
        }
    }

    private static let phrases = [
        Phrase(
            name: "is no X", words: [["is", "are", "was", "were"], ["no"]],
            fine: (["there"], ["longer", "more", "."])),
        Phrase(name: "what stands", words: [["what"], ["stands", "counts"]]),
        Phrase(name: "what is told", words: [["what"], ["is", "was"], ["told"]]),
        Phrase(name: "where there is", words: [["where"], ["there"], ["is", "are", "was", "were"]]),
        Phrase(name: "of its own", words: [["of"], ["its", "their", "his", "your"], ["own"]], endsClause: true),
    ]

    /// Returns the words of a line in lower case; "." stands for anything else than letters and single spaces.
    private static func words(of text: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for character in text.lowercased() {
            if character.isLetter || character == "'" {
                word.append(character)
                continue
            }
            end()
            if character != " ", words.last != "." { words.append(".") }
        }
        end()
        return words
    }

    /// Returns the worst patterns in the name of a test.
    static func faults(inName name: String) -> [String] {
        let isPhrase = name.contains(" ")
        if isPhrase { return (name.hasPrefix("What ") ? ["What"] : []) + faults(in: Substring(name)) }
        let patterns = ["IsNo", "AreNo", "WasNo", "WereNo", "OfItsOwn", "WhereThereIs", "IsTold", "AreTold"]
        let found = patterns.filter { pattern in
            guard let range = name.firstRange(of: pattern) else { return false }
            let rest = name[range.upperBound...]
            return rest.first?.isUppercase != false && !rest.hasPrefix("Longer") && !rest.hasPrefix("More")
                && !name[..<range.lowerBound].lowercased().hasSuffix("there")
        }
        return name.contains(/^(?:what|whether)[A-Z]/) ? ["what"] + found : found
    }

    /// The names of the tests in a file, by their line: functions, and the names in `@Test` and `@Suite`.
    static func names(in file: Repository.File) -> [(line: Int, name: String)] {
        var names: [(line: Int, name: String)] = []
        var opens = false
        for (index, line) in file.lines.enumerated() {
            if line.contains("@Test") || line.contains("@Suite"),
                let match = line.firstMatch(of: /@(?:Test|Suite)\("([^"]+)"/)
            {
                names.append((index + 1, String(match.1)))
            } else if opens, let match = line.firstMatch(of: /^ +"([^"]+)"/) {
                names.append((index + 1, String(match.1)))
            }
            opens = line.hasSuffix("@Test(") || line.hasSuffix("@Suite(")
            if line.contains("func "), let match = line.firstMatch(of: /\bfunc (?:(\w+)|`([^`]+)`)\(/) {
                names.append((index + 1, String(match.1 ?? match.2 ?? "")))
            }
        }
        return names
    }

    @Test func sourcesAreInPlainEnglish() throws {
        for file in try Repository.sources() where Self.prompts[file.path] == nil {
            for (index, line) in file.lines.enumerated() where line.contains("//") || line.contains(" ") {
                let faults = Self.faults(in: line)
                if !faults.isEmpty { Issue.record("\(file.path):\(index + 1): \(faults.joined(separator: ", "))") }
            }
        }
    }

    @Test func namesOfTestsAreInPlainEnglish() throws {
        for file in try Repository.swiftFiles(below: "Tests") where file.name != "PlainEnglishTests.swift" {
            for (line, name) in Self.names(in: file) {
                #expect(Self.faults(inName: name) == [], "\(file.path):\(line): \(name)")
            }
            for (index, line) in file.lines.enumerated() where line.contains("//") {
                let text = line.drop { $0 == " " }
                let isBad = Self.openings.contains { text.hasPrefix("/// \($0) ") || text.hasPrefix("// \($0) ") }
                #expect(!isBad, "\(file.path):\(index + 1)")
            }
        }
    }

    @Test func thePromptsAreStillThere() {
        for path in Self.prompts.keys { #expect(Repository.has(path), "\(path)") }
    }

    @Test(arguments: [
        ("/// What a call that asks is told.", ["What"]),
        ("    // Whether the others wait.", ["Whether"]),
        ("let words = \"the text is no JSON\"", ["is no X"]),
        ("/// The bytes are no text.", ["is no X"]),
        ("/// There is no file, and it is no longer there.", []),
        ("/// The answer is no.", []),
        ("/// Skips what stands below.", ["what stands"]),
        ("\"Keeps what is told twice.\"", ["what is told"]),
        ("/// A list where there is no terminal.", ["where there is"]),
        ("/// A folder of its own.", ["of its own"]),
        ("/// The labels of its own section.", []),
        ("/// Returns what the server sent.", []),
    ])
    func theRuleCanFail(line: String, expected: [String]) {
        #expect(Self.faults(in: Substring(line)) == expected)
    }

    @Test func namesAreFoundInAllForms() {
        let text = "@Suite(\"One\")\n    @Test(\n        \"Two\",\n    @Test func three() {\nfunc `Four is five`() {"
        let names = Self.names(in: .init(path: "a", text: text))
        #expect(names.map(\.name) == ["One", "Two", "three", "Four is five"] && names.map(\.line) == [1, 3, 4, 5])
    }

    @Test(arguments: [
        ("whatIsLeftIsRefused", ["what"]), ("aFolderIsNoFile", ["IsNo"]), ("aKeyGetsAFolderOfItsOwn", ["OfItsOwn"]),
        ("columnsWhereThereIsRoom", ["WhereThereIs"]), ("omissionsAreTold", ["AreTold"]),
        ("theFileIsNoLongerThere", []), ("itIsNotAFile", []), ("undoIsRefusedIfThereIsNoTurn", []),
        ("What a page says", ["What"]), ("Bytes that are no text", ["is no X"]), ("A closed pipe has a sentence", []),
    ])
    func theRuleForNamesCanFail(name: String, expected: [String]) {
        #expect(Self.faults(inName: name) == expected)
    }
}
