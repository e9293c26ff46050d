extension UserInterface {
    /// Shows what cleaning removed from texts, with the numbers of their sections, and how to restore it.
    func noteLeftOut(_ left: [(number: String, what: String)]) {
        guard let first = left.first else { return }
        let shown = left.prefix(5).map { "of \($0.number): \($0.what)" }
        let more = left.count > shown.count ? "; of \(left.count - shown.count) more, see `:versions`" : ""
        note("Left out \(shown.joined(separator: "; "))\(more). `:restore \(first.number) whole` brings it back.")
    }
}
