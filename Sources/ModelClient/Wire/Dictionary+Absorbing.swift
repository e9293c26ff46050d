import Manuscript

// Members of a streamed message that are collected unchanged, chunk by chunk.
extension [String: JSONValue] {
    /// The maximum length of a member's text, in bytes.
    private static var longest: Int { 1_048_576 }

    /// Adds the members of the next chunk: texts and lists are appended to, objects are merged, other values are
    /// replaced.
    ///
    /// List items with an `index` continue the item with that index (OpenRouter's `reasoning_details`).
    mutating func absorb(_ next: [String: JSONValue]) {
        for (name, value) in next { self[name] = Self.joined(self[name], value, name) }
    }

    private static func joined(_ before: JSONValue?, _ next: JSONValue, _ name: String) -> JSONValue {
        switch (before, next) {
        case (.string(let text), .string(let more)):
            // Names are sent repeatedly, texts and signatures in pieces.
            if ["type", "format", "id", "role"].contains(name) { return next }
            return text.utf8.count + more.utf8.count > longest ? .string(text) : .string(text + more)
        case (.object(var members), .object(let more)):
            members.absorb(more)
            return .object(members)
        case (.array(var items), .array(let more)):
            for item in more { items.absorb(item) }
            return .array(items)
        case (let before?, .null): return before
        default: return next
        }
    }
}

extension [JSONValue] {
    /// The maximum number of items in a list.
    private static var most: Int { 10_000 }

    fileprivate mutating func absorb(_ item: JSONValue) {
        if let index = item["index"], case .object(var members)? = last, members["index"] == index,
            members["type"] == item["type"] || item["type"] == nil, let more = item.object
        {
            members.absorb(more)
            self[count - 1] = .object(members)
        } else if count < Self.most {
            append(item)
        }
    }
}
