import Commands
import Manuscript
import Platform
import Terminal

extension PostAnswer: TerminalView {
    func text(on canvas: Canvas) -> String {
        guard let width = canvas.width else { return PlainText.clean(plainText) }
        func rendered(_ markdown: String) -> String {
            TerminalMarkdown.render(
                markdown, width: width, styler: canvas.styler, columns: canvas.isPaged ? nil : canvas.columns)
        }
        return parts.flatMap { part in
            let heading =
                part.number.isEmpty
                ? rendered(part.heading) : Self.heading(part.number, part.title, width: width, styler: canvas.styler)
            return [heading] + (part.body.isEmpty ? [] : [rendered(part.body)])
        }.joined(separator: "\n\n")
    }

    /// Returns a section's heading with its number, which is dim, since it is not part of the text.
    static func heading(_ number: String, _ title: String, width: Int, styler: TextStyler) -> String {
        let indent = String(repeating: " ", count: number.count + 2)
        let lines = PlainText.clean(Prose.title(title)).wrapped(width: max(8, width - indent.count))
        let first = styler.paint(.dim, number) + "  " + styler.paint(.heading, lines.first ?? "")
        return ([first] + lines.dropFirst().map { indent + styler.paint(.heading, $0) }).joined(separator: "\n")
    }
}
