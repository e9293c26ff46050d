package import Chains
package import Manuscript
import Platform

/// A request as the body of `POST /chat/completions`.
///
/// Source: OpenAI's API reference, "Create chat completion"; for the sampling fields specific to llama.cpp, its
/// server's README.
package struct ChatBody: Sendable {
    /// The members of the JSON object.
    package private(set) var members: [String: JSONValue]

    /// A member that a server may not support and that a call does not need.
    package enum Spare: String, Sendable, CaseIterable {
        case streamOptions = "stream_options"
        case reasoningEffort = "reasoning_effort"
        case seed
        case temperature
        case minP = "min_p"
        case repeatPenalty = "repeat_penalty"
        case repeatLastN = "repeat_last_n"
        case dryMultiplier = "dry_multiplier"
        case dryBase = "dry_base"
        case dryAllowedLength = "dry_allowed_length"
        case dryLastN = "dry_penalty_last_n"
        case grammar
        case logitBias = "logit_bias"
        case cachePrompt = "cache_prompt"
        case slot = "id_slot"
        case stop
        case toolChoice = "tool_choice"
        /// Omitted if it asks for any JSON; only the chain may give up a schema.
        case responseFormat = "response_format"
        /// Omitted: the answer then comes in one piece.
        case stream
        /// Not omitted but sent under its newer name, `max_completion_tokens`.
        case maxTokens = "max_tokens"
        /// The newer name, which can also be omitted.
        case maxCompletionTokens = "max_completion_tokens"
        /// Not omitted: the system text is put before the first user message.
        case systemRole = "messages"

        /// The least important members, which are omitted as a guess.
        static let optional: Set<Spare> = [
            .streamOptions, .reasoningEffort, .seed, .minP, .repeatPenalty, .repeatLastN, .dryMultiplier, .dryBase,
            .dryAllowedLength, .dryLastN, .grammar, .logitBias, .cachePrompt, .slot,
        ]
    }

    /// Creates the body for `profile`'s model; `spared` names the members that the server is known to refuse.
    package init(_ request: ModelRequest, profile: ModelProfile, spared: Set<Spare> = []) {
        let sampling = request.sampling
        members = [
            "model": .string(profile.model),
            "stream": true,
            "stream_options": ["include_usage": true],
            "messages": .array(
                (spared.contains(.systemRole) ? request.messages.withoutSystem : request.messages).map(\.wire)),
        ]
        if !request.tools.isEmpty {
            members["tools"] = .array(request.tools.map(\.wire))
            members["tool_choice"] = "auto"
        }
        members["response_format"] = request.format.wire
        members["max_tokens"] = request.maxTokens.map(JSONValue.int)
        if !request.stops.isEmpty { members["stop"] = .array(request.stops.map(JSONValue.string)) }
        members["temperature"] = sampling.temperature.map(JSONValue.number)
        members["reasoning_effort"] = sampling.reasoningEffort.map(JSONValue.string)
        members["seed"] = sampling.seed.map(JSONValue.int)
        if profile.takesLlamaSampling {
            members["min_p"] = sampling.minP.map(JSONValue.number)
            members["repeat_penalty"] = sampling.repeatPenalty.map(JSONValue.number)
            members["repeat_last_n"] = sampling.repeatLastN.map(JSONValue.int)
            members["dry_multiplier"] = (sampling.dry?.multiplier).map(JSONValue.number)
            members["dry_base"] = (sampling.dry?.base).map(JSONValue.number)
            members["dry_allowed_length"] = (sampling.dry?.allowedLength).map(JSONValue.int)
            members["dry_penalty_last_n"] = (sampling.dry?.lastN).map(JSONValue.int)
            members["grammar"] = sampling.paragraphs.map { .string(ParagraphGrammar($0).text) }
            members["logit_bias"] = sampling.paragraphs?.fullStopBias.map { [[".", .number($0)]] }
            members["cache_prompt"] = .bool(sampling.reusesPrompt)
            members["id_slot"] = sampling.slot.map(JSONValue.int)
        }
        // The length is renamed first, since the new name may also be omitted.
        if spared.contains(.maxTokens) { leaveOut(.maxTokens) }
        for spare in spared where spare != .maxTokens && has(spare) { leaveOut(spare) }
    }

    /// Returns true if the member is present and can be omitted.
    package func has(_ spare: Spare) -> Bool {
        switch spare {
        case .responseFormat: members["response_format"]?["type"] == "json_object"
        case .systemRole:
            members["messages"]?.array.map { messages in
                let roles = messages.map { $0["role"]?.string }
                return roles.contains("system") || zip(roles, roles.dropFirst()).contains { $0 == $1 && $0 != "tool" }
            } ?? false
        default: members[spare.rawValue] != nil
        }
    }

    /// The maximum length of the answer in tokens, under either name.
    var answerTokens: Int? { (members["max_tokens"] ?? members["max_completion_tokens"])?.int }

    /// The body as JSON with sorted keys.
    package var bytes: [UInt8] {
        Array(JSONValue.object(members).compact.utf8)
    }

    private mutating func leaveOut(_ spare: Spare) {
        guard spare != .systemRole else { return }
        let value = members.removeValue(forKey: spare.rawValue)
        if spare == .maxTokens { members["max_completion_tokens"] = value }
        if spare == .stream { members["stream_options"] = nil }
    }
}

extension ModelRequest.Message {
    fileprivate var wire: JSONValue {
        var members = extra
        members["role"] = .string(role.rawValue)
        members["content"] = .string(text)
        if !calls.isEmpty {
            members["tool_calls"] = .array(calls.map(\.wire))
            // Bedrock and Anthropic refuse empty content.
            if text.trimmed.isEmpty { members["content"] = extra["content"] ?? .null }
        }
        if role == .tool, text.trimmed.isEmpty { members["content"] = "Done; there is nothing to show." }
        members["tool_call_id"] = callID.map(JSONValue.string)
        return .object(members)
    }
}

extension ToolCall {
    fileprivate var wire: JSONValue {
        var function = extra["function"]?.object ?? [:]
        function["name"] = .string(name)
        function["arguments"] = .string(arguments)
        var members = extra
        members["id"] = .string(id)
        members["type"] = "function"
        members["function"] = .object(function)
        return .object(members)
    }
}

extension ModelTool {
    fileprivate var wire: JSONValue {
        [
            "type": "function",
            "function": ["name": .string(name), "description": .string(description), "parameters": parameters],
        ]
    }
}

extension ModelRequest.Format {
    fileprivate var wire: JSONValue? {
        switch self {
        case .text: nil
        case .jsonObject: ["type": "json_object"]
        case .jsonSchema(let name, let schema):
            [
                "type": "json_schema",
                "json_schema": ["name": .string(name), "strict": true, "schema": schema],
            ]
        }
    }
}
