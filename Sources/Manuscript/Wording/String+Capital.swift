extension String {
    /// The text with an initial capital, as at the start of a sentence; the rest is unchanged.
    package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
