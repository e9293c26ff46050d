import Manuscript
import Platform

/// The properties that llama.cpp's server reports under `/props`, which no other server offers.
package struct LlamaProperties: Sendable, Equatable {
    /// The maximum number of tokens of prompt and reply in one slot.
    package var contextWindow: Int?
    /// The number of calls processed in parallel.
    package var slots: Int?

    /// Parses the answer; nil if it is not from llama.cpp.
    package init?(body: [UInt8]) {
        guard let tree = try? JSONValue(parsing: String(decoding: body, as: UTF8.self)),
            let settings = tree["default_generation_settings"]
        else { return nil }
        contextWindow = settings["n_ctx"]?.int
        slots = tree["total_slots"]?.int
    }
}
