import Commands
import Terminal

extension ChangeList: TerminalView {
    func text(on canvas: Canvas) -> String { text { $0.text(styler: canvas.styler, width: canvas.width) } }
}
