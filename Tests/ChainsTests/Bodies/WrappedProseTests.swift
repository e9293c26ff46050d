import Testing

@testable import Chains

/// Prose is taken out of JSON that nobody asked for.
struct WrappedProseTests {
    private static let prose = "Lakes hold raw files, and warehouses hold tables for reports."

    @Test(arguments: [
        "{\"text\": \"\(prose)\"}", "[\"\(prose)\"]", "```json\n{\"title\": \"Lakes\", \"body\": \"\(prose)\"}\n```",
        "  {\"a\": {\"b\": [\"\(prose)\"]}}\n", "```\n[\"\(prose)\"]\n```",
    ])
    func theProseIsTaken(answer: String) {
        #expect(WrappedProse(in: answer)?.text == Self.prose)
        #expect(WrappedProse(in: answer)?.others == [])
    }

    @Test(arguments: ["", prose, "{not JSON}", "{\"a\": 1} and text", "```swift\n[1]\n```", "[link](https://x.org)"])
    func anyOtherAnswerIsLeftAlone(answer: String) { #expect(WrappedProse(in: answer) == nil) }

    @Test(arguments: ["{}", "[]", "{\"title\": \"Lakes and files\"}"])
    func jsonWithoutProseHasNone(answer: String) { #expect(WrappedProse(in: answer)?.text == "") }

    @Test func theLargestMemberIsTheTextAndTheOthersAreReported() throws {
        let answer = "{\"z\": \"A title of four words\", \"a\": [\"\(Self.prose)\", \"日本語\"], \"b\": \"short\"}"
        let wrapped = try #require(WrappedProse(in: answer))
        #expect(wrapped.text == "\(Self.prose)\n\n日本語")
        #expect(wrapped.others == ["A title of four words"])
    }
}
