import Chains
import LoopbackServer
import Manuscript
import Testing

@testable import ModelClient

/// Calls of tools that models write into their text.
@Suite struct TextCallTests {
    private static let tools: Set<String> = ["rename", "show", "rewrite", "remove", "words"]
    private static let flour = "{\"section\":\"1\",\"title\":\"Flour first\"}"
    private static let want = "rename " + flour

    private func read(_ pieces: [String]) -> [String] {
        var reader = TextCallReader(tools: Self.tools)
        var text = pieces.map { reader.feed($0) }.joined()
        let end = reader.end()
        text += end.text
        let calls = end.calls.map { call in
            "\(call.name) \((try? JSONValue(parsing: call.arguments))?.compact ?? "!" + call.arguments)"
        }
        return [text, calls.joined(separator: "; ")]
    }

    @Test(arguments: [
        "<function=>{}</function>", "<invoke name=\"\">x</invoke>", "<tool_call>{\"name\":\"\"}</tool_call>",
        "<tool_call>{\"name\":\" \",\"arguments\":{}}</tool_call>",
    ]) func `A call without a name is reported as unreadable`(text: String) {
        let found = TextCalls(text, tools: Self.tools).found
        #expect(found.calls.map(\.name) == ["unreadable_call"], "\(found)")
    }

    private func cut(_ whole: String, _ longest: Int) -> [String] {
        var parts: [String] = []
        for scalar in whole.unicodeScalars {
            if let last = parts.last, last.unicodeScalars.count < Int.random(in: 1...longest) {
                parts[parts.count - 1].unicodeScalars.append(scalar)
            } else {
                parts.append(String(scalar))
            }
        }
        return parts
    }

    private func check(_ whole: String, _ text: String, _ calls: String) {
        #expect(read([whole]) == [text, calls], "\(whole)")
        for longest in [1, 2, 5, 17] { #expect(read(cut(whole, longest)) == [text, calls], "cut: \(whole)") }
    }

    static let written: [(String, String, String)] = [
        ("<tool_call>\n{\"name\": \"rename\", \"arguments\": \(flour)}\n</tool_call>", "", want),
        (
            "I will.\n<tool_call>\n{\"name\": \"rename\", \"arguments\": \(flour)}\n</tool_call>\n<tool_call>{\"name\":\"show\",\"arguments\":{}}</tool_call>",
            "I will.\n", want + "; show {}"
        ),
        ("[TOOL_CALLS][{\"name\":\"rename\",\"arguments\":\(flour)}]", "", want),
        ("[TOOL_CALLS]rename[ARGS]\(flour)", "", want), ("[TOOL_CALLS]rename\(flour)", "", want),
        ("[TOOL_CALLS] [{\"name\":\"rename\",\"arguments\":\(flour)}]", "", want),
        ("<function=rename>\(flour)</function>", "", want),
        (
            "<function=rename>\n<parameter=section>\n1\n</parameter>\n<parameter=title>\nFlour first\n</parameter>\n</function>",
            "", want
        ),
        (
            "<tool_call>\n<function=rename>\n<parameter=section>1</parameter><parameter=title>Flour first</parameter>\n</function>\n</tool_call>",
            "", want
        ),
        (
            "<tool_call>rename\n<arg_key>section</arg_key>\n<arg_value>1</arg_value>\n<arg_key>title</arg_key>\n<arg_value>Flour first</arg_value>\n</tool_call>",
            "", want
        ),
        ("<|python_tag|>{\"name\":\"rename\",\"parameters\":\(flour)}", "", want),
        ("<|python_tag|>rename(section=\"1\", title='Flour first')", "", want),
        ("[rename(section=\"1\", title=\"Flour first\")]", "", want), ("functions.rename(\(flour))", "", want),
        ("functions.rename({\n\"section\":\"1\",\n\"title\":\"Flour first\"})", "", want),
        ("```json\n{\"name\":\"rename\",\"arguments\":\(flour)}\n```", "", want),
        ("Sure.\n\n```json\n{\"tool\":\"rename\",\"args\":\(flour)}\n```\n", "Sure.\n\n", want),
        ("{\"name\":\"rename\",\"arguments\":\(flour)}", "", want),
        ("{\"type\":\"function\",\"function\":{\"name\":\"rename\",\"arguments\":\(flour)}}", "", want),
        (
            "{\"tool_calls\":[{\"id\":\"x\",\"function\":{\"name\":\"functions.rename\",\"arguments\":\(flour)}}]}", "",
            want
        ),
        ("[{\"name\":\"rename\",\"arguments\":\(flour)}]", "", want),
        ("{\"rename\":\(flour)}", "", want),
        ("{\"name\":\"rename\",\"section\":\"1\",\"title\":\"Flour first\"}", "", want),
        ("<|tool_call|>[{\"name\":\"rename\",\"arguments\":\(flour)}]<|/tool_call|>", "", want),
        (
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>rename\n```json\n\(flour)\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
            "", want
        ),
        (
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>rename<｜tool▁sep｜>\(flour)<｜tool▁call▁end｜><｜tool▁calls▁end｜>", "",
            want
        ),
        (
            "<|tool_calls_section_begin|><|tool_call_begin|>functions.rename:0<|tool_call_argument_begin|>\(flour)<|tool_call_end|><|tool_calls_section_end|>",
            "", want
        ),
        (
            "<function_calls>\n<invoke name=\"rename\">\n<parameter name=\"section\">1</parameter>\n<parameter name=\"title\">Flour first</parameter>\n</invoke>\n</function_calls>",
            "", want
        ),
        ("functools[{\"name\":\"rename\",\"arguments\":\(flour)}]", "", want),
        ("<|tool_call_start|>[rename(section=\"1\", title=\"Flour first\")]<|tool_call_end|>", "", want),
        ("<TOOLCALL>[{\"name\":\"rename\",\"arguments\":\(flour)}]</TOOLCALL>", "", want),
        ("<tools>\n{\"name\":\"rename\",\"arguments\":\(flour)}\n</tools>", "", want),
        (
            "I will.\n[TOOL_REQUEST]\n{\"name\":\"rename\",\"arguments\":\(flour)}\n[END_TOOL_REQUEST]", "I will.\n",
            want
        ),
        ("<API>rename(section=\"1\", title=\"Flour first\")</API>", "", want),
        (
            "<|START_ACTION|>[{\"tool_call_id\":\"0\",\"tool_name\":\"rename\",\"parameters\":\(flour)}]<|END_ACTION|>",
            "",
            want
        ),
        ("<|python_start|>rename(section=\"1\", title=\"Flour first\")<|python_end|>", "", want),
        ("<function>rename\(flour)</function>", "", want),
        // Qwen 2.5 takes the doubled braces of its template for the form of a call.
        ("{{\"name\": \"rename\", \"arguments\": \(flour)}}", "", want),
        (
            "{{\"name\": \"rename\", \"arguments\": \(flour)} {{\"name\": \"show\", \"arguments\": {}}}}", "",
            want + "; show {}"
        ),
        ("<function>rename\(flour)</function>\n<function>show{}</function>", "", want + "; show {}"),
        (
            "<｜DSML｜function_calls>\n<｜DSML｜invoke name=\"rename\">\n<｜DSML｜parameter name=\"section\" string=\"true\">1</｜DSML｜parameter>\n<｜DSML｜parameter name=\"title\" string=\"true\">Flour first</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜function_calls>",
            "", want
        ),
        ("<|tool_call>call:rename\(flour)<tool_call|>", "", want),
        ("<|tool_call>call:rename{section:<|\"|>1<|\"|>,title:<|\"|>Flour first<|\"|>}<tool_call|>", "", want),
        ("Thought: it needs a title.\nAction: rename\nAction Input: \(flour)", "Thought: it needs a title.\n", want),
        ("commentary to=functions.rename json\(flour)", "", want), ("to=functions.rename \(flour)", "", want),
        ("[TOOL_CALLS]rename[CALL_ID]abc123[ARGS]\(flour)", "", want),
        ("<TOOLCALL>[{\"name\":", "", "unreadable_call !"), ("<function>what</function>", "", "unreadable_call !"),
        ("<tool_call>\n{\"name\": \"fly\", \"arguments\": {}}\n</tool_call>", "", "fly {}"),
        ("<tool_call>\n{\"name\": \"rename\", \"argum", "", "unreadable_call !"),
    ]

    @Test(arguments: written) func `A call in the text is a call`(whole: String, text: String, calls: String) {
        check(whole, text, calls)
    }

    static let spoken: [(String, String, String)] = [
        ("{\"name\":\"Anna\",\"age\":3}", "{\"name\":\"Anna\",\"age\":3}", ""),
        ("Use `<tool_call>` for it.", "Use `<tool_call>` for it.", ""),
        ("The <tool_call> mark is Qwen's.", "The <tool_call> mark is Qwen's.", ""),
        ("```json\n{\"a\":1}\n```\nSo.", "```json\n{\"a\":1}\n```\nSo.", ""),
        (
            "```xml\n<tool_call>{\"name\":\"rename\"}</tool_call>\n```\n",
            "```xml\n<tool_call>{\"name\":\"rename\"}</tool_call>\n```\n", ""
        ),
        ("I can rename (or show) it.", "I can rename (or show) it.", ""),
        ("rename it\nshow me", "rename it\nshow me", ""), ("[link](x) and {braces}", "[link](x) and {braces}", ""),
        ("{ not json at all", "{ not json at all", ""), ("<tool", "<tool", ""), ("[", "[", ""), ("", "", ""),
        ("rename(d) it", "rename(d) it", ""), ("Action: rename it.\nSo.", "Action: rename it.\nSo.", ""),
        ("Use the <tools> mark or `<TOOLCALL>`.", "Use the <tools> mark or `<TOOLCALL>`.", ""),
        ("```\n<function>rename{}</function>\n```\n", "```\n<function>rename{}</function>\n```\n", ""),
        ("commentary to=functions", "commentary to=functions", ""),
    ]

    @Test(arguments: spoken) func `Anything but a call is text`(whole: String, text: String, calls: String) {
        check(whole, text, calls)
    }

    @Test func `Without tools everything is text`() {
        var reader = TextCallReader(tools: [])
        #expect(reader.feed("<tool_call>{}") == "<tool_call>{}")
        #expect(reader.end().calls.isEmpty)
    }

    @Test func `An answer with only a call is not empty`() throws {
        var decoder = ReplyDecoder(
            server: "S", secret: nil, expecting: ReplyExpectation(tools: Self.tools))
        let stream =
            Chunk.text("<think>x</think><tool_call>{\"name\":\"show\",")
            + Chunk.text("\"arguments\":{}}</tool_call><|im_end|>")
        let events = decoder.feed(Array((stream + Chunk.finish("stop") + Chunk.done).utf8)) + decoder.end()
        #expect(decoder.failure == nil)
        let heard = Heard(events)
        #expect(heard.text.isEmpty && heard.calls.map(\.name) == ["show"] && heard.calls.first?.arguments == "{}")
    }

    // MARK: - What servers want back

    private func answer(_ refusal: String, unless fits: @escaping @Sendable (JSONValue) -> Bool) async throws
        -> [JSONValue]
    {
        let server = try await LoopbackServer.start { request in
            let message = request.json?["messages"]?.array?.last ?? .null
            return fits(message) ? .stream(["Done."]) : .json(400, "{\"error\":{\"message\":\"\(refusal)\"}}")
        }
        var call = ToolCall(id: "a", name: "show", arguments: "{}")
        call.extra = ["extra_content": ["google": "sig"]]
        let message = ModelRequest.Message(.assistant, "", calls: [call], extra: ["reasoning": "why"])
        let client = try client(server.baseURL)
        for _ in 1...2 { _ = try await client.reply(to: ModelRequest(messages: [message])) }
        let sent = server.requests.compactMap { $0.json?["messages"]?.array?.last }
        await server.stop()
        return sent
    }

    @Test func `Reasoning that a server misses is added from then on`() async throws {
        let sent = try await answer("Missing `reasoning_content` field in the assistant message") {
            $0["reasoning_content"] != nil
        }
        #expect(sent.count == 3 && sent[1]["reasoning_content"] == "" && sent[2]["reasoning_content"] == "")
    }

    @Test func `Members that a server does not take are left out from then on`() async throws {
        let sent = try await answer("property 'messages.0.reasoning' is unsupported") { $0["reasoning"] == nil }
        #expect(sent.count == 3 && sent[2]["reasoning"] == nil)
        let inner = try await answer("extra_content: Extra inputs are not permitted") {
            $0["tool_calls"]?.array?.first?["extra_content"] == nil
        }
        #expect(inner.count == 3 && inner[2]["reasoning"] == "why")
    }
}
