extension Int {
    /// Returns the number with a noun in its number: `1.counted("word")` is "1 word", `2.counted("word")` "2 words".
    package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
