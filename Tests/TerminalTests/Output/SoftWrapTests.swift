import Testing

@testable import Terminal

@Suite("Wrapping what arrives")
struct SoftWrapTests {
    private func shown(_ chunks: [String], columns: Int, flushing: Bool) -> TinyTerminal {
        var wrap = SoftWrap()
        var terminal = TinyTerminal(columns: columns)
        for chunk in chunks {
            terminal.show(wrap.take(chunk, columns: columns))
            if flushing { terminal.show(wrap.flush(columns: columns)) }
        }
        terminal.show(wrap.end(columns: columns))
        return terminal
    }

    @Test("Words go to the next line whole, held or shown early", arguments: [true, false])
    func words(flushing: Bool) {
        let text = "The quick brown fox\n\n  jumps over"
        let terminal = shown(text.map(String.init), columns: 11, flushing: flushing)
        #expect(terminal.seen == ["The quick", "brown fox", "", "  jumps", "over"])
    }

    @Test("A word that is wider than the line is cut", arguments: [true, false])
    func long(flushing: Bool) {
        let terminal = shown("ab 0123456789012345 cd".map(String.init), columns: 11, flushing: flushing)
        #expect(terminal.seen == ["ab", "0123456789", "012345 cd"])
    }

    @Test("A mark that comes late joins its letter")
    func mark() {
        let terminal = shown(["e", "\u{301}t", "e", "\u{301}"], columns: 20, flushing: true)
        #expect(terminal.seen == ["été"])
    }

    @Test("The same is seen for any chunking, with or without early showing", arguments: 0..<200 as Range<UInt64>)
    func property(seed: UInt64) {
        var random = Seeded(state: seed)
        let pieces = [
            "a", "word", "wonderful", "é", "e\u{301}", "本", "、", "文字", "👩‍👩‍👧", " ", " ", " ", "\n", "\t",
            "0123456789012345678901",
        ]
        let text = random.text(of: pieces, count: 60)
        for columns in [9, 20, 41] {
            let whole = shown([text], columns: columns, flushing: false)
            #expect(!whole.overflowed)
            for flushing in [true, false] {
                let chunked = shown(random.chunks(of: text), columns: columns, flushing: flushing)
                #expect(chunked.seen == whole.seen)
                #expect(!chunked.overflowed)
            }
            let kept = text.filter { !$0.isWhitespace }
            #expect(whole.seen.joined().filter { !$0.isWhitespace } == kept)
        }
    }
}
