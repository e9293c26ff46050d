/// What went wrong in a run over many sections, and whether the rest would fail as well.
struct WritingFailures {
    /// The reason of the first failure.
    private(set) var first: (any Error)?
    /// Whether no further section is to be begun.
    private(set) var isEnough = false
    private var inRow = 0
    /// Failures without a success in between after which the run ends: each was drawn several times.
    private static let most = 3

    /// Counts how a section ended.
    mutating func take(_ outcome: SectionScheduler.Outcome) {
        guard case .failure(let broken) = outcome.result else {
            inRow = 0
            return
        }
        first = first ?? broken.reason
        inRow += 1
        if inRow >= Self.most || Self.isOfAll(broken.reason) { isEnough = true }
    }

    /// Something else went wrong, such as saving.
    mutating func stop(_ error: any Error) {
        first = first ?? error
        isEnough = true
    }

    /// Whether the next section would fail for the same reason.
    private static func isOfAll(_ reason: any Error) -> Bool {
        switch reason {
        case is ChainError: return false
        case ModelError.tooLarge, ModelError.rejected(_, 413, _, _, _),
            ModelError.rejected(_, _, "content_filter"?, _, _):
            return false
        case let error as ModelError: return [.stands, .away].contains(error.prospect)
        default: return true
        }
    }
}
