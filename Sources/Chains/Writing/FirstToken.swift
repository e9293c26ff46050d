/// Tells when the first answer of a run begins.
struct FirstToken: Sendable {
    private let pair = AsyncStream<Void>.makeStream()

    /// Takes what a live view is told of the first section.
    func feel(_ live: SectionScheduler.Live) {
        switch live {
        case .section(_, .answering), .section(_, .reasoning): pair.continuation.yield()
        default: break
        }
    }

    /// The first section is over, whether or not it ever answered.
    func end() { pair.continuation.finish() }

    /// Waits for the first answer; false where none came.
    func come() async -> Bool {
        for await _ in pair.stream { return true }
        return false
    }
}
