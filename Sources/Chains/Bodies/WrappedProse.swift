import Manuscript

/// Prose that a model sent inside JSON although plain text was asked for.
enum WrappedProse {
    /// Words from which on a string is taken for prose and not for a label.
    private static let leastWords = 8

    /// The prose inside an answer that is JSON from its first to its last character, perhaps in a fence.
    ///
    /// Nil for any other answer; empty where the JSON holds no prose.
    static func text(in answer: String) -> String? {
        let plain = unfenced(answer.trimmed)
        guard let first = plain.first, let last = plain.last,
            (first == "{" && last == "}") || (first == "[" && last == "]"),
            let value = try? JSONValue(parsing: plain)
        else { return nil }
        return strings(in: value).filter { Prose.words(in: $0) >= leastWords }.joined(separator: "\n\n")
    }

    private static func unfenced(_ text: String) -> String {
        guard text.hasPrefix("```json") || text.hasPrefix("```\n{") else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        guard lines.last?.trimmed == "```" else { return text }
        return lines.dropLast().joined(separator: "\n").trimmed
    }

    private static func strings(in value: JSONValue) -> [String] {
        if let text = value.string { return [text] }
        if let list = value.array { return list.flatMap(strings) }
        guard let fields = value.object else { return [] }
        // An object's members have no order, so the one that holds most is taken for the text.
        let members = fields.values.map(strings)
        return members.max { $0.joined().count < $1.joined().count } ?? []
    }
}
