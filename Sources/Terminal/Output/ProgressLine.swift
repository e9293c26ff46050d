import Platform

/// One line of status at the bottom of the terminal, on standard error.
///
/// It is drawn ten times a second at most, cut to the width, and silent where standard error is no terminal or a dumb one. Whoever
/// else writes to the terminal calls ``clear()`` first. Any thread may call.
package final class ProgressLine: Sendable {
    private struct State {
        /// What was asked for last; nil after `clear`.
        var text: String?
        /// What is said beside it, whoever sets the text.
        var remark: String?
        var isDrawn = false
        /// While a streamed line is open on the same terminal, nothing is drawn into it.
        var isHeld = false
        var isScheduled = false
        var lastDrawing: Duration?
    }

    private static let interval = Duration.milliseconds(100)

    private let screen: Screen
    private let styler: TextStyler
    private let pace: Pace
    private let state = Guarded(State())

    /// A line on `screen`, which is standard error, drawn dim.
    package init(screen: Screen, styler: TextStyler, pace: Pace = .system()) {
        self.screen = screen
        self.styler = styler
        self.pace = pace
    }

    /// Shows a text, now or as soon as the last drawing is a tenth of a second old.
    package func set(_ text: String) {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.text = text
            draw(&state)
        }
    }

    /// Takes the line away and forgets it until the next ``set(_:)``.
    package func clear() {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.text = nil
            erase(&state)
        }
    }

    /// Says something beside the text, or alone where there is none, until it is taken away with nil.
    package func remark(_ remark: String?) {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.remark = remark
            if remark == nil, state.text == nil { erase(&state) } else { draw(&state) }
        }
    }

    /// Takes the line away until `release`, also from later `set`s: a line of text is open.
    func hold() {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.isHeld = true
            erase(&state)
        }
    }

    /// The cursor is at the start of a line again: the line may come back.
    func release() {
        guard screen.movesCursor else { return }
        state.withLock { state in
            state.isHeld = false
            draw(&state)
        }
    }

    private func draw(_ state: inout State) {
        let text = [state.remark, state.text].compactMap { $0 }.joined(separator: " · ")
        guard !text.isEmpty, !state.isHeld else { return }
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

    /// Status is no reason to fail: where it cannot be written, it is not shown.
    private func put(_ text: String) {
        try? screen.write(text)
    }
}
