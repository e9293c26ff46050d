import Platform

/// Renders Markdown on a terminal while it streams.
///
/// Finished blocks are written to the scrollback once and never redrawn. Of the block in progress, the last few rows
/// are redrawn when something has changed, at most thirty times a second and never so often that drawing takes more
/// than a fifth of the time. A terminal that cannot move its cursor gets whole lines only. The progress line is below
/// the block in progress.
package final class LiveMarkdown: LiveText {
    private struct State {
        var filter = PlainText()
        var flow: MarkdownFlow
        var area: LiveArea
        /// The text received since the last drawing.
        var fresh = ""
        var isScheduled = false
        var lastDrawing: Duration?
        var interval = LiveMarkdown.interval
        var failure: (any Error)?
    }

    private static let interval = Duration.milliseconds(33)
    /// The widest line that is comfortable to read.
    private static let widest = 100

    private let screen: Screen
    private let styler: TextStyler
    private let progress: ProgressLine?
    private let pace: Pace
    private let state: Guarded<State>

    /// Makes a text on `screen`, painted with `styler`, next to a progress line on the same terminal.
    package init(screen: Screen, styler: TextStyler, progress: ProgressLine? = nil, pace: Pace = .system()) {
        self.screen = screen
        self.styler = styler
        self.progress = progress
        self.pace = pace
        state = Guarded(State(flow: MarkdownFlow(styler: styler), area: LiveArea(styler: styler)))
    }

    /// Returns the width of rendered text on a terminal with the given columns.
    ///
    /// The last column stays empty, since cursors behave differently there.
    package static func width(for columns: Int) -> Int { max(20, min(columns - 1, widest)) }

    /// Shows more text; throws the errors of ``Screen/write(_:)``.
    package func write(_ chunk: String) throws {
        try state.withLock { state in
            try LiveMarkdown.rethrow(&state)
            state.fresh += state.filter.clean(chunk)
            let now = pace.now()
            let wait = state.lastDrawing.map { $0 + state.interval - now } ?? .zero
            if wait <= .zero {
                try draw(&state)
            } else if !state.isScheduled {
                state.isScheduled = true
                pace.later(wait) { [weak self] in self?.drawLate() }
            }
        }
    }

    /// Shows the remaining text and ends the line; the next text starts anew.
    package func end() throws {
        try state.withLock { state in
            try LiveMarkdown.rethrow(&state)
            try draw(&state, isEnd: true)
            state.filter = PlainText()
        }
    }

    /// Runs code that writes to the same terminal, above the block in progress.
    package func aside(_ body: () -> Void) {
        state.withLock { state in
            try? put(state.area.show([], [], in: window), &state)
            body()
            try? draw(&state)
        }
    }

    private var window: LiveArea.Window {
        LiveArea.Window(columns: screen.columns, rows: screen.rows, reflows: screen.reflows)
    }

    /// Draws the block in progress again, for a new width.
    private func redraw() {
        state.withLock { state in
            do { try draw(&state) } catch { state.failure = error }
        }
    }

    private func drawLate() {
        state.withLock { state in
            state.isScheduled = false
            do { try draw(&state) } catch { state.failure = error }
        }
    }

    private func draw(_ state: inout State, isEnd: Bool = false) throws {
        let begin = pace.now()
        let window = window
        let width = LiveMarkdown.width(for: window.columns)
        var done = state.flow.take(state.fresh, width: width)
        state.fresh = ""
        if isEnd { done += state.flow.end(width: width) }
        let open = isEnd || !screen.movesCursor ? [] : state.flow.open(width: width)
        let output = state.area.show(done, open, in: window)
        defer {
            let end = pace.now()
            state.lastDrawing = end
            state.interval = max(LiveMarkdown.interval, (end - begin) * 4)
        }
        try put(output, &state)
    }

    private func put(_ output: String, _ state: inout State) throws {
        guard !output.isEmpty else { return }
        guard let progress else { return try screen.write(output) }
        try progress.write(output, on: screen, leaving: state.area.place) { [weak self] in self?.redraw() }
    }

    private static func rethrow(_ state: inout State) throws {
        guard let failure = state.failure else { return }
        state.failure = nil
        throw failure
    }
}
