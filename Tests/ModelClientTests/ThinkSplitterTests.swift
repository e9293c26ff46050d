import ModelClient
import Testing

@Suite struct ThinkSplitterTests {
    private func split(_ pieces: [String]) -> (text: String, reasoning: String) {
        var splitter = ThinkSplitter()
        var text = ""
        var reasoning = ""
        for piece in pieces.flatMap({ splitter.feed($0) }) + splitter.end() {
            switch piece {
            case .text(let words): text += words
            case .reasoning(let words): reasoning += words
            }
        }
        return (text, reasoning)
    }

    @Test(arguments: [
        ("plain", "plain", ""),
        ("<think>why</think>\n\nbecause", "because", "why"),
        ("\n <think>a < b </thin </think>c", "c", "a < b </thin "),
        ("<think>never closed", "", "never closed"),
        ("<think></think>x", "x", ""),
        ("say <think>no</think>", "say <think>no</think>", ""),
        ("<thinker", "<thinker", ""),
        ("<thi", "<thi", ""),
        ("  indented", "  indented", ""),
        ("<think>x</think>\n\n", "", "x"),
        ("<think>x</think> <thi", "<thi", "x"),
        ("<think>é🙂</think>\n文", "文", "é🙂"),
    ]) func `Reasoning at the start is parted from the answer`(whole: String, text: String, reasoning: String) {
        let once = split([whole])
        #expect(once.text == text)
        #expect(once.reasoning == reasoning)
        // Any cutting gives the same.
        for longest in [1, 2, 3, 9] {
            var parts: [String] = []
            for character in whole {
                if parts.last.map({ $0.count < Int.random(in: 1...longest) }) == true {
                    parts[parts.count - 1].append(character)
                } else {
                    parts.append(String(character))
                }
            }
            let cut = split(parts)
            #expect(cut.text == text)
            #expect(cut.reasoning == reasoning)
        }
    }

    @Test func `Text is handed on at once where no tag can begin`() {
        var splitter = ThinkSplitter()
        #expect(splitter.feed("Once") == [.text("Once")])
        #expect(splitter.feed(" <think>") == [.text(" <think>")])
    }
}
