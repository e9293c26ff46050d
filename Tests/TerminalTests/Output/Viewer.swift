import VirtualTerminal

@testable import Terminal

/// A text that is shown on a terminal while it streams, with a drawing behind every piece.
struct Viewer {
    private(set) var terminal: VirtualTerminal
    private let styler: TextStyler
    private let reflows: Bool
    private var flow: MarkdownFlow
    private var area: LiveArea
    /// The rows that are there for good.
    private(set) var finished = 0
    /// Drawings that reached above what is in progress.
    private(set) var trespasses = 0
    /// Every byte that was sent.
    private(set) var sent = ""

    init(columns: Int, rows: Int, styler: TextStyler = Viewer.styler, reflows: Bool = true) {
        terminal = VirtualTerminal(columns: columns, rows: rows, reflows: reflows)
        (self.styler, self.reflows) = (styler, reflows)
        flow = MarkdownFlow(styler: styler)
        area = LiveArea(styler: styler)
    }

    static let styler = TextStyler(isOn: true, background: .dark, hasLinks: true)

    private var width: Int { LiveMarkdown.width(for: terminal.columns) }

    mutating func write(_ piece: String) {
        let done = flow.take(piece, width: width)
        draw(done, flow.open(width: width))
    }

    mutating func end() { draw(flow.end(width: width), []) }

    mutating func resize(columns: Int, rows: Int) {
        terminal.resize(columns: columns, rows: rows)
        // Text above the last rows is permanent, wherever the new width has put it.
        finished = 0
    }

    private mutating func draw(_ done: [[Glyph]], _ open: [[Glyph]]) {
        let window = LiveArea.Window(columns: terminal.columns, rows: terminal.rows, reflows: reflows)
        let output = area.show(done, open, in: window)
        terminal.forgetTouches()
        terminal.feed(output.replacing("\n", with: "\r\n"))
        if let touched = terminal.touched, touched < finished { trespasses += 1 }
        finished += done.reduce(0) { $0 + $1.rows(columns: terminal.columns) }
        sent += output
    }

    /// Where two terminals show something else; nil where they show the same, cell by cell.
    static func difference(_ one: VirtualTerminal, _ other: VirtualTerminal) -> String? {
        let (left, right) = (one.cells, other.cells)
        guard
            let row = (0..<max(left.count, right.count)).first(where: { row in
                !left.indices.contains(row) || !right.indices.contains(row) || left[row] != right[row]
            })
        else { return nil }
        func text(_ cells: [[Cell]]) -> String {
            guard cells.indices.contains(row) else { return "nothing" }
            return cells[row].map { $0.text.isEmpty ? "·" : $0.text }.joined()
        }
        let column = zip(left.indices.contains(row) ? left[row] : [], right.indices.contains(row) ? right[row] : [])
            .enumerated().first { $1.0 != $1.1 }
        return
            "row \(row) of \(left.count) and \(right.count):\n\(text(left))\n\(text(right))\n\(column.map { "\($0)" } ?? "")"
    }

    /// The screen after a text that arrives at once.
    static func shown(_ text: String, columns: Int, rows: Int, styler: TextStyler = Viewer.styler) -> VirtualTerminal {
        var viewer = Viewer(columns: columns, rows: rows, styler: styler)
        viewer.write(text)
        viewer.end()
        return viewer.terminal
    }
}

/// A text with every kind of block, put together by chance.
enum Documents {
    private static let words = [
        "the ", "lighthouse ", "keeper ", "of oil and ", "Lamps, ", "*every* ", "**strong words** ", "`code` ",
        "~~gone~~ ",
        "日本語の文章です ", "é\u{301}e ", "👩‍👩‍👧 ", "[a link](https://example.org/some/long/path) ", "5 * 3 ", "snake_case_name ",
        "a [reference][r] ", "https://example.org/" + String(repeating: "x", count: 60) + " ", "🇩🇪 ", "naïve ",
        "and so on. ",
        "**half open ", "[1] ", "<b>x</b> ", "\\*literal\\* ", "**日本**語 ", "supercalifragilisticexpialidociousandmore ",
    ]

    static func text(_ random: inout Seeded) -> String {
        (0..<Int.random(in: 2...9, using: &random)).map { _ in block(&random) }.joined(separator: "")
    }

    private static func prose(_ count: ClosedRange<Int>, _ random: inout Seeded) -> String {
        let text = random.text(of: words, count: Int.random(in: count, using: &random))
        return text.first?.isWhitespace == true ? "A " + text : text
    }

    private static func block(_ random: inout Seeded) -> String {
        switch Int.random(in: 0...13, using: &random) {
        case 0...2: return prose(1...80, &random) + "\n\n"
        case 3:
            return prose(3...30, &random) + "\n" + prose(3...30, &random)
                + ["\n\n", "\n---\n", "\n===\n\n"]
                .one(using: &random)
        case 4: return "## " + prose(1...6, &random) + "\n\n"
        case 5:
            return (1...4).map { _ in "- " + prose(1...12, &random) + "\n" }.joined()
                + ["\n", "  - nested " + prose(1...9, &random) + "\n\n", "\n- apart\n\n"].one(using: &random)
        case 6: return (8...12).map { "\($0). " + prose(1...9, &random) + "\n" }.joined() + "\n"
        case 7: return "- [ ] a task\n- [x] done " + prose(1...5, &random) + "\n\n"
        case 8: return "> " + prose(5...40, &random) + "\n>\n> - in it\n> - too\n\n"
        case 9:
            return "```swift\nlet a = 1\n\n\tindented "
                + String(repeating: "x", count: Int.random(in: 0...130, using: &random))
                + "\n**no mark**\n```\n" + ["", "\n"].one(using: &random)
        case 10:
            return "| left | 中央 | right |\n|:-|:-:|-:|\n"
                + (0..<Int.random(in: 1...6, using: &random)).map { _ in
                    "| " + prose(1...3, &random) + "| 日本 | " + prose(1...6, &random) + "|\n"
                }.joined() + "\n"
        case 11: return "Text right before a list:\n1. one\n2. two\n\n***\n\n"
        case 12: return "[r]: https://example.org/r\n[s]: <https://example.org/s> \"title\"\n\n"
        default: return "    code by indentation\n\n<div>\n" + prose(1...5, &random) + "\n</div>\n\n"
        }
    }
}

extension [String] {
    fileprivate func one(using random: inout Seeded) -> String { randomElement(using: &random) ?? "" }
}
