import Platform

/// The argument parser suggests an option for any unknown one, `--json` for `--frob`; only a near one helps.
enum FarSuggestion {
    /// A message without such a suggestion.
    static func removed(from message: String) -> String {
        guard let match = message.firstMatch(of: /Unknown option '-{1,2}([^']+)'(\. Did you mean '-{1,2}([^']+)'\?)/),
            Spelling.nearest(to: String(match.output.1), among: [String(match.output.3)]) == nil
        else { return message }
        var kept = message
        kept.replaceSubrange(match.output.2.startIndex..<match.output.2.endIndex, with: ".")
        return kept
    }
}
