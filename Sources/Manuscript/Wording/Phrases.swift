/// Phrases with which models talk about their answer instead of giving it.
///
/// English only: in other languages, a false match would delete a sentence of the text, while a miss only leaves in a
/// pleasantry.
package enum Phrases {
    private static let preambles = [
        "here is", "here's", "here are", "sure,", "sure!", "sure.", "certainly", "of course", "absolutely", "okay,",
        "ok,",
        "below is", "below are", "as requested", "i have written", "i've written", "i'll write", "i will write",
        "this section will", "in this section", "the following is", "to write",
    ]
    /// The starts of a closing summary, in lower case.
    package static let closers = [
        "in conclusion", "to conclude", "in summary", "to summarize", "to summarise", "to sum up", "in closing",
    ]
    private static let remarks = [
        "i hope this", "let me know", "feel free to", "word count:", "(word count", "[word count", "would you like me",
        "is there anything else", "note: this section", "end of section", "[end", "(end of",
        "this body of section", "this revised section", "this revised body", "this rewritten section",
        "this rewritten body", "this rewritten version", "this version of section", "this version of the section",
        "in this paragraph, i ", "in the following paragraph, continue", "in second paragraph",
        "this response provides", "(this response ",
    ]
    /// The start of a turn of another role, made up by the model; the first one without a heading's marks.
    private static let turns = ["human:", "instruction:", "user:"]
    private static let bylines = ["by [", "author:", "written by ", "by: ", "posted by ", "published on ", "date:"]

    /// Phrases that no text should contain: a model speaking about itself, and typical phrases of models.
    private static let banned = [
        "as an ai", "as a language model", "in today's fast-paced", "in today's digital", "in today's world",
        "in today's ever", "ever-evolving landscape", "ever-changing landscape", "delve into", "delves into",
        "rich tapestry", "in the realm of", "within the realm of", "unlock the power", "game-changer",
    ]

    /// Returns the banned phrases in a text, each once, in lower case.
    package static func banned(in text: String) -> [String] {
        let plain = text.lowercased().replacing("’", with: "'")
        return banned.filter { plain.contains($0) }
    }

    /// Returns true if a line that begins like this may still turn out to be one to drop.
    package static func mayBecome(_ line: String, preamble: Bool, closer: Bool) -> Bool {
        let plain = start(of: line)
        func fits(_ phrases: [String]) -> Bool { phrases.contains { $0.hasPrefix(plain) || plain.hasPrefix($0) } }
        return fits(remarks) || fits([turns[0]]) || (preamble && (fits(preambles) || fits(bylines)))
            || (closer && fits(closers))
    }

    /// Returns true if a complete first line is a preamble or byline to drop, not a sentence of the text.
    package static func isPreamble(_ line: String) -> Bool {
        if isByline(line) { return true }
        guard starts(line, preambles), line.count < 240 else { return false }
        let body = line.trimmed
        return body.hasSuffix(":") || body.hasSuffix("!") || body.hasSuffix("...") || isAboutTheTask(body)
    }

    /// Returns true if a complete first line names an author or a date.
    package static func isByline(_ line: String) -> Bool { starts(line, bylines) && line.count < 80 }

    private static func isAboutTheTask(_ line: String) -> Bool {
        let line = line.lowercased()
        return ["requested", "as you asked", "the body of", "blog post section", "the section you", "your request"]
            .contains { line.contains($0) }
    }

    /// Returns true if a paragraph starts like a closing summary.
    package static func startsCloser(_ line: String) -> Bool { starts(line, closers) }

    /// Returns true if a paragraph starts like a turn of another role; a heading, given without its marks, may name more.
    package static func startsTurn(_ line: String, isHeading: Bool = false) -> Bool {
        starts(line, isHeading ? turns : [turns[0]])
    }

    /// Returns true if a line is a remark to the person who asked.
    package static func isRemark(_ line: String) -> Bool { starts(line, remarks) }

    /// Returns a closing paragraph without its opening phrase, with an initial capital.
    package static func withoutCloser(_ line: String) -> String {
        let plain = line.trimmed
        guard let phrase = closers.first(where: plain.lowercased().hasPrefix) else { return plain }
        let rest = plain.dropFirst(phrase.count).drop { $0 == "," || $0.isWhitespace }
        return String(rest).capitalizedFirst
    }

    /// Returns a line in the form used for comparing phrases: lower case, without leading marks.
    private static func start(of line: String) -> String {
        line.drop { $0.isWhitespace || $0 == "*" || $0 == "_" }.lowercased()
    }

    private static func starts(_ line: String, _ phrases: [String]) -> Bool {
        let plain = start(of: line)
        return phrases.contains { plain.hasPrefix($0) }
    }
}
