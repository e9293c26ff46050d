import Manuscript
import Platform
import Testing

@Suite struct CitationsTests {
    private let passages = [
        Passage(
            address: .init(source: 1, number: 1), text: "The bakery in Lyon sold 12,000 loaves of rye bread in 1998."),
        Passage(
            address: .init(source: 1, number: 2),
            text: "Dough rises faster in a warm room, said Anna: “warmth is half the work”."),
    ]

    private func verdict(_ text: String, offered: [String]? = ["1#1", "1#2"]) throws -> Verdict {
        var session = Session(name: "a", topic: "Bread", at: time(0))
        session.outline = Outline([Section(id: "a", title: "Flour")])
        session = try session.applying(
            .addVersion("a", Version(number: 1, text: text, origin: .written, at: time(1), offered: offered))
        ).session
        var post = CheckedPost(session)
        #expect(Citations.verdict(on: post) == nil)
        post.cited = CitedPassages(passages, texts: post.parts.map(\.body))
        return try #require(Citations.verdict(on: post))
    }

    @Test func aSupportedPostHolds() throws {
        let verdict = try verdict(
            "In 1998 the bakery in Lyon sold 12,000 loaves [1#1]. Warm dough rises faster, and “warmth is half the work” [1#2]. It smells good."
        )
        #expect(verdict.holds && verdict.figure == 100 && verdict.findings == [])
    }

    @Test(arguments: [
        ("In 1998 it sold 12,000 loaves of rye [1#9].", "outOfRange", "cites 1#9, which does not exist"),
        (
            "In 1998 it sold 13,000 loaves of rye [1#1].", "unsupported",
            "cites 1#1, which does not have the number 13,000"
        ),
        ("In Paris it sold loaves of rye bread [1#1].", "unsupported", "cites 1#1, which does not name Paris"),
        ("In 1998 it sold loaves.", "uncited", "has a number and cites no source"),
        ("Dough rises in “a very warm room”.", "uncited", "has a quotation and cites no source"),
        ("Dough rises: “warmth is all the work” [1#2].", "quoteNotFound", "cites 1#2, which does not have the words"),
        ("Dough rises no faster in a warm room [1#2].", "unsupported", "says the opposite"),
        ("Whales sing under polar ice sheets [1#2].", "unsupported", "has too few of the claim's words"),
    ])
    func faultsAreNamed(text: String, kind: String, words: String) throws {
        let verdict = try verdict(text)
        #expect(!verdict.holds && verdict.findings.count == 1)
        #expect(verdict.details[kind] == 1)
        #expect(verdict.findings.first?.contains(words) == true)
        #expect(verdict.findings.first?.hasPrefix("1 Flour: \"") == true)
    }

    @Test func aPassageThatWasNotOfferedIsNamed() throws {
        let text = "In 1998 the bakery in Lyon sold 12,000 loaves [1#1]."
        #expect(try verdict(text, offered: ["1#2"]).details["neverOffered"] == 1)
        // A text that the writer edited was offered nothing that is known.
        #expect(try verdict(text, offered: nil).holds)
    }
}
