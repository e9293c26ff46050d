import Platform

/// A status line at the bottom of the terminal, on standard error.
///
/// It is drawn at most ten times a second and fits the width; on anything but a capable terminal of ten rows, it is
/// silent. While text streams, it is below the text, and the cursor stays in the text: everything from the cursor on
/// can be erased, however a new width wraps the line, and it never scrolls away. Other code that writes to the terminal
/// calls ``write(_:on:)``. Callable from any thread.
package final class ProgressLine: Sendable {
    /// The position of the cursor between two pieces of text.
    enum Place: Equatable {
        /// At the start of a line, where the status line is drawn.
        case start
        /// In this column of a line of text; the status line is below it.
        case inLine(column: Int)
        /// In a line whose end is unknown; nothing is drawn.
        case unknown
    }

    private struct State {
        /// Returns the text for a width; nil after `clear`.
        var text: (@Sendable (Int) -> String)?
        /// An addition to the text that outlives it.
        var remark: String?
        /// The columns of the screen at the last drawing; nil if nothing is drawn.
        var drawnColumns: Int?
        var place = Place.start
        /// Draws the text above again, for a new width.
        var redraw: (@Sendable () -> Void)?
        /// The number of prompts that read from the same terminal; nothing is drawn over them.
        var prompts = 0
        var isScheduled = false
        var lastDrawing: Duration?
    }

    private static let interval = Duration.milliseconds(100)
    /// On a lower screen, the line would take too much from the text.
    private static let fewestRows = 10

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

    // MARK: - The text

    /// Shows a text, now or once the last drawing is a tenth of a second old.
    package func set(_ text: String) { set { _ in text } }

    /// Shows a text that depends on the width in columns, as soon as a text would be.
    package func set(_ text: @escaping @Sendable (Int) -> String) { change { $0.text = text } }

    /// Removes the line until the next ``set(_:)``.
    package func clear() {
        change { $0.text = nil }
    }

    /// Shows a remark next to the text, or alone if there is none; nil removes it.
    package func remark(_ remark: String?) {
        change { $0.remark = remark }
    }

    /// Hides the line until the prompt ends, whatever is set meanwhile.
    package func beginPrompt() { change { $0.prompts += 1 } }

    /// Allows the line again after a prompt.
    package func endPrompt() { change { $0.prompts -= 1 } }

    // MARK: - Text above

    /// Writes text to the same terminal, where the line is, which moves below it.
    ///
    /// The line stays hidden while the text does not end with a line feed. Throws the errors of ``Screen/write(_:)``.
    package func write(_ text: String, on screen: Screen) throws {
        guard !text.isEmpty else { return }
        try write(text, on: screen, leaving: text.hasSuffix("\n") ? .start : .unknown)
    }

    /// Writes text that leaves the cursor at a place; `redraw` draws the open line again for a new width.
    func write(
        _ text: String, on screen: Screen, leaving place: Place, redraw: (@Sendable () -> Void)? = nil
    ) throws {
        guard screen.isTerminal, self.screen.movesCursor else { return try screen.write(text) }
        try state.withLock { state in
            let isSafe =
                state.place != .start && place != .unknown && state.drawnColumns == self.screen.columns
                && !text.contains("\n") && !text.contains("\u{1B}[J")
            let erasing = state.drawnColumns == nil || isSafe ? "" : erasing(&state)
            (state.place, state.redraw) = (place, redraw)
            try screen.write(erasing + text + (isSafe && state.drawnColumns != nil ? "" : drawing(&state)))
        }
    }

    /// Sends a sequence that shows nothing, such as the title of the window.
    package func send(_ sequence: String) {
        guard screen.movesCursor else { return }
        state.withLock { _ in put(sequence) }
    }

    // MARK: - Drawing

    /// Changes the state and draws what it asks for.
    private func change(_ change: (inout State) -> Void) {
        guard screen.movesCursor else { return }
        let redraw = state.withLock { state in
            change(&state)
            return draw(&state)
        }
        redraw?()
    }

    /// Draws the line, or returns the action that draws the text above it first.
    private func draw(_ state: inout State) -> (@Sendable () -> Void)? {
        guard isWanted(state) else {
            put(erasing(&state))
            return nil
        }
        let now = pace.now()
        if let last = state.lastDrawing, now - last < ProgressLine.interval {
            schedule(&state, in: ProgressLine.interval - (now - last))
            return nil
        }
        let isNewWidth = state.drawnColumns.map { $0 != screen.columns } ?? false
        if isNewWidth, state.place != .start, let redraw = state.redraw {
            state.lastDrawing = now
            return redraw
        }
        put((isNewWidth ? erasing(&state) : "") + drawing(&state))
        return nil
    }

    private func isWanted(_ state: State) -> Bool {
        (state.text != nil || state.remark != nil) && state.place != .unknown && state.prompts == 0
            && screen.rows >= ProgressLine.fewestRows
    }

    /// Returns the output that draws the line and brings the cursor back to its place.
    private func drawing(_ state: inout State) -> String {
        guard isWanted(state) else { return "" }
        let columns = screen.columns
        let line = styler.paint(.dim, line(of: state, width: max(columns - 1, 1)))
        state.drawnColumns = columns
        state.lastDrawing = pace.now()
        guard case .inLine(let column) = state.place else { return "\r\(line)\u{1B}[K\r" }
        return "\n\(line)\u{1B}[K\r\u{1B}[A" + (column > 0 ? "\u{1B}[\(column)C" : "")
    }

    private func line(of state: State, width: Int) -> String {
        let room = state.remark.map { max(width - $0.displayWidth - 3, 0) } ?? width
        let text = [state.remark, state.text?(room)].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
        return PlainText.clean(text).split(whereSeparator: \.isNewline).joined(separator: " ")
            .replacing("\t", with: " ").truncated(to: width)
    }

    /// Returns the output that erases the line: all from the cursor on, which the line follows.
    private func erasing(_ state: inout State) -> String {
        guard state.drawnColumns != nil else { return "" }
        state.drawnColumns = nil
        return state.place == .start ? "\r\u{1B}[J" : "\u{1B}[J"
    }

    private func schedule(_ state: inout State, in wait: Duration) {
        guard !state.isScheduled else { return }
        state.isScheduled = true
        pace.later(wait) { [weak self] in self?.change { $0.isScheduled = false } }
    }

    /// Writes to the screen; errors are ignored, since the status line is not essential.
    private func put(_ text: String) {
        if !text.isEmpty { try? screen.write(text) }
    }
}
