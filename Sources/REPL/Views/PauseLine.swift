import Chains
import Platform
import Terminal

/// The countdown of a wait for a server, beside whatever else the progress line shows.
final class PauseLine: Sendable {
    private let progress: ProgressLine
    /// Counts the waits, so that an old countdown does not speak into a new one.
    private let turn = Guarded(0)

    init(progress: ProgressLine) {
        self.progress = progress
    }

    /// Counts down from now; a wait that is shown already gives way.
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

    /// Takes the countdown away.
    func end() {
        turn.withLock { turn in
            turn += 1
            progress.remark(nil)
        }
    }

    /// What is shown with so many seconds left.
    static func words(_ seconds: Double, _ reason: String) -> String { "waits \(ModelError.span(seconds)) \(reason)" }

    /// Shows the words unless something else is shown by now; false then.
    private func say(_ words: String, in mine: Int) -> Bool {
        turn.withLock { turn in
            guard turn == mine else { return false }
            progress.remark(words)
            return true
        }
    }
}
