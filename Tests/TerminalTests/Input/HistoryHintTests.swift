import Testing

@testable import Terminal

/// The grey hint after a line.
@Suite struct HistoryHintTests {
    private func hints(_ entries: String...) -> HistoryHint {
        entries.reduce(into: HistoryHint()) { $0.add($1) }
    }

    @Test func theNewestLineThatBeginsSoIsTaken() {
        let hints = hints(":write 1", ":rewrite 2 shorter", ":write 3", "Write")
        #expect(hints.rest(of: ":w") == "rite 3")
        #expect(hints.rest(of: ":re") == "write 2 shorter")
        #expect(hints.rest(of: ":write 1") == nil, "there is nothing behind it")
        #expect(hints.rest(of: "") == nil && hints.rest(of: "x") == nil)
    }

    @Test func theMarksOfCommandsAreOne() {
        let hints = hints(":write 1", "/show 2", "：check", "a: b")
        for mark in [":", "/", "：", "／"] {
            #expect(hints.rest(of: mark + "w") == "rite 1")
            #expect(hints.rest(of: mark + "sh") == "ow 2")
            #expect(hints.rest(of: mark + "c") == "heck")
            #expect(hints.rest(of: "a" + mark) == (mark == ":" ? " b" : nil), "only at the beginning")
        }
    }

    @Test func aCharacterIsNotCut() {
        let hints = hints("cafe\u{301} noir", "日本語", "👩‍🚀 goes")
        #expect(hints.rest(of: "cafe") == nil, "the accent belongs to the letter")
        #expect(hints.rest(of: "cafe\u{301}") == " noir")
        #expect(hints.rest(of: "日") == "本語")
        #expect(hints.rest(of: "👩") == nil)
    }

    @Test func onlyWhatFitsIsShown() {
        #expect(HistoryHint.shown("rite 3", room: 40) == "rite 3")
        #expect(HistoryHint.shown("rite 3 in other words", room: 8).displayWidth <= 7)
        #expect(HistoryHint.shown("rite", room: 2) == "")
        #expect(HistoryHint.shown("one\ntwo", room: 40) == "one …")
        #expect(!HistoryHint.shown("a\u{1B}]0;title\u{7}b", room: 40).contains("\u{1B}"))
        #expect(HistoryHint.shown("日本語日本語", room: 6).displayWidth <= 5)
    }
}
