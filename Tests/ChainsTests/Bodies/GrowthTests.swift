import Markdown
import Platform
import Testing

@testable import Chains
@testable import Manuscript

/// Whatever looks at a text takes time in proportion to its length, however odd the text is.
@Suite(.serialized)
struct GrowthTests {
    private static let pieces = [
        ".", "a", "*", "[", "`", "<", " ", "#", "|", "-", "a. ", ". ", "数", "。", "> # ", "- # ", "(", "\"", "_", "a\n",
        "|\n",
        "|x|\n", "# ", "e.g. ", "<b>", "<a \"", "<!--", "[a]: b\n",
    ]

    private static let filters: [(name: String, run: @Sendable (String) -> Void)] = [
        (
            "BodyFilter",
            { text in
                var filter = BodyFilter(title: "Bread", otherTitles: ["Water"])
                var rest = text[...]
                while !rest.isEmpty {
                    _ = filter.push(String(rest.prefix(64)))
                    rest = rest.dropFirst(64)
                }
                _ = filter.finish()
            }
        ),
        ("Sanitiser", { _ = Sanitiser.body(from: $0, title: "Bread", isWhole: false) }),
        (
            "RepetitionGuard",
            { text in
                var circle = RepetitionGuard()
                _ = circle.sees(text)
                _ = RepetitionGuard.opened(text)
                _ = RepetitionGuard.saysNothing(text)
            }
        ),
        ("Debris", { _ = Boilerplate.removed(from: $0) }), ("PlainParagraph", { _ = PlainParagraph.of($0) }),
        ("WrappedProse", { _ = WrappedProse(in: "{\"a\": \"\($0)\"}") }), ("Ending", { _ = Ending.unfinished(in: $0) }),
        ("Sentences", { _ = Sentences.ends(in: $0) }), ("JSONText", { _ = JSONText.find(in: "[\($0)") }),
        ("selfContained", { _ = Markdown.selfContained($0) }),
        ("Seam", { _ = ResumePoint($0) }), ("Joint", { _ = ResumePoint($0 + "b c.").joined(with: $0 + "b d") }),
    ]

    @Test(arguments: filters.map(\.name))
    func fourTimesTheTextTakesAboutFourTimesTheTime(name: String) throws {
        let run = try #require(Self.filters.first { $0.name == name }).run
        for piece in Self.pieces {
            let text = String(repeating: piece, count: 6_000 / piece.utf8.count)
            let long = String(repeating: text, count: 4)
            var ratio = Double.infinity
            // Four is what it should be, sixteen what time that grows with the square takes.
            for _ in 0..<4 where ratio > 9 {
                let (one, four) = (time { run(text) }, time { run(long) })
                // Below some milliseconds the clock says more of the machine.
                ratio = min(ratio, four < 0.02 ? 1 : four / max(one, 0.0001))
            }
            #expect(ratio <= 9, "\(piece.debugDescription)")
        }
    }

    /// Seconds of this thread's processor time.
    private func time(_ work: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec(tv_sec: 0, tv_nsec: 0)
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return withUnsafeBytes(of: time) {
                Double($0.load(as: Int.self)) + Double($0.load(fromByteOffset: 8, as: Int.self)) / 1e9
            }
        }
        let start = now()
        work()
        return now() - start
    }
}
