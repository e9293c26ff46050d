import Chains

/// The meaning of a server's word in `finish_reason`.
///
/// Source: the API references of OpenAI, Anthropic, Google, Mistral, Cohere, DeepSeek and Zhipu, and the source code of
/// vLLM, SGLang, TGI and llama.cpp. Unlisted words have no meaning: gateways send `""`, `"null"` and placeholders with
/// every chunk.
enum FinishWord: Equatable {
    /// The answer is complete.
    case end(ModelEvent.FinishReason)
    /// The server aborted the answer.
    case failure
    /// No meaning: more may follow.
    case nothing

    /// Interprets the word; ignores case and anything after a colon ("content_filter: RECITATION").
    init(_ word: String) {
        let head = word.prefix(100).split(separator: ":", maxSplits: 1).first ?? ""
        let plain = head.lowercased().filter { $0.isLetter || $0 == "_" }
        let name = plain.hasPrefix("finish_reason_") ? String(plain.dropFirst("finish_reason_".count)) : plain
        self = Self.words[name] ?? .nothing
    }

    private static let words: [String: FinishWord] = {
        var words: [String: FinishWord] = [:]
        func put(_ meaning: FinishWord, _ names: String) {
            for name in names.split(separator: " ") { words[String(name)] = meaning }
        }
        put(
            .end(.stop),
            "stop stopped stop_sequence stop_token stop_str eos eos_token eos_found end_turn end_of_turn end_of_text word complete completed done finished pause_turn"
        )
        put(
            .end(.length),
            "length max_length max_tokens max_output_tokens max_new_tokens max_completion_tokens max_context_length model_length token_limit limit model_context_window_exceeded context_length context_length_exceeded error_limit incomplete"
        )
        put(
            .end(.other("tool_calls")), "tool_calls tool_call tool_use function_call function_calls")
        put(
            .end(.other("content_filter")),
            "content_filter content_filtered contentfilter safety recitation blocklist prohibited_content spii image_safety sensitive refusal guardrail_intervened moderation error_toxic language"
        )
        put(
            .failure,
            "error server_error internal_error failed failure abort aborted cancel cancelled canceled interrupted timeout network_error insufficient_system_resource malformed_function_call unexpected_tool_call"
        )
        return words
    }()
}
