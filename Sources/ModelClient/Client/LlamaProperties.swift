import Manuscript
import Platform

/// What llama.cpp's server says of itself under `/props`, which no other server answers.
package struct LlamaProperties: Sendable, Equatable {
    /// Tokens that prompt and reply of one slot may take together.
    package var contextWindow: Int?
    /// How many calls are worked on at once.
    package var slots: Int?

    /// Reads the answer; nil where it is not llama.cpp's.
    package init?(body: [UInt8]) {
        guard let tree = try? JSONValue(parsing: String(decoding: body, as: UTF8.self)),
            let settings = tree["default_generation_settings"]
        else { return nil }
        contextWindow = settings["n_ctx"]?.int
        slots = tree["total_slots"]?.int
    }
}
