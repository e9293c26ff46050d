package import Manuscript
import Platform

/// An answer of a test's server.
package enum Reply: Sendable {
    /// An event stream: one chunk a token, `delay` seconds before each, then the reason, the usage and `[DONE]`.
    case stream([String], delay: Double = 0, usage: Usage? = nil, finish: String = "stop")
    /// A status and a JSON body.
    case json(Int, String)
    /// Any status, headers and body, piece by piece; `cut` breaks the connection off instead of ending the body.
    case raw(Int, headers: [String: String] = [:], [Piece], cut: Bool = false)

    /// One piece of a body.
    package struct Piece: Sendable, Equatable {
        /// The bytes of one write.
        package var bytes: [UInt8]
        /// Seconds to wait before.
        package var delay: Double

        /// Makes a piece of bytes.
        package init(_ bytes: [UInt8], after delay: Double = 0) {
            self.bytes = bytes
            self.delay = delay
        }

        /// Makes a piece of text.
        package init(_ text: String, after delay: Double = 0) {
            self.init(Array(text.utf8), after: delay)
        }
    }

    /// An event stream of the given pieces, sent as they are.
    package static func events(_ pieces: Piece..., cut: Bool = false) -> Reply {
        .raw(200, headers: ["Content-Type": "text/event-stream"], pieces, cut: cut)
    }
}

/// The chunks of a streamed chat completion, as text of the event stream.
package enum Chunk {
    /// A chunk with text.
    package static func text(_ text: String) -> String { delta(["content": .string(text)]) }

    /// A chunk with any delta.
    package static func delta(_ delta: JSONValue) -> String {
        event(["choices": [["index": 0, "delta": delta, "finish_reason": .null]]])
    }

    /// The chunk that ends an answer.
    package static func finish(_ reason: String) -> String {
        event(["choices": [["index": 0, "delta": [:], "finish_reason": .string(reason)]]])
    }

    /// The chunk with the usage.
    package static func usage(_ usage: Usage) -> String {
        event([
            "choices": [],
            "usage": [
                "prompt_tokens": .int(usage.promptTokens), "completion_tokens": .int(usage.completionTokens),
                "total_tokens": .int(usage.promptTokens + usage.completionTokens),
                "prompt_tokens_details": ["cached_tokens": .int(usage.cachedTokens)],
                "completion_tokens_details": ["reasoning_tokens": .int(usage.reasoningTokens)],
            ],
        ])
    }

    /// The end of a stream.
    package static var done: String { "data: [DONE]\n\n" }

    private static func event(_ members: [String: JSONValue]) -> String {
        let base: [String: JSONValue] = [
            "id": "chatcmpl-loopback", "object": "chat.completion.chunk", "created": 1_700_000_000,
            "model": "loopback",
        ]
        return "data: \(JSONValue.object(base.merging(members) { $1 }).compact)\n\n"
    }
}
