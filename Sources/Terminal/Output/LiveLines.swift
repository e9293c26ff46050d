import Platform

/// Lines on a terminal that are redrawn while they change, such as a tree that grows, and taken away in the end.
///
/// They stand above the progress line, which stays in use. On anything but a capable terminal, nothing is shown.
/// Callable from any thread.
package final class LiveLines: Sendable {
    /// One line; both texts must be free of control characters.
    package struct Line: Sendable, Equatable {
        /// The dim text before and after the main one.
        package var before: String
        package var text: String
        package var after: String

        /// Makes a line.
        package init(before: String = "", _ text: String, after: String = "") {
            self.before = before
            self.text = text
            self.after = after
        }
    }

    private struct State {
        var area: LiveArea
        var lines: [Line] = []
    }

    private let screen: Screen
    private let progress: ProgressLine
    private let state: Guarded<State>

    /// Makes lines on `screen`, painted with `styler`, above the progress line on the same terminal.
    package init(screen: Screen, styler: TextStyler, progress: ProgressLine) {
        self.screen = screen
        self.progress = progress
        state = Guarded(State(area: LiveArea(styler: styler)))
    }

    /// Shows these lines instead of those before; none takes them away.
    ///
    /// If there is no room for all, the last are shown.
    package func show(_ lines: [Line]) {
        guard screen.movesCursor else { return }
        state.withLock { state in
            guard lines != state.lines else { return }
            state.lines = lines
            draw(lines, &state)
        }
    }

    /// Runs code that writes to the same terminal, with the lines out of the way.
    package func aside(_ body: () -> Void) {
        state.withLock { state in
            if !state.area.isEmpty { draw([], &state) }
            body()
            if !state.lines.isEmpty { draw(state.lines, &state) }
        }
    }

    private func draw(_ lines: [Line], _ state: inout State) {
        let window = LiveArea.Window(
            columns: screen.columns, rows: screen.rows, reflows: screen.reflows, share: 1)
        let shown = Self.fitting(lines, in: window)
        // The empty line at the end is the progress line's. Errors are ignored: the lines are not essential.
        let output = state.area.show([], shown.isEmpty ? [] : shown + [[]], in: window)
        if !output.isEmpty { try? progress.write(output, on: screen, leaving: .start) }
    }

    /// Returns the last lines that stay on the screen even if its width is halved, each cut to the width.
    private static func fitting(_ lines: [Line], in window: LiveArea.Window) -> [[Glyph]] {
        let width = max(1, window.columns - 1)
        var rows = 1
        let last = lines.map { $0.glyphs(width: width) }.reversed().prefix { line in
            rows += line.rows(columns: max(1, window.columns / 2))
            return rows < window.rows - 1
        }
        return last.reversed()
    }
}

extension LiveLines.Line {
    /// The line as glyphs, cut to a width.
    fileprivate func glyphs(width: Int) -> [Glyph] {
        var left = width
        return [(before, [TextStyler.Style.dim]), (text, []), (after, [.dim])].flatMap { text, styles -> [Glyph] in
            let cut = left > 0 ? text.truncated(to: left) : ""
            left -= cut.displayWidth
            return Glyph.glyphs(of: cut, styles: styles)
        }
    }
}
