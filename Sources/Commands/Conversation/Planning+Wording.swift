import Manuscript
import Platform

extension Planning {
    /// The verbs of summaries, which tell what was done, as a plan says them.
    private static let verbs = [
        "added": "add", "changed": "change", "learned": "learn", "locked": "lock", "merged": "merge", "moved": "move",
        "raised": "raise", "removed": "remove", "renamed": "rename", "restored": "restore", "separated": "separate",
        "unlocked": "unlock",
    ]

    /// The maximum number of removed sections whose titles a plan names.
    private static let mostNamed = 4

    /// Returns the summary of a removal: "removed 5 Water, 6 Air and 10 Pollination, 128 words".
    static func removed(_ entries: [Outline.Entry]) -> String {
        var names = entries.map { entries.count > mostNamed ? $0.number : $0.name }
        let last = names.removeLast()
        let words = entries.flatMap(\.section.subtree).reduce(0) { $0 + ($1.text?.words ?? 0) }
        return "removed " + (names.isEmpty ? last : "\(names.joined(separator: ", ")) and \(last)")
            + (words > 0 ? ", \(words.counted("word"))" : "")
    }

    /// Returns the summary of a change that is not made yet: "remove 2.3 Acids and flavour (128 words)".
    static func planned(_ summary: String) -> String {
        let verb = String(summary.prefix { $0 != " " })
        let rest = summary.dropFirst(verb.count)
        guard verb == "removed", rest.hasSuffix(" word") || rest.hasSuffix(" words"),
            let comma = rest.lastIndex(of: ",")
        else {
            return (verbs[verb] ?? verb) + rest
        }
        return "remove\(rest[..<comma]) (\(rest[rest.index(after: comma)...].drop { $0 == " " }))"
    }
}
