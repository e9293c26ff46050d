import Manuscript
import Platform

/// Files of the repository that tests read, found from where this file stands.
enum RepositoryFiles {
    /// The bytes of a file, by its path from the root of the repository.
    static func bytes(_ path: String) throws -> [UInt8] {
        let here = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        let root = here.dropLast(4).joined(separator: "/")
        return Array(try Data(contentsOf: URL(filePath: root + "/" + path)))
    }

    /// The example session's bytes.
    static func example() throws -> [UInt8] { try bytes("sessions/data-engineering.json") }

    /// A JSON file as a value.
    static func json(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: String(decoding: bytes(path), as: UTF8.self))
    }
}

/// A time for tests, to the second.
func time(_ seconds: Int) -> Date { Date(timeIntervalSince1970: 1_790_000_000 + Double(seconds)) }
