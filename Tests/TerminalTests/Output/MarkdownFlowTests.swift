import Testing
import VirtualTerminal

@testable import Terminal

@Suite("Markdown while it streams")
struct MarkdownFlowTests {
    @Test(
        "Any cut shows the same text, and finished text is never touched",
        arguments: 0..<30 as Range<UInt64>)
    func pieces(seed: UInt64) {
        var random = Seeded(state: seed)
        let text = Documents.text(&random)
        for columns in [40, 80, 200] {
            let whole = Viewer.shown(text, columns: columns, rows: 16)
            var viewer = Viewer(columns: columns, rows: 16)
            let characters = text.unicodeScalars.map { String($0) }
            for piece in seed % 7 == 0 ? characters : random.chunks(of: text) { viewer.write(piece) }
            viewer.end()
            #expect(Viewer.difference(viewer.terminal, whole) == nil, "\(columns) columns: \(text)")
            #expect(viewer.trespasses == 0)
            #expect(viewer.terminal.errors.isEmpty && whole.errors.isEmpty)
        }
    }

    @Test("An unfinished text is on the screen, except for undecided marks")
    func progress() {
        var viewer = Viewer(columns: 40, rows: 16, styler: TextStyler(isOn: false))
        func shows(_ piece: String, _ lines: [String]) {
            viewer.write(piece)
            #expect(viewer.terminal.everything == lines, "behind \(piece.debugDescription)")
        }
        shows("Some **bo", ["Some **bo**"])
        shows("ld** and `co", ["Some **bold** and `co`"])
        shows("de` and [a li", ["Some **bold** and `code` and"])
        shows("nk](http://x.example) more", ["Some **bold** and `code` and a link", "(http://x.example) more"])
        shows("\n-", ["Some **bold** and `code` and a link", "(http://x.example) more"])
        shows(" item", ["Some **bold** and `code` and a link", "(http://x.example) more", "", "• item"])
        shows("\n\n```sw", ["Some **bold** and `code` and a link", "(http://x.example) more", "", "• item"])
        shows(
            "ift\nlet", ["Some **bold** and `code` and a link", "(http://x.example) more", "", "• item", "", "    let"])
    }

    @Test("A long paragraph goes into the scrollback line by line", arguments: [40, 80])
    func longParagraph(columns: Int) {
        var viewer = Viewer(columns: columns, rows: 16)
        let words = (0..<400).map { "word\($0)" }
        for word in words { viewer.write(word + " ") }
        #expect(viewer.finished > viewer.terminal.scrollback.count - 2)
        #expect(viewer.terminal.everything.joined(separator: " ").split(separator: " ").map(String.init) == words)
        viewer.end()
        #expect(viewer.terminal.everything.joined(separator: " ").split(separator: " ").map(String.init) == words)
        #expect(viewer.trespasses == 0)
    }

    @Test("A long unfinished block shows its last rows, and all rows once it is finished")
    func tallTable() {
        var viewer = Viewer(columns: 80, rows: 16)
        viewer.write("| n | square |\n|-|-|\n")
        for number in 0..<60 { viewer.write("| \(number) | \(number * number) |\n") }
        #expect(viewer.terminal.everything.count < 16 && viewer.terminal.everything.last?.hasPrefix("59") == true)
        viewer.end()
        #expect(viewer.terminal.everything.count == 62)
        for number in 0..<60 { #expect(viewer.terminal.everything[number + 2].hasPrefix("\(number)")) }
    }

    @Test(
        "A new width in mid-stream neither doubles nor loses text", arguments: 0..<12 as Range<UInt64>, [true, false])
    func resize(seed: UInt64, reflows: Bool) {
        var random = Seeded(state: seed)
        var counter = 0
        // Every word once, so that a doubled line can be told.
        func words(_ count: Int) -> String {
            (0..<count).map { _ in
                counter += 1
                return "w\(counter)."
            }.joined(separator: " ")
        }
        var text = ""
        for _ in 0..<8 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0: text += words(60) + "\n\n"
            case 1: text += "- \(words(9))\n- \(words(9))\n- \(words(20))\n\n"
            case 2: text += "```\n\(words(6))\n\(words(30))\n```\n\n"
            case 3: text += "> \(words(30))\n\n"
            default: text += "| a | b |\n|-|-|\n| \(words(4)) | \(words(3)) |\n| \(words(2)) | \(words(2)) |\n\n"
            }
        }
        // A terminal that does not break its lines anew forgets what is right of its margin.
        let sizes =
            reflows
            ? [(80, 24), (40, 24), (120, 24), (40, 16), (80, 16)]
            : [(80, 24), (90, 24), (120, 16), (120, 24), (130, 16)]
        var viewer = Viewer(columns: 80, rows: 24, reflows: reflows)
        let chunks = random.chunks(of: text)
        for (index, chunk) in chunks.enumerated() {
            if index > 0, index % (chunks.count / 5 + 1) == 0 {
                let size = sizes[(index / (chunks.count / 5 + 1)) % sizes.count]
                viewer.resize(columns: size.0, rows: size.1)
            }
            viewer.write(chunk)
        }
        viewer.end()
        let shown = viewer.terminal.paragraphs.joined(separator: "\n").matches(of: /w[0-9]+/).map { String($0.0) }
        #expect(Set(shown).count == counter, "lost: \(Set((1...counter).map { "w\($0)" }).subtracting(shown))")
        let doubled = Dictionary(grouping: shown) { $0 }.filter { $0.value.count > 1 }.keys
        #expect(doubled.isEmpty, "\(doubled.sorted())\n\(viewer.terminal.everything.joined(separator: "\n"))")
        #expect(viewer.terminal.errors.isEmpty)
    }

    @Test("A growing line costs only its growth")
    func economy() {
        var viewer = Viewer(columns: 80, rows: 24)
        var text = ""
        for number in 0..<1_000 {
            let piece = "word\(number)" + (number % 9 == 8 ? ".\n\n" : " ")
            text += piece
            viewer.write(piece)
        }
        viewer.end()
        #expect(viewer.sent.utf8.count < text.utf8.count * 3 / 2, "\(viewer.sent.utf8.count) for \(text.utf8.count)")
    }

    @Test("A model's text never controls the terminal", arguments: 0..<20 as Range<UInt64>)
    func hostile(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let text = random.text(
            of: [
                "\u{1B}[2J", "\u{1B}]52;c;x\u{7}", "\u{1B}]8;;http://evil\u{1B}\\", "\u{9B}1m", "&#27;[3J",
                "[x](http://a&#27;b&#7;\u{7}c) ",
                "`\u{1B}c`", "\u{1B}Pq", "words ", "\n\n", "[y](javascript:alert(1)) ", "[z](http://日本.example/ü) ",
                "\u{202E}",
            ], count: 60)
        let pipe = try PipeScreen(isTerminal: true, columns: 80)
        let live = LiveMarkdown(screen: pipe.screen, styler: Viewer.styler, pace: ManualTime().pace)
        for chunk in random.chunks(of: text) { try live.write(chunk) }
        try live.end()
        var terminal = VirtualTerminal(columns: 80, rows: 24)
        terminal.feed(pipe.taken().replacing("\n", with: "\r\n"))
        #expect(terminal.errors.isEmpty)
        for cell in terminal.cells.joined() {
            #expect(
                cell.look.link.map { $0.hasPrefix("http://") && !$0.contains("evil") } ?? true,
                "\(cell.look.link ?? "")")
        }
    }

    @Test("Large pieces and endless blocks take no quadratic time")
    func size() {
        for block in [
            "some words of a long paragraph, ", "- an item\n", "> a quote\n", "code\n", "| a | b |\n", "**open ", "[x ",
        ] {
            let begin = ContinuousClock.now
            let start = block == "code\n" ? "```\n" : block == "| a | b |\n" ? "| a | b |\n|-|-|\n" : ""
            let terminal = Viewer.shown(
                start + String(repeating: block, count: 30_000 / block.utf8.count), columns: 80, rows: 24)
            #expect(terminal.everything.count > 100)
            #expect(ContinuousClock.now - begin < .seconds(20))
        }
    }
}
