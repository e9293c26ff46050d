import Platform

/// A text in YAML, as the house's JSON values and with the lines of its keys.
///
/// Plain scalars are read by YAML 1.2's core schema (YAML 1.2.2, section 10.3.2); infinity and NaN, which JSON does not
/// have, stay strings. Bounded in size, depth and values, so that a file of somebody else's can do no harm.
package struct YAMLText: Sendable, Equatable {
    /// The text's only document; null where there is none.
    package let value: JSONValue
    private let lines: [[String]: Int]

    /// What a text may have at most.
    package enum Bounds {
        /// Bytes of a text.
        package static let bytes = 262_144
        /// Collections within each other.
        package static let depth = 24
        /// Values, those that aliases repeat included.
        package static let values = 10_000
    }

    /// Reads a text of UTF-8; `file` is what errors call it.
    ///
    /// Throws `YAMLError`.
    package init(_ bytes: [UInt8], file: String) throws {
        guard bytes.count <= Bounds.bytes else {
            throw YAMLError(file: file, reason: "it is longer than \(Bounds.bytes / 1024) KB")
        }
        (value, lines) = try YAMLReader.read(bytes, file: file)
    }

    /// The line of a key, from 1, by the keys on the way to it; nil where there is no such key.
    package func line(of path: [String]) -> Int? { lines[path] }
}

/// What can be wrong with a text in YAML.
package struct YAMLError: PlainError, Equatable {
    /// The file, as the user named it.
    package var file: String
    /// From 1; nil where it is the text as a whole.
    package var line: Int?
    /// From 1.
    package var column: Int?
    /// What is wrong, without a full stop.
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
