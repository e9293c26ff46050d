/// Signals the start of the first answer of a run.
struct FirstToken: Sendable {
    private let pair = AsyncStream<Void>.makeStream()

    /// Handles a live event of the first section.
    func notice(_ live: SectionScheduler.Live) {
        switch live {
        case .section(_, .answering), .section(_, .reasoning): pair.continuation.yield()
        default: break
        }
    }

    /// Records that the first section has ended, with or without an answer.
    func end() { pair.continuation.finish() }

    /// Waits for the first answer; returns false if there was none.
    func arrives() async -> Bool {
        for await _ in pair.stream { return true }
        return false
    }
}
