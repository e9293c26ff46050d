import Testing

@testable import Terminal

@Suite("Pastes")
struct PastesTests {
    @Test("Long and multi-line pastes become separate tokens and are restored")
    func tokens() {
        var pastes = Pastes()
        #expect(pastes.shortened("a\nb") == "a\nb")
        let tall = (1...9).map { "\($0)" }.joined(separator: "\n")
        let long = String(repeating: "ä", count: 5_000)
        #expect(pastes.shortened(tall) == "[pasted 9 lines]")
        #expect(pastes.shortened(tall + "!") == "[pasted 9 lines, 2]")
        #expect(pastes.shortened(long) == "[pasted 5000 characters]")
        #expect(
            pastes.whole("x [pasted 9 lines] y [pasted 9 lines, 2] [pasted 5000 characters]")
                == "x \(tall) y \(tall)! \(long)")
    }

    @Test("A token is recognised before a combining character")
    func combining() {
        var pastes = Pastes()
        let tall = String(repeating: "a\n", count: 9)
        let token = pastes.shortened(tall)
        for mark in ["\u{301}", "\u{200D}", "\u{FE0F}"] {
            #expect(pastes.whole("x\(token)\(mark)y").unicodeScalars.elementsEqual("x\(tall)\(mark)y".unicodeScalars))
        }
    }

    @Test("A pasted text that looks like a token stays unchanged")
    func tokenInText() {
        for _ in 0..<20 {
            var pastes = Pastes()
            let first = String(repeating: "[pasted 9 lines]\n", count: 9)
            let tokens = [first, "a\nb\nc\nd\ne\nf\ng\nh\n[pasted 10 lines]", "\(first)!"].map { pastes.shortened($0) }
            #expect(pastes.whole(tokens[0]) == first)
            #expect(pastes.whole(tokens[1]).hasSuffix("h\n[pasted 10 lines]"))
            #expect(pastes.whole(tokens.joined()).hasSuffix("lines]\n!"))
        }
    }
}
