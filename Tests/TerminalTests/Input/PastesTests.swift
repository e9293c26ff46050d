import Testing

@testable import Terminal

@Suite("Pastes")
struct PastesTests {
    @Test("Many lines and long ones are tokens, each its own, and come back")
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
}
