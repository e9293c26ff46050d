package import Platform

/// The origin of a text; values added by a later release are kept.
package struct Origin: RawRepresentable, Sendable, Hashable, Codable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Written by a model from the outline.
    package static let written = Origin(rawValue: "written")
    /// Rewritten by a model, based on an earlier text.
    package static let rewritten = Origin(rawValue: "rewritten")
    /// Edited by hand, or by a model that made the smallest change to follow an instruction.
    package static let edited = Origin(rawValue: "edited")
    /// Imported from a file.
    package static let imported = Origin(rawValue: "imported")
    /// One of several alternatives generated to choose from.
    package static let alternative = Origin(rawValue: "alternative")
    /// An earlier version, chosen again.
    package static let restored = Origin(rawValue: "restored")
}

/// A complete text of a section; it never changes once it is made.
package struct Version: Sendable, Equatable {
    /// The version's number, counted from 1 within a section and never reused.
    package var number: Int
    /// Markdown without the section's heading and without blank lines at either end.
    package var text: String
    /// The origin of the text.
    package var origin: Origin
    /// The request in the writer's words; empty if there was none.
    package var instruction: String
    /// The id of the model, if a model wrote the text.
    package var model: String?
    /// The time at which the text was complete, to the second.
    package var at: Date
    /// The tokens used, if a model wrote the text.
    package var usage: Usage?
    /// The seconds from the request to the last word, if a model wrote the text.
    package var seconds: Double?
    /// The parts of the model's answer that cleaning removed; nil if there were none.
    package var leftOut: LeftOut?
    /// The addresses of the passages that the model was offered, such as `2#5`; nil if none were.
    package var offered: [String]?
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes a version.
    package init(
        number: Int, text: String, origin: Origin, instruction: String = "", model: String? = nil, at: Date,
        usage: Usage? = nil, seconds: Double? = nil, leftOut: LeftOut? = nil, offered: [String]? = nil
    ) {
        self.offered = offered
        self.number = number
        self.text = text
        self.origin = origin
        self.instruction = instruction
        self.model = model
        self.at = at
        self.usage = usage
        self.seconds = seconds
        self.leftOut = leftOut
    }

    /// The number of words in the text.
    package var words: Int { Prose.words(in: text) }
}

extension Version: FieldCodable {
    static var blank: Version { Version(number: 0, text: "", origin: .written, at: .distantPast) }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.number("number", &number, FieldLimits.numbers)
        try fields.required("text", &text)
        try fields.value("origin", &origin)
        try fields.filled("instruction", &instruction)
        try fields.optional("model", &model)
        try fields.required("at", &at)
        try fields.optional("usage", &usage)
        try fields.optionalNumber("seconds", &seconds, FieldLimits.seconds)
        try fields.optional("leftOut", &leftOut)
        try fields.optional("offered", &offered)
    }
}

/// An unfinished text: kept beside the current version, never shown as finished.
package struct Candidate: Sendable, Equatable {
    /// The reason that a text is incomplete; values added by a later release are kept.
    package struct Cause: RawRepresentable, Sendable, Hashable, Codable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        /// The writer stopped it.
        package static let interrupted = Cause(rawValue: "interrupted")
        /// The model reached its length limit.
        package static let length = Cause(rawValue: "length")
        /// The connection was lost or went silent.
        package static let dropped = Cause(rawValue: "dropped")
        /// The model repeated itself.
        package static let repetition = Cause(rawValue: "repetition")
        /// The session file was damaged, and this is the readable part of the text.
        package static let damaged = Cause(rawValue: "damaged")
    }

    /// The incomplete text.
    package var text: String
    /// The reason that it is incomplete.
    package var cause: Cause
    /// The origin that the finished text would have had.
    package var origin: Origin
    /// The request.
    package var instruction: String
    /// The id of the model.
    package var model: String?
    /// The time at which it broke off.
    package var at: Date
    /// The parts of the model's answer that cleaning removed; nil if there were none.
    package var leftOut: LeftOut?
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes a candidate.
    package init(
        text: String, cause: Cause, origin: Origin, instruction: String = "", model: String? = nil, at: Date,
        leftOut: LeftOut? = nil
    ) {
        self.leftOut = leftOut
        self.text = text
        self.cause = cause
        self.origin = origin
        self.instruction = instruction
        self.model = model
        self.at = at
    }
}

extension Candidate: FieldCodable {
    static var blank: Candidate { Candidate(text: "", cause: .dropped, origin: .written, at: .distantPast) }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.required("text", &text)
        try fields.required("cause", &cause)
        try fields.value("origin", &origin)
        try fields.filled("instruction", &instruction)
        try fields.optional("model", &model)
        try fields.required("at", &at)
        try fields.optional("leftOut", &leftOut)
    }
}
