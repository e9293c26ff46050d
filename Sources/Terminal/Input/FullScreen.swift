import Platform

/// Runs a dialogue on the terminal's alternate screen, so that the main screen is restored afterwards.
///
/// Modes and screen are restored however it ends, including by a signal, Ctrl-Z or a crash (see ``SignalPipe``).
package struct FullScreen {
    private let output = Screen(descriptor: STDOUT_FILENO)
    private let signals = SignalPipe()
    private let modes = QuietTerminal()

    /// Makes a full screen on the process's own terminal, without touching it.
    package init() {}

    /// Runs a dialogue until it ends; Ctrl-C and Ctrl-D leave it.
    package func run<Shown: Dialogue>(_ dialogue: Shown) -> DialogueEnding<Shown.Answer> {
        var dialogue = dialogue
        let notices = NoticeBoard()
        let input = KeyReader.opened(STDIN_FILENO)
        defer { if input != STDIN_FILENO { close(input) } }
        var keys = KeyReader(input: input, signals: signals, notices: notices.readEnd)
        begin()
        defer { end() }
        while true {
            // Pending keys are handled first, so that drawing never lags behind a held key.
            if keys.isIdle { draw(dialogue.picture(width: output.columns, height: output.rows)) }
            let key: DialogueKey
            switch keys.next() {
            case .interrupt, .character("\u{4}"): return .left
            case .hangUp: return .hangUp
            case .resumed:
                modes.resume()
                begin()
                continue
            case .resize, .notice, .bound: continue
            case .character(let scalar):
                guard let named = Self.key(scalar) else { continue }
                key = named
            case .insertion(let text): key = text == "\n" ? .enter : .text(text)
            case .key(let named, _):
                guard let named = Self.key(named) else { continue }
                key = named
            }
            switch dialogue.take(key) {
            case .goOn: continue
            case .leave: return .left
            case .answer(let answer): return .answer(answer)
            }
        }
    }

    // MARK: - Screen

    private func begin() {
        modes.begin()
        signals.isFullScreen = true
        try? output.write("\u{1B}[?1049h\u{1B}[?2004h\u{1B}[H\u{1B}[2J")
    }

    private func end() {
        try? output.write("\u{1B}[?2004l\u{1B}[?25h\u{1B}[0m\u{1B}[?1049l")
        signals.isFullScreen = false
        modes.end()
    }

    private func draw(_ picture: DialoguePicture) {
        let height = max(1, output.rows)
        let lines = picture.lines.prefix(height).map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
        var text = "\u{1B}[?25l\u{1B}[H\(lines)\u{1B}[J"
        if let cursor = picture.cursor { text += "\u{1B}[\(cursor.line + 1);\(cursor.column + 1)H\u{1B}[?25h" }
        try? output.write(text)
    }

    // MARK: - Keys

    private static func key(_ scalar: Unicode.Scalar) -> DialogueKey? {
        switch scalar.value {
        case 0x0D: .enter
        case 0x1B: .escape
        case 0x08, 0x7F: .backspace
        case 0x15: .clear
        case 0x17: .dropWord
        case 0x10: .up
        case 0x0E: .down
        case 0x00..<0x20, 0x80..<0xA0: nil
        default: .text(String(Character(scalar)))
        }
    }

    private static func key(_ key: KeyReader.Key) -> DialogueKey? {
        switch key {
        case .up: .up
        case .down: .down
        case .left: .left
        case .right: .right
        case .home: .home
        case .end: .end
        case .pageUp: .pageUp
        case .pageDown: .pageDown
        case .delete, .nextWord, .previousWord: nil
        }
    }
}
