extension String {
    /// The text as one word for a shell (POSIX.1-2017, XCU 2.2.2), quoted if it must be.
    package var shellQuoted: String {
        let isPlain = !isEmpty && allSatisfy { $0.isWordPart || "._-/".contains($0) }
        return isPlain ? self : "'\(replacing("'", with: "'\\''"))'"
    }
}
