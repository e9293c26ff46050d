import Commands
import Platform
import Terminal

/// An answer with its own appearance on a terminal.
///
/// A view is an extension of the answer's type in this room; the user interface finds it through the conformance.
protocol TerminalView: AnswerContent {
    /// Returns the answer as text, with untrusted text in it made safe.
    func text(on canvas: Canvas) -> String
}

/// The properties of the output on which an answer is shown.
struct Canvas {
    /// The styler, which is off if there are no colours.
    var styler: TextStyler
    /// The width that text is fitted to; nil if it is not fitted, as on pipes.
    var width: Int?
    /// The columns of the screen.
    var columns: Int
    /// True if a pager shows the answer.
    var isPaged = false
    /// True if only ASCII characters are safe.
    var isASCII = false
}

extension MarkdownAnswer: TerminalView {
    func text(on canvas: Canvas) -> String {
        guard let width = canvas.width else { return PlainText.clean(plainText) }
        return TerminalMarkdown.render(
            plainText, width: width, styler: canvas.styler, columns: canvas.isPaged ? nil : canvas.columns)
    }
}
