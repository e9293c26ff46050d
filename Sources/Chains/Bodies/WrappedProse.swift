import Manuscript
import Markdown

/// Prose that a model sent inside JSON although plain text was asked for.
struct WrappedProse: Equatable {
    /// The prose; empty where the JSON holds none.
    let text: String
    /// Other texts of some words, which are no part of it.
    let others: [String]

    /// Words from which on a string is taken for prose and not for a label.
    private static let leastWords = 8
    /// Words from which on a string is more than the name of a kind.
    private static let leastOfOthers = 3

    /// The prose inside an answer that is JSON from its first to its last character, perhaps in a fence; nil for any other
    /// answer.
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
        // An object's members have no order, so the one that holds most is taken for the text.
        let members = fields.keys.sorted().compactMap { fields[$0].map(strings) }
        let sizes = members.map { $0.text.reduce(0) { $0 + $1.utf8.count } }
        guard let most = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return ([], []) }
        let rest = members.indices.filter { $0 != most }.flatMap { members[$0].text + members[$0].others }
        return (members[most].text, members[most].others + rest)
    }
}
