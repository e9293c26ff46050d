/// The failures in a run over many sections, and whether the remaining sections would fail too.
struct WritingFailures {
    /// The reason of the first failure.
    private(set) var first: (any Error)?
    /// True if no further section should start.
    private(set) var isEnough = false
    private var inRow = 0
    /// The number of consecutive failures that ends the run; each section has been drawn several times by then.
    private static let most = 3

    /// Records the outcome of a section.
    mutating func take(_ outcome: SectionScheduler.Outcome) {
        guard case .failure(let broken) = outcome.result else {
            inRow = 0
            return
        }
        first = first ?? broken.reason
        inRow += 1
        if inRow >= Self.most || Self.isOfAll(broken.reason) { isEnough = true }
    }

    /// Records another error, such as a failed save.
    mutating func stop(_ error: any Error) {
        first = first ?? error
        isEnough = true
    }

    /// Returns true if the next section would fail for the same reason.
    private static func isOfAll(_ reason: any Error) -> Bool {
        switch reason {
        case is ChainError: return false
        // The words of one section can cause these; if all sections do, three in a row end the run.
        case ModelError.refused, ModelError.allReasoned, ModelError.onlyReasoned, ModelError.notAModel,
            ModelError.tooLarge:
            return false
        case ModelError.rejected(_, let status, let code, _, _)
        where [400, 413, 422].contains(status) || code == "content_filter":
            return false
        case let error as ModelError: return [.stands, .away].contains(error.prospect)
        default: return true
        }
    }
}
