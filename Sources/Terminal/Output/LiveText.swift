import Platform

/// A text that is shown while it arrives; any thread may call.
package protocol LiveText: AnyObject, Sendable {
    /// Shows more of it; throws what ``Screen/write(_:)`` throws, perhaps of an earlier piece.
    func write(_ chunk: String) throws
    /// Shows what is left and ends the line; the next text begins anew.
    func end() throws
    /// Does something that writes to the same terminal, while what is in progress is out of the way.
    func aside(_ body: () -> Void)
}

/// A text as it comes, clean and with no line broken: Markdown for those who copy it or render it themselves.
package final class RawText: LiveText {
    private struct State {
        var filter = PlainText()
        var isOpen = false
    }

    private let screen: Screen
    private let progress: ProgressLine?
    private let state = Guarded(State())

    /// Text on `screen`, beside a progress line on the same terminal.
    package init(screen: Screen, progress: ProgressLine? = nil) {
        self.screen = screen
        self.progress = progress
    }

    /// Shows more of it; throws what ``Screen/write(_:)`` throws.
    package func write(_ chunk: String) throws {
        try state.withLock { state in
            let text = state.filter.clean(chunk)
            guard let last = text.last else { return }
            if !state.isOpen { progress?.hold() }
            try screen.write(text)
            state.isOpen = last != "\n"
            if !state.isOpen { progress?.release() }
        }
    }

    /// Shows what is left and ends the line; the next text begins anew.
    package func end() throws {
        try state.withLock { state in
            state.filter = PlainText()
            guard state.isOpen else { return }
            state.isOpen = false
            try screen.write("\n")
            progress?.release()
        }
    }

    /// Does something that writes to the same terminal, above what is in progress.
    package func aside(_ body: () -> Void) {
        state.withLock { state in
            if state.isOpen { try? screen.write("\n") }
            state.isOpen = false
            progress?.release()
            body()
        }
    }
}
