import Manuscript
import Testing

@testable import Chains

/// A digest is one line for each paragraph.
struct DigestTests {
    @Test(arguments: [
        ("One. Two.\n\nThree.", ["One.", "Three."]), ("- a\n- b\n\nOne", ["- a - b", "One"]),
        ("| a |\n\nOne.", ["One."]),
        ("One.\n\n```\nlet a\n\nlet b\n```\n\nTwo.", ["One.", "Two."]), ("---\n\n***", []), ("", []),
        ("One\ntwo. Three.", ["One two."]), ("One.\n\n~~~\nlet a\n\nlet b\n~~~", ["One."]),
        ("```\na\n```\n\nOne.\n\n```\nb", ["One."]),
        ("One. Two.\n\n````\n```\n\nNo.\n````\n\nThree.", ["One.", "Three."]), ("```a``` is. So.", ["```a``` is."]),
    ])
    func aDigestIsTheFirstSentenceOfEveryParagraph(body: String, lines: [String]) {
        #expect(Digest.lines(of: body) == lines)
    }

    @Test func aDigestIsShort() throws {
        let line = try #require(Digest.lines(of: String(repeating: "long ", count: 100)).first)
        #expect(line.count == 158 && line.hasSuffix("…"))
        let entry = try Posts.session().entry("a1")
        #expect(Digest.text(of: entry, body: "One. Two.\n\nThree.") == "2.1 Feeding Times says:\n- One.\n- Three.")
        #expect(Digest.text(of: entry, body: "") == "2.1 Feeding Times says:")
    }
}
