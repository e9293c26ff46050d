import Platform

/// The bytes of a session file: JSON (RFC 8259), UTF-8, sorted keys, pretty printed, times in ISO 8601.
package enum SessionFile {
    /// What every session file says of itself.
    package static let format = "galley-session"

    /// The bytes for a session, with a line feed at the end.
    package static func encode(_ session: Session) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Array(try encoder.encode(session)) + [UInt8(ascii: "\n")]
    }

    /// Reads a session; `file` is only for the sentences of errors.
    ///
    /// Throws `SessionFileError` where the bytes are no session, are damaged, or come from a newer release.
    package static func decode(_ bytes: [UInt8], file: String) throws -> Session {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let data = Data(bytes)
        let head: Head
        do {
            head = try decoder.decode(Head.self, from: data)
        } catch {
            let reason = bytes.isEmpty ? "it is empty" : Self.reason(error, otherwise: "it is not valid JSON")
            throw SessionFileError.notJSON(file: file, reason: reason)
        }
        guard head.format == format else { throw SessionFileError.notASession(file: file) }
        if let version = head.version, version > Session.newestVersion {
            throw SessionFileError.newer(file: file, version: version)
        }
        do {
            return try decoder.decode(Session.self, from: data)
        } catch {
            throw SessionFileError.damaged(
                file: file, reason: Self.reason(error, otherwise: "a number does not fit its field"))
        }
    }

    /// What decides whether the rest can be read; a field of the wrong type is as good as missing.
    private struct Head: Decodable {
        let format: String?
        let version: Int?

        init(from decoder: any Decoder) throws {
            let box = try decoder.container(keyedBy: FieldKey.self)
            format = try? box.decode(String.self, forKey: FieldKey(stringValue: "format"))
            version = try? box.decode(Int.self, forKey: FieldKey(stringValue: "version"))
        }
    }

    /// What is wrong and where; `otherwise` stands in where the decoder says no more than that it failed.
    private static func reason(_ error: any Error, otherwise: String) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
            return path.isEmpty ? "" : " at \(path.drop { $0 == "." })"
        }
        switch error {
        case .keyNotFound(let key, let context): return "the field \"\(key.stringValue)\" is missing\(place(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return context.codingPath.isEmpty ? "it is another value" : "a field has the wrong type\(place(context))"
        case .dataCorrupted(let context):
            return (Self.detail(context) ?? otherwise) + place(context)
        @unknown default: return "it cannot be read"
        }
    }

    /// The decoder's own words as a part of a sentence, without a full stop; nil where it has none.
    private static func detail(_ context: DecodingError.Context) -> String? {
        let known = context.debugDescription
        guard !known.hasPrefix("The given data was not valid") else { return nil }
        guard let line = known.split(whereSeparator: \.isNewline).first else { return nil }
        return String(line.hasSuffix(".") ? line.dropLast().prefix(120) : line.prefix(120))
    }
}

/// What can be wrong with the contents of a session file.
package enum SessionFileError: PlainError, Equatable {
    case notJSON(file: String, reason: String)
    case notASession(file: String)
    case newer(file: String, version: Int)
    case damaged(file: String, reason: String)

    package var sentence: String {
        switch self {
        case .notJSON(let file, let reason):
            "\(file) is not a session: it is no JSON object (\(reason)). It was left as it is; `:sessions` lists the others."
        case .notASession(let file):
            "\(file) is JSON, but no Galley session. It was left as it is; `:sessions` lists the sessions."
        case .newer(let file, let version):
            "\(file) was written by a newer Galley (file version \(version), this one reads up to \(Session.newestVersion)). It was left as it is; update Galley to open it."
        case .damaged(let file, let reason):
            "\(file) is damaged: \(reason). It was left as it is; `:sessions` lists the others."
        }
    }
}
