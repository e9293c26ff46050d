package import Manuscript

/// One call of a chat model, as chains word it.
///
/// How it looks on the wire is the client's business.
package struct ModelRequest: Sendable, Equatable {
    /// The conversation; the order matters to prompt caches.
    package var messages: [Message]
    /// The form the answer must have.
    package var format: Format
    /// How the next token is chosen.
    package var sampling: Sampling
    /// A ceiling in tokens, never the means to control length; nil leaves it to the server.
    package var maxTokens: Int?
    /// Texts at which the answer ends, themselves left out; at most four (the protocol's bound).
    package var stops: [String]
    /// What the model may ask to be done.
    package var tools: [ModelTool]
    /// What the call is for, in remarks about it ("2.3", "the outline"); never sent.
    package var matter = ""
    /// Draws of the same answer that broke off before, which count among those that there may be.
    package var brokenDraws = 0

    /// Makes a request.
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
        /// Who speaks.
        package enum Role: String, Sendable { case system, user, assistant, tool }
        package var role: Role
        package var text: String
        /// What the model asked to be done, in a message of its own.
        package var calls: [ToolCall]
        /// The call of which this is the result, in a message of a tool.
        package var callID: String?
        /// What the server added to a message of the model and wants back as it came, such as the reasoning.
        package var extra: [String: JSONValue] = [:]

        /// Makes a message.
        package init(
            _ role: Role, _ text: String, calls: [ToolCall] = [], callID: String? = nil,
            extra: [String: JSONValue] = [:]
        ) {
            self.extra = extra
            self.role = role
            self.text = text
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
        /// JSON under a schema (`response_format` of type `json_schema`); the name is for the server's messages.
        case jsonSchema(name: String, schema: JSONValue)
    }

    /// How the next token is chosen.
    ///
    /// Nil leaves a figure to the server.
    package struct Sampling: Sendable, Equatable {
        /// 0 (always the likeliest) to 2.
        package var temperature: Double?
        /// `low`, `medium` or `high`, for models that reason.
        package var reasoningEffort: String?
        /// Makes a call repeatable where the server honours it.
        package var seed: Int?
        /// llama.cpp: the least share of the best token's probability; sent only where the profile says so.
        package var minP: Double?
        /// llama.cpp: above 1 discourages repetition; sent only where the profile says so.
        package var repeatPenalty: Double?
        /// llama.cpp: how many tokens back `repeatPenalty` looks; sent only where the profile says so.
        package var repeatLastN: Int?
        /// llama.cpp: how hard whole runs of words are kept from coming again; sent only where the profile says so.
        package var dry: Dry?
        /// llama.cpp: whether the server may go on from a prompt that it has kept; where it does, the same seed may lead to
        /// another text.
        package var reusesPrompt = true

        /// "Don't repeat yourself": the penalty of a token that would go on with a run of `allowedLength` tokens or more is
        /// `multiplier`·`base`^(length − `allowedLength`) (p-e-w, oobabooga/text-generation-webui#5677).
        package struct Dry: Sendable, Equatable {
            package var multiplier: Double
            package var base: Double
            package var allowedLength: Int
            /// How many tokens back it looks; llama.cpp's server refuses the −1 that its program takes for all of them.
            package var lastN: Int

            /// Makes a penalty.
            package init(multiplier: Double, base: Double = 1.75, allowedLength: Int, lastN: Int) {
                self.multiplier = multiplier
                self.base = base
                self.allowedLength = allowedLength
                self.lastN = lastN
            }
        }

        /// Makes a setting.
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

        /// The same with another seed, always the same one for the same seed; 0 to 2³¹−2, since servers take 32 bits.
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
    /// Text of the answer.
    case text(String)
    /// Text of the model's reasoning: shown as such or not at all, never part of an answer.
    case reasoning(String)
    /// All text so far was reasoning, as its end mark has just told: whoever took it for the answer drops it.
    case retracted
    /// Members that the server added to the model's message and wants back in the next round of tools; only where a
    /// request had tools, and before `.finished`.
    case members([String: JSONValue])
    /// Something that the model asks to be done, whole; only where a request had tools, and before `.finished`.
    case call(ToolCall)
    /// The answer broke off and is drawn again from its start: text, calls and usage that came before are void.
    case again
    /// Tokens so far, as the server counts them; the last one stands.
    case usage(Usage)
    /// The answer is over. Exactly one, and the last but for `.usage`.
    case finished(FinishReason)

    /// Why an answer is over.
    package enum FinishReason: Sendable, Equatable {
        /// The model was done.
        case stop
        /// The ceiling in tokens was reached: the text is not whole.
        case length
        /// Anything else, in the server's word (`content_filter`, `tool_calls`).
        case other(String)
    }
}
