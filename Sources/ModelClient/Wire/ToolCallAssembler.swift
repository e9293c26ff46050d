import Chains
import Manuscript

/// A piece of a tool call, as it arrives in one chunk of a stream.
struct ToolCallPiece: Equatable {
    /// The index of the call within this answer; nil if the server does not send it.
    var index: Int?
    var id: String?
    var name: String
    var arguments: String
    /// Members that the server added, such as Google's `extra_content`; those inside `function` are under that name.
    var extra: [String: JSONValue] = [:]

    /// Reads the pieces of a `tool_calls` member; empty for anything else.
    ///
    /// Arguments are a string, but some servers send the object itself (ollama/ollama#6155).
    static func pieces(_ value: JSONValue?) -> [ToolCallPiece] {
        (value?.array ?? []).compactMap { item in
            guard let members = item.object else { return nil }
            let function = item["function"]
            var piece = ToolCallPiece(function)
            piece.index = item["index"]?.int
            piece.id = item["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
            piece.extra = members.besides(["index", "id", "type", "function"])
            let more = (function?.object ?? [:]).besides(["name", "arguments"])
            if !more.isEmpty { piece.extra["function"] = .object(more) }
            return piece
        }
    }

    /// Reads the `function_call` member, the predecessor of `tool_calls` that allowed only one call.
    static func legacy(_ value: JSONValue?) -> [ToolCallPiece] {
        guard let value, value.object != nil else { return [] }
        return [ToolCallPiece(value)]
    }

    /// Creates a complete call.
    init(name: String, arguments: String) {
        self.name = name
        self.arguments = arguments
    }

    private init(_ function: JSONValue?) {
        let arguments = function?["arguments"]
        name = function?["name"]?.string ?? ""
        self.arguments = arguments?.string ?? (arguments?.object == nil ? "" : arguments?.compact ?? "")
    }
}

extension [String: JSONValue] {
    /// Returns the members except those with the given names and those that are null.
    fileprivate func besides(_ names: Set<String>) -> [String: JSONValue] {
        filter { !names.contains($0.key) && $0.value != .null }
    }
}

/// Assembles tool calls from their pieces, by index and in order of their first pieces.
struct ToolCallAssembler {
    private struct Part {
        var index: Int?
        var call: ToolCall
    }
    private var parts: [Part] = []

    /// The maximum number of calls in one answer; more mean that the model malfunctions.
    private static let most = 64
    /// The maximum length of a call's arguments, in bytes.
    private static let longest = 65_536

    /// The number of calls so far.
    var count: Int { parts.count }

    /// Adds the next piece.
    mutating func take(_ piece: ToolCallPiece) {
        if let place = place(of: piece) {
            if parts[place].call.name.isEmpty { parts[place].call.name = piece.name }
            parts[place].call.extra.absorb(piece.extra)
            let room = Self.longest - parts[place].call.arguments.utf8.count
            guard room > 0 else { return }
            parts[place].call.arguments += piece.arguments.utf8.count <= room ? piece.arguments : ""
            return
        }
        guard parts.count < Self.most else { return }
        var call = ToolCall(
            id: piece.id ?? "call_\(parts.count)", name: piece.name,
            arguments: piece.arguments.utf8.count <= Self.longest ? piece.arguments : "")
        call.extra = piece.extra
        parts.append(Part(index: piece.index, call: call))
    }

    /// Returns the call that a piece continues; nil if it begins a new one.
    private func place(of piece: ToolCallPiece) -> Int? {
        if let id = piece.id, let known = parts.firstIndex(where: { $0.call.id == id }) { return known }
        let same = piece.index.flatMap { index in parts.lastIndex { $0.index == index } }
        // Some servers give every call the index 0, but a different id and name.
        if let same, piece.id == nil || piece.name.isEmpty { return same }
        guard piece.index == nil, piece.id == nil, piece.name.isEmpty, !parts.isEmpty else { return nil }
        return parts.count - 1
    }

    /// The complete calls; characters that were split between chunks are joined.
    var calls: [ToolCall] {
        parts.map(\.call).filter { !$0.name.isEmpty }.map { call in
            var call = call
            call.arguments = SurrogateJoiner.whole(call.arguments)
            // A lone half inside the arguments' JSON can never be completed, and JSON readers refuse it.
            if let mended = SurrogateJoiner.escaped(Array(call.arguments.utf8), isWhole: true) {
                call.arguments = String(decoding: mended, as: UTF8.self)
            }
            return call
        }
    }
}
