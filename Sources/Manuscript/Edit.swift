/// The smallest changes of a session; every change is a list of these.
///
/// Each names what it touches, and what it does not name stays as it was. Applying one gives the edit that takes it back.
package enum Edit: Sendable, Equatable, Codable {
    case setTopic(String)
    case setStyle(Style)
    /// A nil value takes the setting away.
    case setSetting(key: String, value: JSONValue?)
    /// Puts a section with everything below it in; nil for the parent is the first level, the index counts from 0.
    case insert(section: Section, parent: Section.ID?, index: Int)
    /// Takes a section with everything below it out.
    case remove(Section.ID)
    /// Moves a section with everything below it; the index counts in the list without the moved section.
    case move(Section.ID, parent: Section.ID?, index: Int)
    case setTitle(Section.ID, String)
    case setBrief(Section.ID, String)
    case setPoints(Section.ID, [String])
    /// A nil budget means a heading without a text of its own.
    case setWords(Section.ID, Int?)
    case setRole(Section.ID, Section.Role?)
    case setLocked(Section.ID, Bool)
    case setNotes(Section.ID, String)
    /// Adds a complete text and makes it the one that counts; it takes the next number where its own is taken.
    case addVersion(Section.ID, Version)
    /// Takes a version away again; where it was the one that counts, `current` is the number that counts afterwards.
    case dropVersion(Section.ID, number: Int, current: Int?)
    /// Adds a complete text without making it the one that counts.
    case keepVersion(Section.ID, Version)
    /// Makes another version the one that counts; nil means unwritten.
    case choose(Section.ID, number: Int?)
    case setCandidate(Section.ID, Candidate?)
    /// Puts a point of the review in the place of the one of its number, or takes that away.
    case setReviewPoint(number: Int, point: ReviewPoint?)

    /// The section that it touches.
    package var section: Section.ID? {
        switch self {
        case .setTopic, .setStyle, .setSetting, .setReviewPoint: nil
        case .insert(let section, _, _): section.id
        case .remove(let id), .move(let id, _, _), .setTitle(let id, _), .setBrief(let id, _), .setPoints(let id, _),
            .setWords(let id, _), .setRole(let id, _), .setLocked(let id, _), .setNotes(let id, _),
            .addVersion(let id, _), .dropVersion(let id, _, _), .keepVersion(let id, _), .choose(let id, _),
            .setCandidate(let id, _):
            id
        }
    }
}

/// What makes an edit impossible.
package enum EditError: Error, Equatable {
    case noSuchSection(Section.ID)
    case noSuchVersion(Section.ID, Int)
    case duplicateID(Section.ID)
    case moveIntoItself(Section.ID)
}
