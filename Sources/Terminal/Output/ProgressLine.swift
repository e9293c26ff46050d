import Platform

/// A status line at the bottom of the terminal, on standard error.
///
/// It is drawn at most ten times a second and truncated to the width; on anything but a capable terminal, it is silent.
/// Other code that writes to the terminal calls ``clear()`` first. Callable from any thread.
package final class ProgressLine: Sendable {
    private struct State {
        /// The current text; nil after `clear`.
        var text: String?
        /// An addition to the text that outlives it.
        var remark: String?
        var isDrawn = false
        /// True while a streamed line is open on the same terminal; nothing is drawn into it.
        var isHeld = false
        /// The number of prompts that read from the same terminal; nothing is drawn over them.
        var prompts = 0
        var isScheduled = false
        var lastDrawing: Duration?
    }

    private static let interval = Duration.milliseconds(100)

    private let screen: Screen
    private let styler: TextStyler
    private let pace: Pace
    private let state = Guarded(State())

    /// Makes a line on `screen`, which is standard error, drawn dim.
    package init(screen: Screen, styler: TextStyler, pace: Pace = .system()) {
        self.screen = screen
        self.styler = styler
        self.pace = pace
    }

    /// Shows a text, now or once the last drawing is a tenth of a second old.
    package func set(_ text: String) {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.text = text
            draw(&state)
        }
    }

    /// Removes the line until the next ``set(_:)``.
    package func clear() {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.text = nil
            erase(&state)
        }
    }

    /// Shows a remark next to the text, or alone if there is none; nil removes it.
    package func remark(_ remark: String?) {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.remark = remark
            if remark == nil, state.text == nil { erase(&state) } else { draw(&state) }
        }
    }

    /// Hides the line until `release`, even if `set` is called: a line of text is open.
    func hold() {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.isHeld = true
            erase(&state)
        }
    }

    /// Allows the line again once the cursor is at the start of a line.
    func release() {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.isHeld = false
            draw(&state)
        }
    }

    /// Hides the line until the prompt ends, whatever is set meanwhile.
    package func beginPrompt() {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.prompts += 1
            erase(&state)
        }
    }

    /// Allows the line again after a prompt.
    package func endPrompt() {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.prompts -= 1
            draw(&state)
        }
    }

    private func draw(_ state: inout State) {
        let text = [state.remark, state.text].compactMap { $0 }.joined(separator: " · ")
        guard !text.isEmpty, !state.isHeld, state.prompts == 0 else { return }
        let now = pace.now()
        if let last = state.lastDrawing, now - last < ProgressLine.interval {
            schedule(&state, in: ProgressLine.interval - (now - last))
            return
        }
        let line = PlainText.clean(text).split(whereSeparator: \.isNewline).joined(separator: " ")
            .replacing("\t", with: " ").truncated(to: max(screen.columns - 1, 1))
        put("\r" + styler.paint(.dim, line) + "\u{1B}[K")
        state.isDrawn = true
        state.lastDrawing = now
    }

    private func schedule(_ state: inout State, in wait: Duration) {
        guard !state.isScheduled else { return }
        state.isScheduled = true
        pace.later(wait) { [weak self] in self?.drawScheduled() }
    }

    private func drawScheduled() {
        state.withLock { state in
            state.isScheduled = false
            draw(&state)
        }
    }

    private func erase(_ state: inout State) {
        guard state.isDrawn else { return }
        put("\r\u{1B}[K")
        state.isDrawn = false
    }

    /// Writes to the screen; errors are ignored, since the status line is not essential.
    private func put(_ text: String) {
        try? screen.write(text)
    }
}
