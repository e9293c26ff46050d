import SeededRandom
import Testing

@testable import Markdown

@Suite struct FenceScannerTests {
    /// A fenced code block: the line that opens it, its lines of code, and how to close it.
    struct Block: Equatable {
        var start: Int
        var lines: Int
        var closer: String
    }

    /// The blocks that the scanner finds.
    private static func scanned(_ text: String) -> [Block] {
        var scanner = FenceScanner()
        var found: [Block] = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for (index, line) in lines.enumerated() {
            switch scanner.take(line) {
            case .opening: found.append(Block(start: index + 1, lines: 0, closer: scanner.open?.closer ?? ""))
            case .code: found[found.count - 1].lines += 1
            case .text, .closing: break
            }
        }
        return found
    }

    /// The blocks that cmark-gfm finds.
    private static func parsed(_ text: String) -> [Block] {
        func blocks(_ node: MarkdownNode) -> [Block] {
            guard let fence = node.fence else { return node.children.flatMap(blocks) }
            let lines = node.rawLiteral.utf8.count { $0 == 0x0A }
            return [Block(start: node.startLine, lines: lines, closer: fence.closer)]
        }
        return MarkdownTree(text).map { blocks($0.root) } ?? []
    }

    private static let parts = [
        "`", "``", "```", "````", "~~~", "~~~~", " ", "  ", "   ", "    ", "\t", ">", "> ", "- ", "* ", "+ ", "1. ",
        "2) ",
        "10. ", "-", "1.", "a", "# ", "#", "---", "===", "***", "_ _ _", "sh", "\\", "é", "```sh", "    ```", "   ~~~",
    ]

    /// The scanner agrees with the parser on texts of anything but HTML.
    @Test(arguments: 0..<40) func agreesWithTheParser(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var count = 0
        for _ in 0..<250 {
            let text = (0..<Int.random(in: 1...10, using: &random)).map { _ in
                (0..<Int.random(in: 0...4, using: &random)).map { _ in Self.parts.randomElement(using: &random) ?? "" }
                    .joined() + "\n"
            }.joined()
            let wanted = Self.parsed(text)
            count += wanted.count
            #expect(Self.scanned(text) == wanted, "\(text.debugDescription)")
        }
        #expect(count > 50)
    }

    @Test(arguments: [
        ("```\na\n```\nb", 1), ("```\na\n\nb", 3), ("~~~\n```\n~~~", 1), ("````\n```\na\n````", 2),
        ("```\n```x\n```", 1),
        ("    ```\na", 0), ("a\n    ```\nb", 0), ("a\n```\nb\n```", 1), ("> ```\n> a\nb", 1),
        ("- ```\n  a\n\n  b\n  ```\n", 3),
        ("1. a\n\n   ```\n   b\n   ```\nc", 1), ("10. a\n\n    ```\n    b\n    ```", 1), ("- ```\n  a\nb\n```\nc", 2),
        ("a ```\nb", 0), ("```a`b\nc", 0), ("- > ```\n  > a\n  b", 1), ("\t```\n", 0), ("-\n\n  ```\n  a", 1),
    ])
    func linesOfCode(text: String, count: Int) {
        #expect(Self.scanned(text).reduce(0) { $0 + $1.lines } == count)
        #expect(Self.scanned(text) == Self.parsed(text))
    }

    @Test(arguments: [
        ("a\n```", "```"), ("````md\n```", "````"), ("```\n```", nil), ("- ~~~\n  a", "~~~"), ("- ~~~\n  a\nb", nil),
        ("a\r\n```\r\nb", "```"), ("", nil),
    ])
    func openFencesOfAText(text: String, closer: String?) {
        #expect(FenceScanner.open(after: text)?.closer == closer)
    }

    @Test func deepContainersTakeLinearTime() {
        let text = String(repeating: "> ", count: 20_000) + "a\n" + String(repeating: "- ", count: 20_000) + "a\n"
        let clock = ContinuousClock()
        let time = clock.measure {
            _ = FenceScanner.open(after: text + String(repeating: "\n  a\n", count: 20_000))
        }
        #expect(time < .seconds(30))
    }
}
