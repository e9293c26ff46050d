import Commands
import Terminal

extension GrowingOutline {
    /// Returns the tree as lines, with the topic above it; with `isASCII`, only ASCII characters are used for it.
    func lines(isASCII: Bool) -> [LiveLines.Line] {
        [LiveLines.Line(topic)]
            + rows.map { row in
                LiveLines.Line(
                    before: OutlineView.branch(row.isLast, isASCII), row.name,
                    after: row.change.isEmpty ? "" : "  \(row.change)")
            }
    }
}
