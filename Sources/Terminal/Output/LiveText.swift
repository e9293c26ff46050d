import Platform

/// Text shown on a terminal while it arrives, cleaned and wrapped at words.
///
/// The progress line is away while a line of text is open and may come back at the start of a line: what is in the
/// scrollback is the text alone, at any width. Where the screen is no terminal, the text passes through unchanged. Any
/// thread may call; errors of a write that happened late are thrown by the next call.
package final class LiveText: Sendable {
    private struct State {
        var filter = PlainText()
        var wrap = SoftWrap()
        var isScheduled = false
        var failure: (any Error)?
    }

    private let screen: Screen
    private let progress: ProgressLine?
    private let pace: Pace
    private let patience: Duration
    private let state = Guarded(State())

    /// Text on `screen`, beside a progress line on the same terminal.
    ///
    /// The part of a word that is held is shown after `patience` even where the rest has not come.
    package init(
        screen: Screen, progress: ProgressLine? = nil, pace: Pace = .system(), patience: Duration = .milliseconds(40)
    ) {
        self.screen = screen
        self.progress = progress
        self.pace = pace
        self.patience = patience
    }

    /// Shows more text.
    ///
    /// Throws what ``Screen/write(_:)`` throws.
    package func write(_ chunk: String) throws {
        guard screen.isTerminal else { return try screen.write(chunk) }
        try state.withLock { state in
            try LiveText.rethrow(&state)
            let text = state.filter.clean(chunk)
            try show(state.wrap.take(text, columns: screen.columns), state)
            if state.wrap.isHolding, !state.isScheduled {
                state.isScheduled = true
                pace.later(patience) { [weak self] in self?.flush() }
            }
        }
    }

    /// Shows what is still held and ends the line where one is open; the next text begins anew.
    ///
    /// Throws what ``Screen/write(_:)`` throws.
    package func end() throws {
        guard screen.isTerminal else { return }
        try state.withLock { state in
            try LiveText.rethrow(&state)
            let isOpen = !state.wrap.isAtLineStart
            let rest = state.wrap.end(columns: screen.columns)
            state.filter = PlainText()
            try show(rest + (isOpen ? "\n" : ""), state)
        }
    }

    private func flush() {
        state.withLock { state in
            state.isScheduled = false
            do {
                try show(state.wrap.flush(columns: screen.columns), state)
            } catch {
                state.failure = error
            }
        }
    }

    private func show(_ output: String, _ state: borrowing State) throws {
        guard !output.isEmpty else { return }
        progress?.hold()
        try screen.write(output)
        if state.wrap.column == 0 { progress?.release() }
    }

    private static func rethrow(_ state: inout State) throws {
        guard let failure = state.failure else { return }
        state.failure = nil
        throw failure
    }
}
