import Manuscript
import Terminal
import TestSupport
import Testing

@testable import Commands
@testable import REPL

/// The outline as a tree.
@Suite struct OutlineViewTests {
    private var session: Session {
        var session = Session(name: "post", topic: "What is a lighthouse?", at: noon)
        var lamps = section("Lamps", nil)
        lamps.candidate = Candidate(text: "Lamps burn", cause: .dropped, origin: .written, at: noon)
        var keepers = section("Keepers of the light", "They climb every day.")
        keepers.locked = true
        session.outline = Outline([
            section("Beginnings", "Fires were lit on hills."),
            Section(id: "how", title: "How it works", children: [section("Towers", nil), lamps]),
            keepers,
        ])
        return session
    }

    private func section(_ title: String, _ text: String?) -> Section {
        var section = Section(id: title, title: title, words: 60)
        if let text {
            section.versions = [Version(number: 1, text: text, origin: .written, at: noon)]
            section.current = 1
        }
        return section
    }

    private func text(_ width: Int, isASCII: Bool = false) -> String {
        OutlineView(session).text(width: width, styler: TextStyler(isOn: false), isASCII: isASCII)
    }

    @Test func atAWideTerminal() {
        #expect(
            text(79) == """
                What is a lighthouse?
                2 of 4 written, 9/240 words
                ├─ ● 1  Beginnings            5/60  written
                ├─ ─ 2  How it works
                │  ├─ ○ 2.1  Towers           0/60  empty
                │  └─ ◐ 2.2  Lamps            2/60  candidate
                └─ ● 3  Keepers of the light  4/60  written, locked
                """)
    }

    @Test func aPartHasNoHeadAndShowsGaps() {
        func text(_ changed: [String], isASCII: Bool = false) -> String {
            OutlineView(session, changed: changed).text(width: 79, styler: TextStyler(isOn: false), isASCII: isASCII)
        }
        #expect(
            text(["Lamps"]) == """
                …
                │  ├─ ○ 2.1  Towers           0/60  empty
                │  └─ ◐ 2.2  Lamps            2/60  candidate
                └─ ● 3  Keepers of the light  4/60  written, locked
                """)
        #expect(
            text(["Beginnings", "Keepers of the light"], isASCII: true) == """
                |- * 1  Beginnings            5/60  written
                |- - 2  How it works
                ...
                |  `- ~ 2.2  Lamps            2/60  candidate
                `- * 3  Keepers of the light  4/60  written, locked
                """)
        #expect(text(["Beginnings"]).hasSuffix("\n…"))
    }

    @Test func atANarrowTerminal() {
        #expect(
            text(30) == """
                What is a lighthouse?
                2 of 4 written, 9/240 words
                ├─ ● 1  Beginni…  5/60
                ├─ ─ 2  How it …
                │  ├─ ○ 2.1  To…  0/60
                │  └─ ◐ 2.2  La…  2/60
                └─ ● 3  Keepers…  4/60  locked
                """)
    }

    @Test func inASCII() {
        #expect(
            text(79, isASCII: true) == """
                What is a lighthouse?
                2 of 4 written, 9/240 words
                |- * 1  Beginnings            5/60  written
                |- - 2  How it works
                |  |- o 2.1  Towers           0/60  empty
                |  `- ~ 2.2  Lamps            2/60  candidate
                `- * 3  Keepers of the light  4/60  written, locked
                """)
    }

    /// Whatever the width: no line is wider, and nothing of a title reaches the terminal but its text.
    @Test func linesFitTheWidthAndHoldNoControls() {
        var session = session
        session.topic = "A \u{1B}[2Jtopic\nof \u{202E}two"
        session.outline.sections[0].title = "日本語の灯台の歴史\u{1B}]0;x\u{07} \u{202E}and\tmore"
        let tree = OutlineView(session)
        for width in 20...120 {
            let text = tree.text(width: width, styler: TextStyler(isOn: false), isASCII: false)
            for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= width) }
            #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
            #expect(text.split(separator: "\n").count == 7)
        }
        let painted = tree.text(width: 40, styler: TextStyler(isOn: true), isASCII: false)
        for line in painted.split(separator: "\n") { #expect(String(line).displayWidth <= 40) }
    }

    @Test func withoutSections() {
        let tree = OutlineView(Posts.begun)
        #expect(
            tree.text(width: 60, styler: TextStyler(isOn: false), isASCII: false)
                == "What is data engineering?\nno sections")
        #expect(tree.plainText == OutlineText.tree(Posts.begun))
    }

    @Test(
        arguments: [
            ([:], true), (["LANG": "en_US.UTF-8"], false), (["LANG": "C.utf8"], false), (["LANG": "C"], true),
            (["LC_ALL": "C", "LANG": "en_US.UTF-8"], true), (["LC_ALL": "", "LC_CTYPE": "UTF-8"], false),
            (["LANG": "de_DE.ISO8859-1"], true),
        ] as [([String: String], Bool)])
    func theLocaleDecidesTheGlyphs(environment: [String: String], isASCII: Bool) {
        #expect(CharacterSet.isASCII(environment) == isASCII)
    }
}
