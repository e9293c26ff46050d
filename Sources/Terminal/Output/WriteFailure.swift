import Platform

/// An error in writing the output.
package struct WriteFailure: PlainError, Equatable {
    /// The `errno` of the write.
    package let code: CInt

    package var sentence: String { SystemError("written", "Standard output", code: code).sentence }
}
