import Chains
import Manuscript

/// A piece of a tool call, as one chunk of a stream brings it.
struct ToolCallPiece: Equatable {
    /// Which of the calls of this answer it belongs to; nil where the server does not say.
    var index: Int?
    var id: String?
    var name: String
    var arguments: String

    /// Reads the pieces of a `tool_calls` member; empty for anything else.
    ///
    /// Arguments are a string; some servers send the object itself (ollama/ollama#6155).
    static func pieces(_ value: JSONValue?) -> [ToolCallPiece] {
        (value?.array ?? []).compactMap { item in
            guard item.object != nil else { return nil }
            let function = item["function"]
            let arguments = function?["arguments"]
            return ToolCallPiece(
                index: item["index"]?.int, id: item["id"]?.string.flatMap { $0.isEmpty ? nil : $0 },
                name: function?["name"]?.string ?? "",
                arguments: arguments?.string ?? (arguments?.object == nil ? "" : arguments?.compact ?? ""))
        }
    }
}

/// Puts the pieces of tool calls together, by their index and in the order in which they began.
struct ToolCallAssembler {
    private struct Part {
        var index: Int?
        var call: ToolCall
    }
    private var parts: [Part] = []

    /// More calls in one answer are a model gone mad.
    private static let most = 64
    /// Bytes of the longest arguments.
    private static let longest = 65_536

    /// Whether there is a call.
    var isEmpty: Bool { parts.isEmpty }

    /// Takes the next piece.
    mutating func take(_ piece: ToolCallPiece) {
        if let place = place(of: piece) {
            if parts[place].call.name.isEmpty { parts[place].call.name = piece.name }
            let room = Self.longest - parts[place].call.arguments.utf8.count
            guard room > 0 else { return }
            parts[place].call.arguments += piece.arguments.utf8.count <= room ? piece.arguments : ""
            return
        }
        guard parts.count < Self.most else { return }
        let call = ToolCall(
            id: piece.id ?? "call_\(parts.count)", name: piece.name,
            arguments: piece.arguments.utf8.count <= Self.longest ? piece.arguments : "")
        parts.append(Part(index: piece.index, call: call))
    }

    /// Which call a piece goes on with; nil where it begins one.
    private func place(of piece: ToolCallPiece) -> Int? {
        if let id = piece.id, let known = parts.firstIndex(where: { $0.call.id == id }) { return known }
        let same = piece.index.flatMap { index in parts.lastIndex { $0.index == index } }
        // Some servers give every call the index 0, but an id and a name of its own.
        if let same, piece.id == nil || piece.name.isEmpty { return same }
        guard piece.index == nil, piece.id == nil, piece.name.isEmpty, !parts.isEmpty else { return nil }
        return parts.count - 1
    }

    /// The calls, whole.
    var calls: [ToolCall] { parts.map(\.call).filter { !$0.name.isEmpty } }
}
