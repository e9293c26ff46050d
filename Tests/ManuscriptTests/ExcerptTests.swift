import Manuscript
import Platform
import SeededRandom
import Testing

@Suite struct ExcerptTests {
    static func session(_ bodies: [String]) -> Session {
        var session = Session(name: "n", topic: "T", at: time(0), id: "s")
        let sections = bodies.enumerated().map { index, body in
            var section = Section(id: "s\(index)", title: "Title \(index + 1)")
            section.versions = [Version(number: 1, text: body, origin: .written, at: time(0))]
            section.current = 1
            return section
        }
        session.outline = Outline(sections)
        return session
    }

    private func excerpt(_ address: String, in body: String) throws -> Excerpt {
        let address = try #require(Address(address))
        return try #require(try Self.session([body]).excerpt(at: address))
    }

    @Test func paragraphsAreBlocksOfTheText() throws {
        let body = "### Head\n\nOne.\nTwo.\n\n- a\n\n  b\n- c\n\n```\nx\n\ny\n```\n\n> q"
        let texts = Excerpt.all(of: Self.session([body]).outline.entries[0]).map(\.text)
        #expect(texts == ["One.\nTwo.", "- a\n\n  b\n- c", "```\nx\n\ny\n```", "> q"])
        #expect(try excerpt("1:2-3", in: body).text == "- a\n\n  b\n- c\n\n```\nx\n\ny\n```")
        #expect(try excerpt("1:4", in: body).address == "1:4" && excerpt("1:2-3", in: body).address == "1:2-3")
        #expect(try excerpt("1:1", in: body).wordsAround == 7)
    }

    @Test(arguments: [
        ("A.\n\nB.\n\nC.", "1:2", "New.", "A.\n\nNew.\n\nC."), ("A.", "1:1", "X.\n\nY.", "X.\n\nY."),
        ("A.\n- b\n- c\n\nD.", "1:2", "Prose.", "A.\n\nProse.\n\nD."),
        ("A.\n- b\n\nD.", "1:1", "```\nx", "```\nx\n```\n- b\n\nD."),
        ("A.\n\n```\nx\n```\nD.", "1:2", "Prose.", "A.\n\nProse.\n\nD."),
        ("A.\n\nB.\n[x]: http://a.b", "1:1", "\n\nNew.\n\n", "New.\n\nB.\n[x]: http://a.b"),
        ("A.\n\nB.", "1:1", "<div>open", "<div>open\n\n</div>\n\nB."),
    ])
    func onlyTheParagraphIsReplaced(body: String, address: String, new: String, wanted: String) throws {
        #expect(try excerpt(address, in: body).replaced(by: new) == wanted)
    }

    @Test(arguments: [
        // One list would be two items longer, code would belong to a list, and nothing is no text.
        ("- a\n\nB.\n\n- c", "1:2", "- b"), ("A.\n\nB.\n\n    code", "1:2", "- b"), ("A.", "1:1", " \n"),
    ])
    func aTextThatChangesItsNeighboursIsRefused(body: String, address: String, new: String) throws {
        #expect(try excerpt(address, in: body).replaced(by: new) == nil)
    }

    @Test(arguments: [
        ("A.\n\n\n  B.\n\n\nC.", "1:2", "A.\n\n\nC."), ("A.\n\nB.\n", "1:2", "A."),
        ("A.\n- b\n\n\nD.", "1:1", "- b\n\n\nD."),
        ("A.\n\n    code\n\nB.", "1:1", "    code\n\nB."), ("- a\n\nB.\n\n- c", "1:2", nil),
        ("[x]: u\nA.\n\nB.", "1:1", "[x]: u\nB."),
        ("A.\n```\nx\n```\nB.", "1:2", nil),
    ])
    func aParagraphIsRemovedWithItsBlankLines(body: String, address: String, wanted: String?) throws {
        #expect(try excerpt(address, in: body).remainder == wanted)
    }

    @Test func wordsStayWithinTheirParagraph() throws {
        let session = Self.session(["A cat sat.\n\nThe *old* dog ran.\n\n- red fox"])
        func replaced(_ words: String, _ new: String) throws -> String? {
            try session.excerpt(at: .words(words))?.replaced(by: new)
        }
        #expect(try replaced("dog", "wolf") == "A cat sat.\n\nThe *old* wolf ran.\n\n- red fox")
        #expect(try replaced("the old dog", "He") == "A cat sat.\n\nHe ran.\n\n- red fox")
        #expect(try replaced("The *old* dog ran.", "- He") == nil)
        #expect(try replaced("A cat", "1. It") == nil)
        #expect(try replaced("dog", "wolf\n\nand") == nil)
        #expect(try replaced("dog", "") == nil)
    }

    @Test func everyOtherByteStaysWhateverIsReplaced() throws {
        let pieces = [
            "One line.", "Two\nlines.  ", "1. one\n2. two", "- a\n\n  b", "> q\n>\n> r", "```sh\n# x\n\nls\n```",
            "| a | b |\n|---|---|\n| 1 | 2 |", "### Heading", "***", "<div>\nx\n</div>", "<!-- c -->", "    code",
            "[x]: http://a.b", "[^1]: note\n    more", "Émigré 漢字 👩‍👩‍👧 [x] [^1]", "a\n\tb", "T\n===", "```\nopen",
        ]
        var random = SeededGenerator(seed: 17)
        var (replaced, removed) = (0, 0)
        for _ in 0..<400 {
            let count = Int.random(in: 1...6, using: &random)
            let body = (0..<count).map { _ in
                (pieces.randomElement(using: &random) ?? "")
                    + (["\n", "\n\n", "\n\n\n"].randomElement(using: &random) ?? "")
            }.joined().trimmed
            let all = Excerpt.all(of: Self.session([body]).outline.entries[0])
            guard let excerpt = all.randomElement(using: &random), let new = pieces.randomElement(using: &random)
            else { continue }
            let (before, after) = excerpt.around
            #expect(before + excerpt.text + after == body)
            let number = excerpt.paragraphs.lowerBound
            if let text = excerpt.remainder {
                removed += 1
                let left = Excerpt.all(of: Self.session([text]).outline.entries[0]).map(\.text)
                #expect(left == all.enumerated().filter { $0.offset + 1 != number }.map(\.element.text))
                #expect(text.utf8.count <= before.utf8.count + after.utf8.count)
            }
            guard let text = excerpt.replaced(by: new) else { continue }
            replaced += 1
            #expect(text.hasPrefix(before) && text.hasSuffix(after))
            #expect(text.utf8.count >= before.utf8.count + after.utf8.count)
            // All other paragraphs are still there, in their order.
            let others = Excerpt.all(of: Self.session([text]).outline.entries[0]).map(\.text)
            #expect(others.prefix(number - 1) == all.prefix(number - 1).map(\.text)[...])
            #expect(others.suffix(all.count - number) == all.suffix(all.count - number).map(\.text)[...])
        }
        #expect(replaced > 200 && removed > 200)
    }

    @Test(arguments: [
        ("A.\n\nX.\n\nC.", 2...2), ("New.\n\nA.\n\nB.", 3...3), ("A.", nil), ("B.\n\nA.\n\nB.", 2...2),
    ])
    func aParagraphIsFoundAgainByItsTextOrItsNumber(other: String, numbers: ClosedRange<Int>?) throws {
        let entry = Self.session([other]).outline.entries[0]
        #expect(try excerpt("1:2", in: "A.\n\nB.\n\nC.").paragraphs(in: entry) == numbers)
    }
}
