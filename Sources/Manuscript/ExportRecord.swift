import Platform

/// A record of one export, with which Galley notices that another program has written or changed the file.
package struct ExportRecord: Sendable, Equatable {
    /// The absolute path of the file, with symbolic links resolved.
    package var path: String
    /// The digest of the file's bytes; see `ExportRecord.digest`.
    package var digest: String
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Records the given bytes at a path.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        digest = Self.digest(of: bytes)
    }

    /// Returns the number of bytes and their 64-bit FNV-1a hash (draft-eastlake-fnv); detects changes, not forgeries.
    package static func digest(of bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        return "\(bytes.count)-\(String(hash, radix: 16))"
    }
}

extension ExportRecord: FieldCodable {
    static var blank: ExportRecord { ExportRecord(path: "", bytes: []) }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.required("path", &path)
        try fields.required("digest", &digest)
    }
}

extension Session {
    /// Records an export, replacing any earlier record of the same file.
    package mutating func note(_ record: ExportRecord) {
        exports.removeAll { $0.path == record.path }
        exports.append(record)
    }
}
