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
}
