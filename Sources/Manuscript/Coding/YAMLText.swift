import Platform

/// A YAML text as JSON values, with the lines of its keys.
///
/// Plain scalars follow YAML 1.2's core schema (YAML 1.2.2, section 10.3.2); infinity and NaN, which JSON does not
/// have, stay strings. Size, depth and number of values are bounded, so that an untrusted file can do no harm.
package struct YAMLText: Sendable, Equatable {
    /// The value of the only document; null if there is none.
    package let value: JSONValue
    private let lines: [[String]: Int]

    /// The limits for a text.
    package enum Bounds {
        /// The maximum number of bytes.
        package static let bytes = 262_144
        /// The maximum nesting depth of collections.
        package static let depth = 24
        /// The maximum number of values, including those repeated by aliases.
        package static let values = 10_000
    }

    /// Parses UTF-8 text; `file` is the name for error messages.
    ///
    /// Throws `YAMLError`.
    package init(_ bytes: [UInt8], file: String) throws {
        guard bytes.count <= Bounds.bytes else {
            throw YAMLError(file: file, reason: "it is longer than \(Bounds.bytes / 1024) KB")
        }
        (value, lines) = try YAMLReader.read(bytes, file: file)
    }

    /// Returns the line of a key, counted from 1, by the path of keys to it; nil if there is no such key.
    package func line(of path: [String]) -> Int? { lines[path] }
}

/// An error in a YAML text.
package struct YAMLError: PlainError, Equatable {
    /// The file, as the user named it.
    package var file: String
    /// The line, counted from 1; nil if the error is about the whole text.
    package var line: Int?
    /// The column, counted from 1.
    package var column: Int?
    /// The reason, without a full stop.
    package var reason: String

    /// Makes an error.
    package init(file: String, line: Int? = nil, column: Int? = nil, reason: String) {
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
    }

    package var sentence: String {
        let place = [line.map { ", line \($0)" }, column.map { ", column \($0)" }].compactMap { $0 }.joined()
        return "\(file)\(place) cannot be read: \(reason). Correct it, or move the file away."
    }
}
