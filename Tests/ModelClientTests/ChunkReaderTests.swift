import Manuscript
import Testing

@testable import ModelClient

@Suite struct ChunkReaderTests {
    /// The result of reading the chunks of one stream, and of each chunk alone.
    private func expectSame(_ chunks: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        var reader = ChunkReader()
        for chunk in chunks.map({ Array($0.utf8) }) {
            #expect(
                reader.chunk(chunk) == ChatChunk(chunk), "\(String(decoding: chunk, as: UTF8.self))",
                sourceLocation: sourceLocation)
        }
    }

    private func chunk(_ literal: String, model: String = "m", more: String = "") -> String {
        #"{"model":"\#(model)","choices":[{"delta":{"content":\#(literal)},"finish_reason":null\#(more)}]}"#
    }

    @Test func `A chunk that differs in its text alone is read like any other`() {
        let literals = [
            #""Hello""#, #"" world""#, #""""#, #""\n\"q\" \u00e9 \ud83d\ude00""#, #""é 🙂""#, #""a\ud83d""#, "null", "1",
            #"[{"text":"a"}]"#, #"{"text":"a"}"#, #""a","role":"user""#, #""a"}},{"delta":{"content":"b""#, "", "\"",
            #""a"#, #""a\"#, "\"a\nb\"", #""a" "b""#, #" "a" "#, #""last""#,
        ]
        expectSame(literals.map { chunk($0) })
        expectSame(literals.reversed().map { chunk($0) })
    }

    @Test func `A frame is learned only if it contains the text`() {
        // The name of the model says the same as the text, which is escaped.
        expectSame([chunk(#""\u0061""#, model: "a"), chunk(#""\u0061""#, model: "b"), chunk(#""b""#, model: "a")])
        expectSame([chunk(#""a""#, model: "a"), chunk(#""b""#, model: "a"), chunk(#""c""#, model: "a")])
    }

    @Test func `Other frames follow each other`() {
        let usage = #","usage":{"prompt_tokens":1,"completion_tokens":2}"#
        expectSame(
            (0..<30).map { chunk("\"word\($0)\"", model: "m\($0 / 2)", more: $0 % 7 == 0 ? usage : "") }
                + [#"{"choices":[],"usage":{"prompt_tokens":1}}"#, #"{"error":{"message":"m"}}"#, "[DONE]", "{"])
        expectSame([#"{"choices":[{"delta":{"reasoning":"a"}}]}"#, #"{"choices":[{"delta":{"reasoning":"b"}}]}"#])
    }
}
