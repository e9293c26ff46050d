import Chains
import Platform
import Terminal

/// The countdown of a wait for a server, shown next to the other text of the progress line.
final class PauseLine: Sendable {
    private let progress: ProgressLine
    /// The number of waits so far, so that an old countdown cannot overwrite a new one.
    private let turn = Guarded(0)

    init(progress: ProgressLine) {
        self.progress = progress
    }

    /// Starts a countdown; it replaces one that is already shown.
    func show(_ seconds: Double, _ reason: String) {
        let end = ContinuousClock.now + .seconds(seconds)
        let mine = turn.withLock { turn in
            turn += 1
            return turn
        }
        Task {
            while true {
                let left = (end - .now) / .seconds(1)
                guard left > 0, say(Self.words(left, reason), in: mine) else { break }
                try? await Task.sleep(for: .seconds(min(1, left)))
            }
        }
    }

    /// Removes the countdown.
    func end() {
        turn.withLock { turn in
            turn += 1
            progress.remark(nil)
        }
    }

    /// Returns the text for the given number of seconds left.
    static func words(_ seconds: Double, _ reason: String) -> String { "waiting \(ModelError.span(seconds)) \(reason)" }

    /// Shows the text and returns true, unless another countdown has replaced this one.
    private func say(_ words: String, in mine: Int) -> Bool {
        turn.withLock { turn in
            guard turn == mine else { return false }
            progress.remark(words)
            return true
        }
    }
}
