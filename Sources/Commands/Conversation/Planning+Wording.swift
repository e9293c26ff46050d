extension Planning {
    /// The verbs of summaries, which tell what was done, as a plan says them.
    private static let verbs = [
        "added": "add", "changed": "change", "learned": "learn", "locked": "lock", "merged": "merge", "moved": "move",
        "raised": "raise", "removed": "remove", "renamed": "rename", "restored": "restore", "separated": "separate",
        "unlocked": "unlock",
    ]

    /// Returns the summary of a change that is not made yet: "remove 2.3 Acids and flavour (128 words)".
    static func planned(_ summary: String) -> String {
        let verb = String(summary.prefix { $0 != " " })
        let rest = summary.dropFirst(verb.count)
        guard verb == "removed", rest.hasSuffix(" words"), let comma = rest.lastIndex(of: ",") else {
            return (verbs[verb] ?? verb) + rest
        }
        return "remove\(rest[..<comma]) (\(rest[rest.index(after: comma)...].drop { $0 == " " }))"
    }
}
