import Chains
import Testing

@testable import ModelClient

/// The grammar is read as a regular expression, since none of its rules refers back to itself.
@Suite(.timeLimit(.minutes(5)))
struct ParagraphGrammarTests {
    private static let shape = ParagraphShape(
        avoidedOpenings: ["Data", "The", "It", "I", "By", "As"], avoidedAtStart: ["However"], readsSentences: true)

    /// Returns true if a grammar accepts a whole text.
    private func accepts(_ text: String, _ shape: ParagraphShape) throws -> Bool {
        let lines = ParagraphGrammar(shape).text.split(separator: "\n")
        let rules = Dictionary(
            lines.map { line in
                let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
                return (parts[0], parts[2])
            }, uniquingKeysWith: { first, _ in first })
        let pattern = try #require(rules["root"]).expanded(by: rules)
        return try text.wholeMatch(of: Regex(pattern).matchingSemantics(.unicodeScalar)) != nil
    }

    @Test(arguments: [
        "A pipeline moves data.", "In 2020, e.g. in the U.S. market, 3.5 % fell. Why? Nobody knows.",
        "Often (why?) it \"works.\" Italy differs. Is it so? Those stay.", "Warehouses hold data.\n\nLakes hold more.",
        "Pipes, e.g., use Node.js.", "Pipes use C# at 10:30.", "Pipes cost 3 € in Łódź ☀\u{FE0F} and Αθήνα.",
    ])
    func ordinaryProseIsAccepted(text: String) throws { #expect(try accepts(text, Self.shape)) }

    @Test(arguments: [
        "Data moves.", "DataStore moves.", "The data moves.", "Then it moves.", "It moves.", "I move.",
        "Byusing moves.", "Assteam pipes move.", "Pipes move. Data moves.", "Pipes move. It moves.",
        "However, pipes move.", "Pipes move.Data moves.",
        "Pipes move #data.",
        "- Pipes move.", "1. Pipes move.", "Pipes move.\n- Data", "# Pipes", "Pipes move:", "It\u{6D89} moves.",
        "Pipes move the \u{5176}\u{4ED6} way around.", "Pipes move\u{FF0C} and rest.",
        "Pipes move", "Pipes move.\n\n* Data moves.", "Pipes move.tables rest.", "Pipes move.ici is it.",
        "Pipes move..data rests.",
        "Pipes move.))", "Pipes move.\")))", "Pipes move.\" \"Data rests\".", "Pipes move...", "\"Data\" moves.",
        "(Data) moves.", "Pipes move./Data moves.",
    ])
    func avoidedOpeningsAndListsAreRefused(text: String) throws { #expect(try !accepts(text, Self.shape)) }

    @Test func aWordThatOnlyBeginsLikeAShortOneIsAccepted() throws {
        #expect(try accepts("Items move. In time, all move.", Self.shape))
        #expect(try accepts("Pipes move. However, data waits.", Self.shape), "only a paragraph does not begin so")
    }

    @Test func oneOfTheFirstThreeSentencesIsLong() throws {
        var shape = Self.shape
        shape.longSentence = 8
        let (short, long) = ("Pipes move data.", "Pipes move data from one store to another each night.")
        for text in [long, short + " " + long, [short, short, long, short].joined(separator: " ")] {
            #expect(try accepts(text, shape))
        }
        for text in [short, [short, short, short, long].joined(separator: " ")] { #expect(try !accepts(text, shape)) }
    }

    @Test func noSentenceBeginsWithAPhrase() throws {
        var shape = Self.shape
        shape.avoidedOpenings = ["In conclusion", "In today", "To sum up"]
        for text in ["In conclusion, pipes move.", "Lakes rest. In today's world, pipes move.", "To sum up, it moves."]
        {
            #expect(try !accepts(text, shape))
        }
        for text in [
            "In 2020, pipes move.", "In the end, pipes move.", "In, out, on.", "Into it. To sum, add.", "In \"time\".",
        ] {
            #expect(try accepts(text, shape), "\(text)")
        }
        #expect(try !accepts("In .", shape) && !accepts("In  it.", shape))
        shape.avoidedOpenings.insert("In")
        #expect(try !accepts("In the end, pipes move.", shape) && accepts("Items move.", shape))
    }

    @Test func aSingleParagraphHasNoOtherBehindIt() throws {
        var shape = Self.shape
        #expect(try accepts("Pipes move.\n\nLakes rest.", shape))
        shape.isSingle = true
        #expect(try !accepts("Pipes move.\n\nLakes rest.", shape) && accepts("Pipes move.", shape))
    }

    @Test func withoutSentencesOnlyTheKindOfParagraphIsHeld() throws {
        let shape = ParagraphShape()
        #expect(try accepts("データは動く。それは速い。", shape) && accepts("Data moves.\n\nIt is fast.", shape))
        #expect(try !accepts("- データ", shape) && !accepts("Steps:", shape))
    }
}

extension String {
    /// A rule in GBNF as a regular expression.
    fileprivate func expanded(by rules: [String: String]) throws -> String {
        var (out, rest) = ("", self[...])
        while let next = rest.first {
            if next == "\"" || next == "[" {
                let end = try #require(rest.dropFirst().firstIndex(of: next == "[" ? "]" : "\""))
                let inside = String(rest[rest.index(after: rest.startIndex)..<end])
                out += next == "[" ? "[" + inside.escapedInClass + "]" : "(?:" + inside + ")"
                rest = rest[rest.index(after: end)...]
            } else if next.isLetter {
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
                out += "(?:" + (try #require(rules[String(name)]).expanded(by: rules)) + ")"
                rest = rest.dropFirst(name.count)
            } else if next == "{" {
                let end = try #require(rest.firstIndex(of: "}"))
                out += rest[...end]
                rest = rest[rest.index(after: end)...]
            } else {
                if next != " " { out += next == "(" ? "(?:" : String(next) }
                rest = rest.dropFirst()
            }
        }
        return out
    }

    /// The members of a character class with those marks escaped that only regular expressions know.
    private var escapedInClass: String {
        let body = hasPrefix("^") ? dropFirst() : self[...]
        let escaped = body.map { "[&|~*#>+`".contains($0) ? "\\\($0)" : String($0) }.joined()
        return (hasPrefix("^") ? "^" : "") + (escaped.hasSuffix("-") ? String(escaped.dropLast()) + "\\-" : escaped)
    }
}
