import Platform

/// The reader of the output has gone, as with `galley … | head`: not a failure, only a reason to stop quietly.
package struct ClosedPipe: PlainError, Equatable {
    /// Makes the error.
    package init() {}

    package var sentence: String { "The reader closed the output." }
}
