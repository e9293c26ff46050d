import Manuscript

/// A heading line of a text that was edited by hand, with what it says of its section.
struct TypedHeading: Equatable {
    /// The id behind it, as `{#id}`; nil where there is none.
    var id: String?
    var title: String
    /// 1 to 6.
    var level: Int

    /// Reads an ATX heading (CommonMark 4.2); nil where the line is none.
    init?(_ line: some StringProtocol) {
        guard let match = String(line).firstMatch(of: /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*(\{#([^}\s]*)\})?[ \t]*$/) else {
            return nil
        }
        id = match.4.map { String($0) }
        title = Prose.title(String(match.2))
        level = match.1.count
        if title.isEmpty, id == nil { return nil }
    }

    /// Whether a line is within a fenced code block (CommonMark 4.5).
    struct Fence {
        private var open: Substring?

        /// Takes the next line; true where it is code, or begins or ends it.
        mutating func takes(_ line: Substring) -> Bool {
            let plain = line.drop { $0 == " " }
            let run = plain.prefix { $0 == (plain.first == "~" ? "~" : "`") }
            guard let fence = open else {
                if run.count >= 3 { open = run }
                return run.count >= 3
            }
            if run.count >= fence.count, run.first == fence.first, plain.dropFirst(run.count).trimmed.isEmpty {
                open = nil
            }
            return true
        }
    }
}
