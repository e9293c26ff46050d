/// The words of a request for a section that a model copied into its text: "(145 words in 2 paragraphs)".
package enum InstructionEcho {
    /// Returns true if a text has such words.
    package static func isFound(in text: String) -> Bool {
        // A regular expression is recompiled on each use, which takes longer than this test.
        text.contains(" words in ") && text.contains(#/\b\d+ words in \d+ paragraphs?\b/#)
    }
}
