import Platform

/// A text that is shown while it arrives; callable from any thread.
package protocol LiveText: AnyObject, Sendable {
    /// Shows more text; throws the errors of ``Screen/write(_:)``, possibly for an earlier piece.
    func write(_ chunk: String) throws
    /// Shows the remaining text and ends the line; the next text starts anew.
    func end() throws
    /// Runs code that writes to the same terminal, with the text in progress out of the way.
    func aside(_ body: () -> Void)
}

/// A text shown as it comes, cleaned but not wrapped: Markdown for users who copy or render it themselves.
package final class RawText: LiveText {
    private struct State {
        var filter = PlainText()
        var isOpen = false
    }

    private let screen: Screen
    private let progress: ProgressLine?
    private let state = Guarded(State())

    /// Makes a text on `screen`, next to a progress line on the same terminal.
    package init(screen: Screen, progress: ProgressLine? = nil) {
        self.screen = screen
        self.progress = progress
    }

    /// Shows more text; throws the errors of ``Screen/write(_:)``.
    package func write(_ chunk: String) throws {
        try state.withLock { state in
            let text = state.filter.clean(chunk)
            guard let last = text.last else { return }
            try put(text)
            state.isOpen = last != "\n"
        }
    }

    /// Ends the line; the next text starts anew.
    package func end() throws {
        try state.withLock { state in
            state.filter = PlainText()
            guard state.isOpen else { return }
            state.isOpen = false
            try put("\n")
        }
    }

    /// Runs code that writes to the same terminal; ends an open line first.
    package func aside(_ body: () -> Void) {
        state.withLock { state in
            if state.isOpen { try? put("\n") }
            state.isOpen = false
            body()
        }
    }

    private func put(_ text: String) throws {
        if let progress { try progress.write(text, on: screen) } else { try screen.write(text) }
    }
}
