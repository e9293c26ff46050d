import Chains
import Commands
import Platform
import Terminal

extension TerminalInterface {
    package func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result {
        let (progress, replyWords) = (progress, replyWords)
        let ticker = Task {
            var seconds = 0
            while !Task.isCancelled {
                let words = replyWords.withLock { $0 }
                let time = seconds == 0 ? "" : " \(seconds) s"
                progress.set("\(what) …\(time)\(words == 0 ? "" : " · \(words.counted("word"))")")
                try? await Task.sleep(for: .seconds(1))
                seconds += 1
            }
        }
        defer {
            ticker.cancel()
            progress.clear()
            replyWords.withLock { $0 = 0 }
        }
        return try await body()
    }

    /// Shows that a server is being waited for, with a countdown on a terminal; `reason` ends the sentence.
    package func wait(_ seconds: Double, _ reason: String) {
        if errors.isTerminal {
            pause.show(seconds, reason)
        } else {
            note("Waiting \(ModelError.span(seconds)) \(reason).")
        }
    }

    /// Ends the display of a wait.
    package func endWait() { pause.end() }

    /// Shows how far a download is: in one line that changes on a terminal, and every 10 seconds elsewhere.
    package func show(amount text: String) {
        if errors.isTerminal {
            showsAmount.withLock { $0 = true }
            return progress.set(PlainText.clean(text))
        }
        let now = ContinuousClock.now
        guard now >= shown.withLock({ $0 }) else { return }
        shown.withLock { $0 = now + .seconds(10) }
        note(text)
    }

    /// Sets the title of the window, unless it is that already; nil for the title at the prompt.
    func show(title: String?) {
        guard errors.hasTitle, isInteractive else { return }
        let text = [windowTitle.withLock { $0.name }, title].compactMap { $0 }.joined(separator: " – ")
        let isNew = windowTitle.withLock { state in
            defer { state.shown = text }
            return state.isKept && state.shown != text
        }
        if isNew { progress.send(errors.title(text)) }
    }

    /// Keeps the title of the window while `body` runs, and brings it back.
    func keepingTitle<Result>(_ body: () async -> Result) async -> Result {
        guard errors.hasTitle else { return await body() }
        progress.send(Screen.keepTitle)
        windowTitle.withLock { $0.isKept = true }
        defer {
            windowTitle.withLock { $0.isKept = false }
            progress.send(Screen.restoreTitle)
        }
        return await body()
    }

    /// Signals that something has ended to somebody who looks elsewhere.
    func notify(_ text: String) { progress.send(errors.notification(text)) }

    /// Removes the amount of a download: what is shown next takes its place.
    func endAmount() {
        let isShown = showsAmount.withLock { isShown in
            defer { isShown = false }
            return isShown
        }
        if isShown { progress.clear() }
    }
}
