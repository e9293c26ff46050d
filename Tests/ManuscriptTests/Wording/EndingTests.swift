import Manuscript
import Platform
import Testing

/// An unfinished last sentence is found, and nothing else is taken for one.
struct EndingTests {
    private func unfinished(_ text: String) -> String? { Ending.unfinished(in: text).map { String(text[$0...]) } }

    @Test(arguments: [
        ("One. Two is not", " Two is not"), ("Begins and", "Begins and"), ("One.\n\nTwo is", "Two is"),
        ("One.\nTwo\nis", "Two\nis"), ("Eins ist. Zwei ist nicht\n\n", " Zwei ist nicht\n\n"), ("一。二", "二"),
        ("Он ушёл. Потом он", " Потом он"),
        // A label has less than 30 characters.
        ("Internationalisation committee: the survey", "Internationalisation committee: the survey"),
    ])
    func anUnfinishedSentenceIsFound(text: String, rest: String?) { #expect(unfinished(text) == rest) }

    @Test(arguments: [
        "", " \n", "Done.", "Done!”", "Done (really).", "See:", "- an item", "1. an item", "> a quotation", "| a | b |",
        "```\ncode", "$$\nx = 1", "<div>text", "[1]: https://example.org", "[^a]: a note", "**A label**",
        "Source: the survey", "Internationalisation workshop: the survey",
        "See https://example.org", "See [it](https://example.org)", "Done. 🎉", "ข้อมูลอยู่ในตาราง", "    code",
        "Fig. 2 etc.",
    ])
    func aFinishedTextHasNone(text: String) { #expect(unfinished(text) == nil) }

    /// Cutting a text at what was found leaves a finished text.
    @Test func cuttingLeavesAFinishedText() {
        let text = "Lakes hold raw files. Warehouses hold tables!\nBoth cost money.\n\nSo choose one, and then"
        for length in 0...text.count {
            let start = String(text.prefix(length))
            guard let cut = Ending.unfinished(in: start) else { continue }
            #expect(Ending.unfinished(in: String(start[..<cut])) == nil, "\(start)")
        }
    }

    @Test func aHugeTextIsReadToItsEnd() {
        let text = String(repeating: "One sentence more. ", count: 20_000) + "And then"
        #expect(unfinished(text) == " And then")
    }
}
