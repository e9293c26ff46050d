import Platform

/// What was written to a file by an export: enough to notice that somebody else wrote or changed the file.
package struct ExportRecord: Sendable, Equatable {
    /// The file, as an absolute path without links.
    package var path: String
    /// The digest of its bytes: `ExportRecord.digest`.
    package var digest: String
    /// Fields of a later release.
    package var unknown: [String: JSONValue] = [:]

    /// The record of some bytes at a path.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        digest = Self.digest(of: bytes)
    }

    /// The number of bytes and their FNV-1a hash of 64 bits (draft-eastlake-fnv): tells changes, not forgeries.
    package static func digest(of bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        return "\(bytes.count)-\(String(hash, radix: 16))"
    }
}

extension ExportRecord: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        path = try fields.required("path")
        digest = try fields.required("digest")
        unknown = try fields.rest()
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write("path", path)
        try fields.write("digest", digest)
    }
}

extension Session {
    /// Notes what an export wrote, in place of what was written to that file before.
    package mutating func note(_ record: ExportRecord) {
        exports.removeAll { $0.path == record.path }
        exports.append(record)
    }
}
