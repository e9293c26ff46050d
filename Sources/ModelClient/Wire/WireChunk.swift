import Manuscript

/// The members of a chunk that are used, as they are on the wire.
struct WireChunk: Decodable {
    /// One of the answers; only the one with index 0 is used.
    struct Choice: Decodable {
        /// The number of the answer; servers that give only one may leave it out.
        var index: JSONValue?
        var delta: [String: JSONValue]?
        /// The complete message, from servers that do not stream.
        var message: [String: JSONValue]?
        var finish: String?
        var usage: JSONValue?
        var error: JSONValue?

        private enum CodingKeys: String, CodingKey {
            case index, delta, message, usage, error
            case finish = "finish_reason"
        }
    }

    /// Groq's extra members.
    struct Groq: Decodable {
        var usage: JSONValue?
        var error: JSONValue?
    }

    var choices: [Choice]?
    var usage: JSONValue?
    var groq: Groq?
    var object: JSONValue?
    var type: JSONValue?
    var error: JSONValue?
    var errors: JSONValue?
    /// MiniMax's extra member.
    var outcome: JSONValue?

    private enum CodingKeys: String, CodingKey {
        case choices, usage, object, type, error, errors
        case groq = "x_groq"
        case outcome = "base_resp"
    }

    /// The answer that is read; Galley never asks for several.
    var choice: Choice? { choices?.first { ($0.index?.int ?? 0) == 0 } }

    /// True if the chunk has content, and no members that could hold an error.
    var isUsual: Bool {
        let complaints = [error, errors, outcome, groq?.error, choices?.first?.error]
        return complaints.allSatisfy { $0 == nil } && object != "error" && type != "error"
            && (choices?.isEmpty == false || Usage(usage) != nil)
    }
}

extension WireChunk {
    /// Reads a tree, ignoring all other members; members of the wrong type count as missing.
    init(_ tree: JSONValue) {
        choices = tree["choices"]?.array?.map { choice in
            Choice(
                index: choice["index"], delta: choice["delta"]?.object, message: choice["message"]?.object,
                finish: choice["finish_reason"]?.string, usage: choice["usage"])
        }
        usage = tree["usage"]
        groq = Groq(usage: tree["x_groq"]?["usage"])
    }
}
