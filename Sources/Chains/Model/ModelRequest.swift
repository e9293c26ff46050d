package import Manuscript

/// A call to a chat model, as the chains formulate it.
///
/// The client decides how it looks on the wire.
package struct ModelRequest: Sendable, Equatable {
    /// The conversation; keep its order stable, because prompt caches depend on it.
    package var messages: [Message]
    /// The required form of the answer.
    package var format: Format
    /// The sampling parameters.
    package var sampling: Sampling
    /// The maximum number of tokens, never used to control length; nil leaves it to the server.
    package var maxTokens: Int?
    /// The texts that end the answer and are left out of it; at most four, the protocol's limit.
    package var stops: [String]
    /// The tools that the model may call.
    package var tools: [ModelTool]
    /// The purpose of the call, for remarks about it ("2.3", "the outline"); never sent.
    package var matter = ""
    /// The number of earlier attempts that broke off, which count towards the maximum.
    package var brokenDraws = 0

    /// Creates a request.
    package init(
        messages: [Message], format: Format = .text, sampling: Sampling = Sampling(),
        maxTokens: Int? = nil, stops: [String] = [], tools: [ModelTool] = []
    ) {
        self.tools = tools
        self.messages = messages
        self.format = format
        self.sampling = sampling
        self.maxTokens = maxTokens
        self.stops = stops
    }

    /// One message of the conversation.
    package struct Message: Sendable, Equatable {
        /// The author of a message.
        package enum Role: String, Sendable { case system, user, assistant, tool }
        package var role: Role
        package var text: String
        /// The tool calls that the model requested; only in a message of the assistant.
        package var calls: [ToolCall]
        /// The call that this message answers; only in a message of a tool.
        package var callID: String?
        /// The members, such as reasoning, that the server added to the model's message and expects back unchanged.
        package var extra: [String: JSONValue] = [:]

        /// Creates a message; its text holds no marks of chat templates, which a server could take for its end.
        package init(
            _ role: Role, _ text: String, calls: [ToolCall] = [], callID: String? = nil,
            extra: [String: JSONValue] = [:]
        ) {
            self.extra = extra
            self.role = role
            self.text = SourcePrompt.unmarked(text)
            self.calls = calls
            self.callID = callID
        }
    }

    /// The form of an answer.
    package enum Format: Sendable, Equatable {
        /// Prose.
        case text
        /// Any JSON object (`response_format` of type `json_object`).
        case jsonObject
        /// JSON that follows a schema (`response_format` of type `json_schema`); the name is for the server's messages.
        case jsonSchema(name: String, schema: JSONValue)
    }

    /// The sampling parameters.
    ///
    /// Nil leaves a parameter to the server.
    package struct Sampling: Sendable, Equatable {
        /// From 0 (always the likeliest token) to 2.
        package var temperature: Double?
        /// `low`, `medium` or `high`, for reasoning models.
        package var reasoningEffort: String?
        /// The seed, which makes a call repeatable if the server honours it.
        package var seed: Int?
        /// llama.cpp: the minimum probability relative to the likeliest token; sent only if the profile allows it.
        package var minP: Double?
        /// llama.cpp: a value above 1 discourages repetition; sent only if the profile allows it.
        package var repeatPenalty: Double?
        /// llama.cpp: the number of recent tokens that `repeatPenalty` considers; sent only if the profile allows it.
        package var repeatLastN: Int?
        /// llama.cpp: the penalty on repeating whole runs of words; sent only if the profile allows it.
        package var dry: Dry?
        /// llama.cpp: the form of the paragraphs, if nothing else is allowed; sent only if the profile allows it.
        package var paragraphs: ParagraphShape?
        /// llama.cpp: true if the server may reuse a cached prompt; the same seed may then lead to another text.
        package var reusesPrompt = true
        /// llama.cpp: the slot that answers, from 0, or nil for any idle one; sent only if the profile allows it.
        ///
        /// The slot of a call that was ended early is busy for a moment, and another one has to read the prompt anew.
        package var slot: Int?

        /// The "Don't repeat yourself" penalty: a token that would extend a repeated run of `allowedLength` tokens or
        /// more is penalised by `multiplier`·`base`^(length − `allowedLength`) (p-e-w,
        /// oobabooga/text-generation-webui#5677).
        package struct Dry: Sendable, Equatable {
            package var multiplier: Double
            package var base: Double
            package var allowedLength: Int
            /// The number of recent tokens considered; llama.cpp's server, unlike its CLI, refuses −1 for all of them.
            package var lastN: Int

            /// Creates a penalty.
            package init(multiplier: Double, base: Double = 1.75, allowedLength: Int, lastN: Int) {
                self.multiplier = multiplier
                self.base = base
                self.allowedLength = allowedLength
                self.lastN = lastN
            }
        }

        /// Creates a set of parameters.
        package init(
            temperature: Double? = nil, reasoningEffort: String? = nil, seed: Int? = nil,
            minP: Double? = nil, repeatPenalty: Double? = nil, repeatLastN: Int? = nil, dry: Dry? = nil,
            reusesPrompt: Bool = true
        ) {
            self.temperature = temperature
            self.reasoningEffort = reasoningEffort
            self.seed = seed
            self.minP = minP
            self.repeatPenalty = repeatPenalty
            self.repeatLastN = repeatLastN
            self.dry = dry
            self.reusesPrompt = reusesPrompt
        }

        /// The same parameters with a seed derived from this one, from 0 to 2³¹−2 because servers take 32 bits.
        package var reseeded: Sampling {
            var sampling = self
            let seed = (self.seed ?? 0) % 0x7FFF_FFFF
            sampling.seed = (seed &* 48_271 &+ 104_729) % 0x7FFF_FFFF
            if sampling.seed.map({ $0 < 0 }) == true { sampling.seed = 104_729 }
            return sampling
        }
    }
}

/// One piece of a streamed answer.
package enum ModelEvent: Sendable, Equatable {
    /// A piece of the answer's text.
    case text(String)
    /// A piece of the model's reasoning: shown as such or not at all, never part of the answer.
    case reasoning(String)
    /// An end mark revealed that all text so far was reasoning; a consumer that took it for the answer must drop it.
    case retracted
    /// Members that the server added to the model's message and expects back in the next round of tools; sent only if
    /// the request had tools, and before `.finished`.
    case members([String: JSONValue])
    /// A complete tool call; sent only if the request had tools, and before `.finished`.
    case call(ToolCall)
    /// The answer broke off and starts again: earlier text, calls and usage are void.
    case again
    /// The token counts so far, as counted by the server; the last one is final.
    case usage(Usage)
    /// The end of the answer: sent exactly once, and followed at most by `.usage`.
    case finished(FinishReason)

    /// The reason an answer ended.
    package enum FinishReason: Sendable, Equatable {
        /// The model finished.
        case stop
        /// The token ceiling was reached, so the text is incomplete.
        case length
        /// Any other reason, as named by the server (`content_filter`, `tool_calls`).
        case other(String)
    }
}
