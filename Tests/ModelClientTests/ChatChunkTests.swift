import LoopbackServer
import Manuscript
import Testing

@testable import ModelClient

@Suite struct ChatChunkTests {
    private func chunk(_ json: String) -> ChatChunk? { ChatChunk(Array(json.utf8)) }

    @Test func `A usual chunk is read`() {
        let read = chunk(
            #"{"id":"x","choices":[{"index":0,"delta":{"role":"assistant","content":" h\u00e9 \ud83d\ude00\n\"q\" \/ é"},"logprobs":null,"finish_reason":null}],"usage":null}"#
        )
        #expect(read?.text == " hé 😀\n\"q\" / é")
        #expect(read?.finish == nil)
        #expect(read?.usage == nil)
    }

    /// The next chunk may bring the other half, so a chunk keeps a stand-in.
    @Test func `A lone surrogate becomes the replacement character once nothing joins it`() throws {
        let read = try #require(chunk(#"{"choices":[{"delta":{"content":"a\ud83db"}}]}"#))
        #expect(SurrogateJoiner.whole(read.text) == "a\u{FFFD}b")
    }

    @Test(arguments: ["reasoning", "reasoning_content"]) func `Reasoning has two names`(name: String) {
        let read = chunk(#"{"choices":[{"delta":{"content":null,"\#(name)":"hm"}}]}"#)
        #expect(read?.reasoning == "hm")
        #expect(read?.text.isEmpty == true)
    }

    @Test(arguments: [#"{"choices":[],"usage":%}"#, #"{"choices":[],"x_groq":{"id":"r","usage":%}}"#])
    func `Usage has two places`(form: String) {
        let usage =
            #"{"prompt_tokens":9,"completion_tokens":5,"queue_time":0.1,"total_tokens":14,"#
            + #""prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}}"#
        let read = chunk(form.replacing("%", with: usage))
        #expect(
            read?.usage == Usage(promptTokens: 9, cachedTokens: 4, completionTokens: 5, reasoningTokens: 2, calls: 1))
    }

    @Test(arguments: [
        #"{"error":{"message":"boom","code":503}}"#, #"{"error":"boom"}"#,
        #"{"x_groq":{"id":"r","error":"boom"},"choices":[]}"#, #"{"choices":[{"delta":{}}],"errors":["boom"]}"#,
        #"{"choices":[{"delta":{},"error":"boom"}]}"#, #"{"object":"error","message":"boom","choices":[{"delta":{}}]}"#,
        #"{"choices":[{"delta":{}}],"base_resp":{"status_code":1,"status_msg":"boom"}}"#,
        #"{"error":{"message":"boom","type":"server_error"}}"#,
    ]) func `An error is found in every shape`(json: String) {
        #expect(chunk(json)?.complaint?.message == "boom")
    }

    @Test func `Unusual chunks go the thorough way`() {
        #expect(chunk(#"{"choices":[{"delta":{"content":[{"type":"text","text":"a"},{"text":"b"}]}}]}"#)?.text == "ab")
        #expect(chunk(#"{"choices":[{"delta":{"content":"a"},"finish_reason":1}]}"#)?.text == "a")
        #expect(chunk(#"{"choices":[{"delta":"a","message":{"content":"b","sign":[1]}}]}"#)?.text == "b")
        #expect(chunk(#"{"choices":[{"delta":{"content":"a","sign":[1]}}]}"#)?.extra == ["sign": [1]])
        #expect(chunk(#"{"\u0063hoices":[{"delta":{"content":"c"}}]}"#)?.text == "c")
        #expect(chunk(#"{"choices":[],"usage":{"prompt_tokens":3.0,"completion_tokens":1}}"#)?.usage?.promptTokens == 3)
    }

    @Test func `A missing index is 0`() {
        for index in ["", #""index":null,"#, #""index":0,"#, #""index":0.0,"#] {
            #expect(chunk("{\"choices\":[{\(index)\"delta\":{\"content\":\"a\"}}]}")?.text == "a")
        }
        #expect(chunk(#"{"choices":[{"index":1,"delta":{"content":"a"}}]}"#) == ChatChunk())
        #expect(chunk(#"{"choices":[{"index":2,"delta":{"content":"a","x":1}}],"a":1}"#) == ChatChunk())
    }

    @Test(arguments: ["", "{", "[1]", "nonsense", #"{"choices":[{"delta":{"content":"x}"#, "{}{}"])
    func `A chunk must be a JSON object`(json: String) {
        #expect(chunk(json) == nil)
    }

    @Test(arguments: ["plain", "naïve 🙂", "tab\t \"quote\" \\ slash / \u{1} end", "\u{2028}", ""])
    func `Any text survives the way through JSON`(text: String) {
        let event = Chunk.text(text)
        #expect(chunk(String(event.dropFirst(6)))?.text == text)
    }
}
