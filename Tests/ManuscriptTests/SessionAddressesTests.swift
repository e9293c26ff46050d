import Manuscript
import Platform
import Testing

@Suite struct SessionAddressesTests {
    /// A post of two levels and a half.
    ///
    /// 1 Why, 2 How (2.1 Collecting, 2.2 Storing (2.2.1 Files, 2.2.2 Tables), 2.3 Serving), 3 Why not, 4 How.
    private func session() -> Session {
        func make(_ id: String, _ title: String, _ children: [Section] = []) -> Section {
            Section(id: id, title: title, children: children)
        }
        var session = Session(name: "n", at: time(0), id: "s")
        let storing = make("st", "Storing", [make("f", "Files"), make("t", "Tables")])
        session.outline = Outline([
            make("w", "Why"), make("h", "How", [make("c", "Collecting"), storing, make("s", "Serving")]),
            make("wn", "Why not"), make("h2", "How"),
        ])
        return session
    }

    private func numbers(_ text: String, in session: Session) throws -> String {
        let address = try #require(Address(text))
        return try session.sections(at: address).map(\.number).joined(separator: " ")
    }

    @Test func paragraphsAreRefused() throws {
        let told = "2.1:3 is part of a section, and this command takes only whole sections. Give the section: 2.1."
        #expect(try sentence("2.1:3", in: session()) == told)
        #expect(try sentence("2.1:3", one: true, in: session()) == told)
        #expect(try sentence("9:3", in: session()).hasPrefix("There is no section 9;"))
    }

    private func sentence(_ text: String, one: Bool = false, in session: Session) throws -> String {
        let address = try #require(Address(text))
        let error = try #require(throws: AddressError.self) {
            if one { _ = try session.section(at: address) } else { _ = try session.sections(at: address) }
        }
        return error.sentence
    }

    @Test(arguments: [
        ("all", "1 2 2.1 2.2 2.2.1 2.2.2 2.3 3 4"), ("1", "1"), ("2.2", "2.2 2.2.1 2.2.2"),
        ("2", "2 2.1 2.2 2.2.1 2.2.2 2.3"), ("2.*", "2.1 2.2 2.2.1 2.2.2 2.3"), ("2.2.*", "2.2.1 2.2.2"),
        ("1-2", "1 2 2.1 2.2 2.2.1 2.2.2 2.3"), ("3-4", "3 4"), ("2.1-2.2", "2.1 2.2 2.2.1 2.2.2"),
        ("2.2.2-3", "2.2.2 2.3 3"), ("2-2.1", "2 2.1"), ("2.3-2.3", "2.3"), ("stor", "2.2 2.2.1 2.2.2"), ("why", "1"),
        ("WHY N", "3"), ("last", "4"),
    ])
    func names(address: String, expected: String) throws {
        #expect(try numbers(address, in: session()) == expected)
    }

    @Test func lastIsTheMostRecentlyChangedExistingSection() throws {
        var session = session()
        session.history = [
            Turn(id: "1", at: time(1), kind: .write, input: "", sections: ["c", "st"]),
            Turn(id: "2", at: time(2), kind: .remove, input: "", sections: ["gone"]),
            Turn(id: "3", at: time(3), kind: .style, input: ""),
        ]
        #expect(try numbers("last", in: session) == "2.2 2.2.1 2.2.2")
        #expect(try session.section(at: .last).number == "2.2")
    }

    @Test func anAddressOfSeveralThatHoldsOneIsOne() throws {
        #expect(try session().section(at: .range([2, 3], [2, 3])).section.id == "s")
    }

    @Test(arguments: [
        ("9", "There is no section 9; this post has 4 at the top level. `:outline` lists them."),
        ("0", "There is no section 0; this post has 4 at the top level. `:outline` lists them."),
        ("2.9", "There is no section 2.9; this post has 4 at the top level. `:outline` lists them."),
        ("9.*", "There is no section 9; this post has 4 at the top level. `:outline` lists them."),
        ("1-9", "There is no section 9; this post has 4 at the top level. `:outline` lists them."),
        ("stream", "No section's title contains \"stream\". `:outline` lists them."),
        ("how", "\"how\" could be 2 How, 4 How. Give its number."),
        ("in", "\"in\" could be 2.1 Collecting, 2.2 Storing, 2.3 Serving. Give its number."),
        ("4-2", "The range 4-2 runs backwards. Write 2-4."),
        ("2.1-2", "The range 2.1-2 runs backwards. Write 2-2.1."),
        ("1.*", "Section 1 has no subsections. `:add 1.1 TITLE` makes one."),
    ])
    func sentences(address: String, expected: String) throws {
        #expect(try sentence(address, in: session()) == expected)
    }

    @Test func oneIsNeeded() throws {
        let expected = "names 9 sections, but only one is allowed. Give one number, such as 2.3."
        #expect(try sentence("all", one: true, in: session()) == "all " + expected)
        let below = "2.* names 5 sections, but only one is allowed. Give one number, such as 2.3."
        #expect(try sentence("2.*", one: true, in: session()) == below)
    }

    @Test(arguments: ["all", "last", "1", "1.*", "1-2", "x"])
    func withoutAnOutlineTheSentenceSaysHowToBegin(address: String) throws {
        let empty = Session(name: "n", at: time(0))
        let expected = "There is no outline yet. `:outline` makes one, or `:add 1 TITLE` starts it by hand."
        #expect(try sentence(address, in: empty) == expected)
        #expect(try sentence(address, one: true, in: empty) == expected)
    }

    @Test func everySectionIsFoundByItsNumberAndItsTitleInQuotes() throws {
        var making = RandomSessions(seed: 11)
        for _ in 0..<40 {
            let session = making.session()
            for entry in session.outline.entries {
                let number = try #require(Address(entry.number))
                #expect(try session.section(at: number) == entry)
                let alike = session.outline.entries.filter {
                    $0.section.title.lowercased() == entry.section.title.lowercased()
                }
                guard alike.count == 1, !entry.section.title.isEmpty else { continue }
                let title = try #require(Address("\"\(entry.section.title)\""))
                #expect(try session.section(at: title) == entry)
            }
        }
    }
}
