import Manuscript

/// A heading line in a text edited by hand.
struct TypedHeading: Equatable {
    /// The id that follows the title as `{#id}`; nil if there is none.
    var id: String?
    var title: String
    /// The heading level, from 1 to 6.
    var level: Int

    /// Parses an ATX heading (CommonMark 4.2); nil if the line is not one.
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
