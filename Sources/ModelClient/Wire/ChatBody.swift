package import Chains
package import Manuscript
import Platform

/// A request as the body of `POST /chat/completions`.
///
/// Source: OpenAI's API reference, "Create chat completion"; for the sampling fields that only llama.cpp has, its
/// server's README.
package struct ChatBody: Sendable {
    /// The members of the JSON object.
    package private(set) var members: [String: JSONValue]

    /// A member that a server may refuse to know and a call can do without.
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
        case cachePrompt = "cache_prompt"
        /// Not left out but sent by its newer name, `max_completion_tokens`.
        case maxTokens = "max_tokens"
    }

    /// Words a request for `profile`'s model; `spared` names what its server is known to refuse.
    package init(_ request: ModelRequest, profile: ModelProfile, spared: Set<Spare> = []) {
        let sampling = request.sampling
        members = [
            "model": .string(profile.model),
            "stream": true,
            "stream_options": ["include_usage": true],
            "messages": .array(request.messages.map(\.wire)),
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
            members["cache_prompt"] = .bool(sampling.reusesPrompt)
        }
        for spare in spared { leaveOut(spare) }
    }

    /// Whether the member is there.
    package func has(_ spare: Spare) -> Bool {
        members[spare.rawValue] != nil
    }

    /// The body as JSON, keys sorted.
    package var bytes: [UInt8] {
        Array(JSONValue.object(members).compact.utf8)
    }

    private mutating func leaveOut(_ spare: Spare) {
        let value = members.removeValue(forKey: spare.rawValue)
        if spare == .maxTokens { members["max_completion_tokens"] = value }
    }
}

extension ModelRequest.Message {
    fileprivate var wire: JSONValue {
        var members = extra
        members["role"] = .string(role.rawValue)
        members["content"] = .string(text)
        if !calls.isEmpty {
            members["tool_calls"] = .array(calls.map(\.wire))
            // Bedrock and Anthropic refuse a content without words.
            if text.trimmed.isEmpty { members["content"] = .null }
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
