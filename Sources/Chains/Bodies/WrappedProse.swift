import Manuscript
import Markdown

/// Prose that a model wrapped in JSON although plain text was requested.
struct WrappedProse: Equatable {
    /// The prose; empty if the JSON has none.
    let text: String
    /// Other strings of several words, which are not part of the prose.
    let others: [String]

    /// The number of words from which a string counts as prose instead of a label.
    private static let leastWords = 8
    /// The number of words from which another string is worth reporting.
    private static let leastOfOthers = 3

    /// Extracts the prose from an answer that consists of JSON, optionally in a fence; nil for any other answer.
    init?(in answer: String) {
        let plain = Self.unfenced(answer.trimmed)
        guard let first = plain.first, let last = plain.last,
            (first == "{" && last == "}") || (first == "[" && last == "]"), let value = JSONText.value(in: plain)
        else { return nil }
        let found = Self.strings(in: value)
        let isProse = found.text.contains { Prose.words(in: $0) >= Self.leastWords }
        text = isProse ? found.text.joined(separator: "\n\n") : ""
        others = found.others.filter { Prose.words(in: $0) >= Self.leastOfOthers }
    }

    private static func unfenced(_ text: String) -> String {
        guard let fence = Fence(opening: text), ["", "json"].contains(fence.info.lowercased()) else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        guard let last = lines.last, fence.isClosed(by: last.trimmed) else { return text }
        return lines.dropLast().joined(separator: "\n").trimmed
    }

    private static func strings(in value: JSONValue) -> (text: [String], others: [String]) {
        if let text = value.string { return ([text], []) }
        if let list = value.array {
            let found = list.map(strings)
            return (found.flatMap(\.text), found.flatMap(\.others))
        }
        guard let fields = value.object else { return ([], []) }
        // The members of an object have no order, so the largest one counts as the text.
        let members = fields.keys.sorted().compactMap { fields[$0].map(strings) }
        let sizes = members.map { $0.text.reduce(0) { $0 + $1.utf8.count } }
        guard let most = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return ([], []) }
        let rest = members.indices.filter { $0 != most }.flatMap { members[$0].text + members[$0].others }
        return (members[most].text, members[most].others + rest)
    }
}
