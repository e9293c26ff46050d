import Platform

/// Removes far-fetched suggestions: for any unknown option, such as `--frob`, the argument parser suggests another.
enum FarSuggestion {
    /// Returns the message without a suggestion that is not similar to the unknown option.
    static func removed(from message: String) -> String {
        guard let match = message.firstMatch(of: /Unknown option '-{1,2}([^']+)'(\. Did you mean '-{1,2}([^']+)'\?)/),
            Spelling.nearest(to: String(match.output.1), among: [String(match.output.3)]) == nil
        else { return message }
        var kept = message
        kept.replaceSubrange(match.output.2.startIndex..<match.output.2.endIndex, with: ".")
        return kept
    }
}
