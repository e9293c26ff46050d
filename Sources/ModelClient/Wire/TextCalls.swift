import Chains
import Manuscript

/// The tool calls at the end of an answer's text.
///
/// Known forms: `<tool_call>{…}</tool_call>` (Hermes, Qwen), with `<function=…><parameter=…>` (Qwen3-Coder) or
/// `<arg_key>` (GLM) inside; `[TOOL_CALLS][…]` and `[TOOL_CALLS]name[ARGS]{…}` (Mistral);
/// `<function=name>{…}</function>` and `<|python_tag|>{…}` (Llama 3); `[name(a="b")]` (Llama 4); `<|tool_call|>[…]`
/// (Phi, Granite); the marks of DeepSeek and Kimi; `<invoke name="…">`; a JSON object, bare or in a fence, that names a
/// tool; `functions.name({…})`; ReAct's `Action:` with `Action Input:`; gpt-oss's `to=functions.name` without its marks.
struct TextCalls {
    /// Marks that begin a call anywhere.
    static let openings = [
        "<tool_call>", "<tool_calls>", "<tool_call\n", "[TOOL_CALLS]", "<function=", "<function_call>",
        "<function_calls>",
        "<functioncall>", "<|python_tag|>", "<|tool_call|>", "<|tool_calls|>", "<|tool_call_begin|>",
        "<|tool_calls_section_begin|>", "<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>", "<|action_start|>",
        "<invoke name=",
        "<minimax:tool_call>", "<|FunctionCallBegin|>", "<start_function_call>", "<|tool_call_start|>", "<|tool_call>",
        "<TOOLCALL>", "<tools>", "[TOOL_REQUEST]", "<API>", "<|START_ACTION|>", "<|python_start|>", "<function>",
        "<｜DSML｜function_calls>", "<｜DSML｜invoke",
    ]
    /// Text that may begin a call at the start of a line.
    static let lineOpenings = [
        "{\"", "{\n", "{ ", "{'", "{{", "[{", "[\n", "[ {", "```json", "```tool", "```function", "```\n{", "```\n[",
        "functools[", "Action: ", "commentary to=functions.", "assistantcommentary to=functions.", "to=functions.",
    ]
    /// Marks around and between calls, which can be ignored when parsing calls.
    private static let separators =
        ["<|tool_call>call:"]
        + openings.filter { $0.hasSuffix(">") || $0.hasSuffix("]") } + [
            "</tool_call>", "</tool_calls>", "</function_call>", "</function_calls>", "</functioncall>",
            "<|/tool_call|>",
            "<|/tool_calls|>", "<|tool_call_end|>", "<|tool_calls_section_end|>", "<|tool_call_argument_begin|>",
            "<｜tool▁calls▁end｜>", "<｜tool▁call▁end｜>", "<｜tool▁sep｜>", "<|action_end|>", "<|plugin|>",
            "<|interpreter|>",
            "</minimax:tool_call>", "<|FunctionCallEnd|>", "<end_function_call>", "[ARGS]", "[/TOOL_CALLS]",
            "</TOOLCALL>", "</tools>", "[END_TOOL_REQUEST]", "</API>", "<|END_ACTION|>", "<|python_end|>",
            "<tool_call|>",
            "functools",
            "```json", "```tool_calls", "```tool_call", "```tool_code", "```function", "```",
        ]

    private let text: String
    private let tools: Set<String>

    /// Examines the end of an answer; `tools` are the tools that may be called.
    init(_ text: String, tools: Set<String>) {
        (self.text, self.tools) = (text, tools)
    }

    /// The calls, and the text outside them.
    ///
    /// After a mark any name counts, since marks never belong to an answer; the caller checks whether the tool exists. A
    /// mark without a readable call, or without a name, becomes a call of `unreadable`. Without a mark, only a
    /// known name makes a call.
    var found: (text: String, calls: [ToolCallPiece]) {
        var plain = Self.plainer(text)
        let isMarked = plain != text || Self.openings.contains { text.contains($0) }
        for mark in Self.separators where plain.contains(mark) { plain = plain.replacing(mark, with: "\n") }
        var scanner = TextCallScanner(plain, tools: tools, isMarked: isMarked)
        scanner.read()
        if scanner.calls.isEmpty {
            return isMarked ? ("", [ToolCallPiece(name: Self.unreadable, arguments: "")]) : (text, [])
        }
        let calls = scanner.calls.map { $0.name.isEmpty ? ToolCallPiece(name: Self.unreadable, arguments: "") : $0 }
        return (scanner.left.trimmed, calls)
    }

    /// Returns a text whose calls in some rarer forms have become `name{…}` or tags.
    private static func plainer(_ text: String) -> String {
        let action = /(?m)^Action:[ \t]*(\w{1,80})\s{1,9}Action Input:[ \t]*/
        let channel = /(?:assistant)?(?:commentary )?to=functions\.(\w{1,80})\s{0,9}(?:json|code)?\s{0,9}(?=\{)/
        return text.replacing("｜DSML｜", with: "").replacing("<|\"|>", with: "\"")
            .replacing(/\[CALL_ID\][\w\-]{1,80}/, with: "")
            .replacing(/<function>([^<]*)<\/function>/) { "\n\($0.1)\n" }
            .replacing(action) { "\n\($0.1)" }
            .replacing(channel) { "\n\($0.1)" }
    }

    /// The name for an unreadable call.
    static let unreadable = "unreadable_call"

    /// Returns the calls in a JSON value; empty if there are none.
    static func calls(_ value: JSONValue, tools: Set<String>, isMarked: Bool) -> [ToolCallPiece] {
        if let list = value.array { return list.flatMap { calls($0, tools: tools, isMarked: isMarked) } }
        guard let members = value.object else { return [] }
        if let list = members["tool_calls"] ?? members["function_call"] ?? members["tool_call"] {
            return calls(list, tools: tools, isMarked: isMarked)
        }
        if let function = members["function"], function.object != nil {
            return calls(function, tools: tools, isMarked: isMarked)
        }
        let names = ["name", "tool_name", "tool", "function_name", "function", "action"]
        if let key = names.first(where: { members[$0]?.string != nil }), let name = members[key]?.string {
            let bare = bareName(name)
            guard tools.contains(bare) || isMarked else { return [] }
            return [ToolCallPiece(name: bare, arguments: arguments(members, besides: key))]
        }
        if members.count == 1, let (name, value) = members.first, tools.contains(bareName(name)), value.object != nil {
            return [ToolCallPiece(name: bareName(name), arguments: value.compact)]
        }
        return []
    }

    private static func arguments(_ members: [String: JSONValue], besides key: String) -> String {
        let names = ["arguments", "parameters", "args", "input", "tool_input", "action_input", "params", "kwargs"]
        guard let name = names.first(where: { members[$0] != nil }), let value = members[name] else {
            let rest = members.filter { ![key, "type", "id"].contains($0.key) }
            return JSONValue.object(rest).compact
        }
        return value.string ?? (value == .null ? "{}" : value.compact)
    }

    /// Returns a name without the namespace and number that models add: `functions.rename:0`.
    static func bareName(_ name: String) -> String {
        let whole = name.trimmed
        let last = whole.split(separator: ".").last.map(String.init) ?? whole
        return last.split(separator: ":").first.map(String.init) ?? last
    }
}
