import Platform

/// The format of session files: JSON (RFC 8259), UTF-8, sorted keys, pretty-printed, times in ISO 8601.
package enum SessionFile {
    /// The value of the field `format` in every session file.
    package static let format = "galley-session"

    /// Encodes a session, with a line feed at the end.
    package static func encode(_ session: Session) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Array(try encoder.encode(session)) + [UInt8(ascii: "\n")]
    }

    /// Returns true if the beginning of a file looks like a session, even a damaged one.
    package static func isSession(_ beginning: [UInt8]) -> Bool {
        let isObject = beginning.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
        return isObject && beginning.firstRange(of: Array("\"\(format)\"".utf8)) != nil
    }

    /// A session and the version of its file.
    package struct Reading: Sendable, Equatable {
        package var session: Session
        /// The version of the file; a session below `Session.newestVersion` was migrated.
        package var version: Int
    }

    /// Decodes a session of this or an older version; `file` is the name for error messages.
    ///
    /// Throws `SessionFileError` if the bytes are not a session, are damaged, or come from a newer release.
    package static func decode(_ bytes: [UInt8], file: String) throws -> Session {
        try read(bytes, file: file).session
    }

    /// Decodes a session and returns the version of its file as well; throws as `decode` does.
    package static func read(_ bytes: [UInt8], file: String, migration: Migration = .all) throws -> Reading {
        let envelope: Envelope
        do {
            envelope = try decoder.decode(Envelope.self, from: Data(bytes))
        } catch {
            throw SessionFileError.notJSON(file: file, reason: Self.syntax(of: bytes) ?? Self.reason(error))
        }
        guard envelope.format == format else { throw SessionFileError.notASession(file: file) }
        let version = envelope.version ?? Session.newestVersion
        if version > Session.newestVersion { throw SessionFileError.newer(file: file, version: version) }
        do {
            if version == Session.newestVersion {
                return Reading(session: try envelope.contents.get(), version: version)
            }
            let old = try decoder.decode(JSONValue.self, from: Data(bytes))
            let new = try migration.migrate(old, from: version)
            return Reading(
                session: try decoder.decode(Session.self, from: Data(new.compact.utf8)), version: version)
        } catch is MigrationError {
            throw SessionFileError.damaged(file: file, reason: "there is no file version \(version)")
        } catch {
            throw SessionFileError.damaged(file: file, reason: Self.reason(error, in: bytes))
        }
    }

    /// Reads as much as possible of a newer release's file; nil if nothing is readable.
    ///
    /// If the file only has extra fields, that is everything.
    package static func newer(_ bytes: [UInt8], name: String) -> Session? {
        if let session = try? decoder.decode(Session.self, from: Data(bytes)) { return session }
        return Salvage(bytes, name: name, at: Date(timeIntervalSince1970: 0))?.session
    }

    /// The decoder for sessions and their parts.
    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let box = try decoder.singleValueContainer()
            let text = try box.decode(String.self)
            guard let date = Timestamp.date(text) else {
                throw DecodingError.dataCorruptedError(
                    in: box, debugDescription: "Expected date string to be ISO8601-formatted.")
            }
            return date
        }
        return decoder
    }

    /// The whole file decoded at once: the fields that decide whether it is readable, and its contents.
    private struct Envelope: Decodable {
        /// Fields of the wrong type count as missing.
        let format: String?
        let version: Int?
        let contents: Result<Session, any Error>

        init(from decoder: any Decoder) throws {
            let box = try decoder.container(keyedBy: FieldKey.self)
            format = try? box.decode(String.self, forKey: FieldKey(stringValue: "format"))
            version = try? box.decode(Int.self, forKey: FieldKey(stringValue: "version"))
            let isReadable = format == SessionFile.format && (version ?? Session.newestVersion) == Session.newestVersion
            contents = Result {
                isReadable ? try Session(from: decoder) : Session(name: "", at: Date(timeIntervalSince1970: 0))
            }
        }
    }

    /// Returns the syntax error of a text; nil if it is valid JSON.
    private static func syntax(of bytes: [UInt8]) -> String? {
        guard let first = BrokenJSON(bytes).faults.first else { return nil }
        return bytes.isEmpty ? "it is empty" : first.words
    }

    /// Describes an error and its place, even if the decoder does not give the place.
    private static func reason(_ error: any Error, in bytes: [UInt8]) -> String {
        let known = reason(error)
        guard !known.contains(" at "), !known.hasPrefix("the field"),
            let lost = Salvage.lost(in: BrokenJSON(bytes).value).first
        else { return known }
        return "\(known) at \(lost)"
    }

    /// Describes an error and its place; `otherwise` is used if the decoder only reports that it failed.
    private static func reason(_ error: any Error, otherwise: String = "a value does not fit its field") -> String {
        guard let error = error as? DecodingError else { return otherwise }
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
            return path.isEmpty ? "" : " at \(path.drop { $0 == "." })"
        }
        switch error {
        case .keyNotFound(let key, let context): return "the field \"\(key.stringValue)\" is missing\(place(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return context.codingPath.isEmpty
                ? "it is not a JSON object" : "a field has the wrong type\(place(context))"
        case .dataCorrupted(let context):
            return (Self.detail(context) ?? otherwise) + place(context)
        @unknown default: return "it cannot be read"
        }
    }

    /// Returns the decoder's message as a clause without a full stop; nil if it has none.
    private static func detail(_ context: DecodingError.Context) -> String? {
        let known = context.debugDescription
        guard !known.hasPrefix("The given data was not valid") else { return nil }
        guard let line = known.split(whereSeparator: \.isNewline).first else { return nil }
        return String(line.hasSuffix(".") ? line.dropLast().prefix(120) : line.prefix(120))
    }
}

/// Errors in the contents of a session file.
package enum SessionFileError: PlainError, Equatable {
    case notJSON(file: String, reason: String)
    case notASession(file: String)
    case newer(file: String, version: Int)
    case damaged(file: String, reason: String)

    /// The problem and its place, as a clause.
    package var reason: String {
        switch self {
        case .notJSON(_, let reason): reason
        case .notASession: "it is JSON, but not a Galley session"
        case .newer(_, let version): "it has the file version \(version)"
        case .damaged(_, let reason): reason
        }
    }

    package var sentence: String {
        switch self {
        case .notJSON(let file, let reason):
            "\(file) is not a session: it is not a JSON object (\(reason)). It was left as it is; `:sessions` lists the others."
        case .notASession(let file):
            "\(file) is JSON, but not a Galley session. It was left as it is; `:sessions` lists the sessions."
        case .newer(let file, let version):
            "\(file) was written by a newer Galley (file version \(version), this one reads up to \(Session.newestVersion)). It was left as it is; update Galley to open it."
        case .damaged(let file, let reason):
            "\(file) is damaged: \(reason). It was left as it is; `:sessions` lists the others."
        }
    }
}
