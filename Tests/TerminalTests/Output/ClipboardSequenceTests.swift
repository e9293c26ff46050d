import Terminal
import Testing

@Suite struct ClipboardSequenceTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("é\n", "w6kK"),
    ])
    func theTextIsInBase64(text: String, wanted: String) {
        #expect(ClipboardSequence.text(for: text) == "\u{1B}]52;c;\(wanted)\u{07}")
    }

    @Test func aLongTextIsRefused() {
        #expect(ClipboardSequence.text(for: String(repeating: "a", count: ClipboardSequence.longest + 1)) == nil)
    }
}
