/// An elementary change to a session; every larger change is a list of these.
///
/// Each edit names what it changes and leaves everything else alone. Applying an edit returns its inverse.
package enum Edit: Sendable, Equatable, Codable {
    case setTopic(String)
    case setStyle(Style)
    case setMetadata(PostMetadata)
    /// Sets a setting, or removes it if the value is nil.
    case setSetting(key: String, value: JSONValue?)
    /// Inserts a section and everything below it; a nil parent is the top level, and the index counts from 0.
    case insert(section: Section, parent: Section.ID?, index: Int)
    /// Removes a section and everything below it.
    case remove(Section.ID)
    /// Moves a section and everything below it; the index counts in the list without the moved section.
    case move(Section.ID, parent: Section.ID?, index: Int)
    case setTitle(Section.ID, String)
    case setBrief(Section.ID, String)
    case setPoints(Section.ID, [String])
    /// Sets the word budget; nil makes the section a heading without text.
    case setWords(Section.ID, Int?)
    case setRole(Section.ID, Section.Role?)
    case setLocked(Section.ID, Bool)
    case setNotes(Section.ID, String)
    /// Adds a complete text and makes it current; the version gets the next number if its own is taken.
    case addVersion(Section.ID, Version)
    /// Removes a version; if it was the current one, the version numbered `current` takes its place.
    case dropVersion(Section.ID, number: Int, current: Int?)
    /// Adds a complete text without making it current.
    case keepVersion(Section.ID, Version)
    /// Makes another version current; nil makes the section unwritten.
    case choose(Section.ID, number: Int?)
    case setCandidate(Section.ID, Candidate?)
    /// Replaces the review point with the given number, or removes it if `point` is nil.
    case setReviewPoint(number: Int, point: ReviewPoint?)
    /// Replaces the source with the given number, or removes it if `source` is nil.
    case setSource(number: Int, source: JSONValue?)

    /// The section that the edit changes, if any.
    package var section: Section.ID? {
        switch self {
        case .setTopic, .setStyle, .setMetadata, .setSetting, .setReviewPoint, .setSource: nil
        case .insert(let section, _, _): section.id
        case .remove(let id), .move(let id, _, _), .setTitle(let id, _), .setBrief(let id, _), .setPoints(let id, _),
            .setWords(let id, _), .setRole(let id, _), .setLocked(let id, _), .setNotes(let id, _),
            .addVersion(let id, _), .dropVersion(let id, _, _), .keepVersion(let id, _), .choose(let id, _),
            .setCandidate(let id, _):
            id
        }
    }
}

extension Edit {
    /// Decodes the one edit in the object; throws `DecodingError` unless there is exactly one.
    package init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: FieldKey.self)
        guard box.allKeys.count == 1, let key = box.allKeys.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "it is not one edit"))
        }
        var fields = try FieldReader(box.superDecoder(forKey: key))
        switch key.stringValue {
        case "setTopic": self = .setTopic(try fields.required("_0"))
        case "setStyle": self = .setStyle(try fields.required("_0"))
        case "setMetadata": self = .setMetadata(try fields.required("_0"))
        case "setSetting":
            self = .setSetting(key: try fields.required("key"), value: try fields.optional("value"))
        case "setReviewPoint":
            self = .setReviewPoint(
                number: try fields.number("number", FieldLimits.numbers), point: try fields.optional("point"))
        case "setSource":
            self = .setSource(
                number: try fields.number("number", FieldLimits.numbers), source: try fields.optional("source"))
        case "insert":
            self = .insert(
                section: try fields.required("section"), parent: try fields.optionalName("parent"),
                index: try fields.number("index", FieldLimits.counts))
        default: self = try Self.ofSection(try fields.name("_0"), key.stringValue, &fields)
        }
    }

    private static func ofSection(_ id: Section.ID, _ name: String, _ fields: inout FieldReader) throws -> Edit {
        let numbers = FieldLimits.numbers
        switch name {
        case "remove": return .remove(id)
        case "move":
            return .move(
                id, parent: try fields.optionalName("parent"), index: try fields.number("index", FieldLimits.counts))
        case "setTitle": return .setTitle(id, try fields.name("_1"))
        case "setBrief": return .setBrief(id, try fields.required("_1"))
        case "setPoints": return .setPoints(id, try fields.required("_1"))
        case "setWords": return .setWords(id, try fields.optionalNumber("_1", FieldLimits.counts))
        case "setRole": return .setRole(id, try fields.optional("_1"))
        case "setLocked": return .setLocked(id, try fields.required("_1"))
        case "setNotes": return .setNotes(id, try fields.required("_1"))
        case "addVersion": return .addVersion(id, try fields.required("_1"))
        case "keepVersion": return .keepVersion(id, try fields.required("_1"))
        case "dropVersion":
            return .dropVersion(
                id, number: try fields.number("number", numbers),
                current: try fields.optionalNumber("current", numbers))
        case "choose": return .choose(id, number: try fields.optionalNumber("number", numbers))
        case "setCandidate": return .setCandidate(id, try fields.optional("_1"))
        default: throw fields.fault(name, "there is no such edit")
        }
    }
}

/// Errors in applying an edit.
package enum EditError: Error, Equatable {
    case noSuchSection(Section.ID)
    case noSuchVersion(Section.ID, Int)
    case duplicateID(Section.ID)
    case moveIntoItself(Section.ID)
}
