import Platform

/// Signals to the terminal besides text: notifications and the title of the window.
extension Screen {
    /// The kinds of notification.
    enum Notice {
        /// OSC 9, of iTerm2.
        case nine
        /// OSC 777, of rxvt-unicode.
        case seven
        /// The bell, which every terminal knows.
        case bell
    }

    /// Returns the sequence that tells somebody who looks elsewhere that something has ended.
    package func notification(_ text: String) -> String {
        let clean = PlainText.clean(text).filter { !$0.isNewline }
        return switch TerminalTraits(environment).notice {
        case .nine: "\u{1B}]9;\(clean)\u{07}"
        case .seven: "\u{1B}]777;notify;galley;\(clean.replacing(";", with: ","))\u{07}"
        case .bell: "\u{07}"
        }
    }

    /// Returns the sequence for the title of the window (xterm, OSC 2).
    package func title(_ text: String) -> String {
        "\u{1B}]2;\(PlainText.clean(text).filter { !$0.isNewline })\u{07}"
    }

    /// The sequence that keeps the present title (xterm, XTWINOPS).
    package static let keepTitle = "\u{1B}[22;2t"
    /// The sequence that brings the kept title back.
    package static let restoreTitle = "\u{1B}[23;2t"

    /// True if it is a terminal whose window has a title.
    package var hasTitle: Bool { movesCursor && TerminalTraits(environment).hasTitle }
}
