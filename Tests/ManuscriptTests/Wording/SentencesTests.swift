import Manuscript
import Testing

/// Where sentences end, and whether a text ends with one.
struct SentencesTests {
    /// The sentences of a line, each with the white space before it.
    private func sentences(_ line: String) -> [String] {
        var start = line.startIndex
        return Sentences.ends(in: line).map { end in
            defer { start = end }
            return String(line[start..<end])
        }
    }

    @Test(arguments: [
        ("One. Two! Three?", ["One.", " Two!", " Three?"]), ("He said \"no.\" Then", ["He said \"no.\""]),
        ("At 3.5 degrees", []), ("E.g. rye, i.e. grain. Yes.", ["E.g. rye, i.e. grain.", " Yes."]),
        ("Dr. A. Baker bakes.", ["Dr. A. Baker bakes."]), ("Rye, oat etc. Then", ["Rye, oat etc."]), ("", []),
        ("So do I. Then", ["So do I."]), ("Wait… what?!", ["Wait…", " what?!"]), ("一。二！三", ["一。", "二！"]),
        ("It ends (here.) **Bold.** `a.b`", ["It ends (here.)", " **Bold.**"]), ("यह है। वह", ["यह है।"]),
    ])
    func sentencesEnd(line: String, expected: [String]) { #expect(sentences(line) == expected) }

    @Test(arguments: [
        ("Done.", true), ("Not done", false), ("A list:", true), ("- item", true), ("1. item", true), ("2) item", true),
        ("| a |", true), ("> quote", true), ("```", true), ("", true), ("One.\nTwo", false), ("See Dr.", true),
        ("He said \"so\"", false), ("1.5 percent", false), ("**Bold.**", true), ("2026 was", false),
    ])
    func aTextIsFinishedOrNot(text: String, expected: Bool) { #expect(Sentences.isFinished(text) == expected) }
}
