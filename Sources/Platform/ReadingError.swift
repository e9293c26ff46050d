/// A file that exists but is not read.
package enum ReadingError: PlainError, Equatable {
    /// It is not a regular file; the second value says what it is.
    case notRegular(String, kind: String)
    /// It is longer than the limit.
    case tooLong(String, bytes: Int)

    package var sentence: String {
        switch self {
        case .notRegular(let path, let kind): "\(path) cannot be read: it is \(kind), not a regular file."
        case .tooLong(let path, let bytes):
            "\(path) cannot be read: it is longer than \(bytes >> 20 > 0 ? "\(bytes >> 20) MB" : "\(bytes >> 10) KB")."
        }
    }
}
