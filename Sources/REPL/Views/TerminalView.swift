import Commands
import Platform
import Terminal

/// An answer with a look of its own on a terminal.
///
/// A view is an extension of the answer's type in this room; the user interface finds it by the conformance alone.
protocol TerminalView: AnswerContent {
    /// The answer as it is shown, untrusted text in it made harmless.
    func text(on canvas: Canvas) -> String
}

/// The place where an answer is shown.
struct Canvas {
    /// The colours; off where there are none.
    var styler: TextStyler
    /// The columns that text is fitted to; nil where it is not fitted, as on pipes.
    var width: Int?
    /// The columns of the screen.
    var columns: Int
    /// Whether a pager shows it.
    var isPaged = false
    /// Whether only the characters of ASCII are safe.
    var isASCII = false
}

extension MarkdownAnswer: TerminalView {
    func text(on canvas: Canvas) -> String {
        guard let width = canvas.width else { return PlainText.clean(plainText) }
        return TerminalMarkdown.render(
            plainText, width: width, styler: canvas.styler, columns: canvas.isPaged ? nil : canvas.columns)
    }
}
