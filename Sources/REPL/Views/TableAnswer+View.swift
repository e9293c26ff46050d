import Commands
import Platform
import Terminal

extension TableAnswer: TerminalView {
    func text(on canvas: Canvas) -> String {
        guard let width = canvas.width else { return PlainText.clean(plainText) }
        let isWide = wide.allSatisfy { $0.displayWidth <= width }
        return PlainText.clean(lines(isWide ? wide : narrow(width))).fitted(to: width)
    }
}
