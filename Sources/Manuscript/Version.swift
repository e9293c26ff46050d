package import Platform

/// Where a text came from; a value that a later release adds is kept as it is.
package struct Origin: RawRepresentable, Sendable, Hashable, Codable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Written by a model from the outline.
    package static let written = Origin(rawValue: "written")
    /// Written anew by a model, over an earlier text.
    package static let rewritten = Origin(rawValue: "rewritten")
    /// Changed by hand, or by a model at the smallest change that follows an instruction.
    package static let edited = Origin(rawValue: "edited")
    /// Taken from a file.
    package static let imported = Origin(rawValue: "imported")
    /// One of several that were drawn to choose from.
    package static let alternative = Origin(rawValue: "alternative")
    /// An earlier version chosen again.
    package static let restored = Origin(rawValue: "restored")
}

/// One complete body of a section; it never changes once it is made.
package struct Version: Sendable, Equatable {
    /// Counts from 1 within a section and is never given twice.
    package var number: Int
    /// Markdown without the section's heading, without blank lines at its ends.
    package var text: String
    /// How it came to be.
    package var origin: Origin
    /// What was asked for, in the writer's words; empty where nothing was.
    package var instruction: String
    /// The model's id, where a model wrote it.
    package var model: String?
    /// When it was complete, to the second.
    package var at: Date
    /// Tokens that it took, where a model wrote it.
    package var usage: Usage?
    /// Seconds from the question to the last word, where a model wrote it.
    package var seconds: Double?
    /// What cleaning left out of the model's answer; nil where it lost nothing.
    package var leftOut: LeftOut?
    /// Fields of a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes a version.
    package init(
        number: Int, text: String, origin: Origin, instruction: String = "", model: String? = nil, at: Date,
        usage: Usage? = nil, seconds: Double? = nil, leftOut: LeftOut? = nil
    ) {
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

    /// Words of the text.
    package var words: Int { Prose.words(in: text) }
}

extension Version: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        number = try fields.number("number", FieldLimits.numbers)
        text = try fields.required("text")
        origin = try fields.optional("origin") ?? .written
        instruction = try fields.optional("instruction") ?? ""
        model = try fields.optional("model")
        at = try fields.required("at")
        usage = try fields.optional("usage")
        seconds = try fields.optionalNumber("seconds", FieldLimits.seconds)
        leftOut = try fields.optional("leftOut")
        unknown = try fields.rest()
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write("number", number)
        try fields.write("text", text)
        try fields.write("origin", origin)
        try fields.write("instruction", unlessEmpty: instruction)
        try fields.write("model", model)
        try fields.write("at", at)
        try fields.write("usage", usage)
        try fields.write("seconds", seconds)
        try fields.write("leftOut", leftOut)
    }
}

/// A body that did not finish: kept beside the text, never shown as finished text.
package struct Candidate: Sendable, Equatable {
    /// Why a text is not whole; a value that a later release adds is kept as it is.
    package struct Cause: RawRepresentable, Sendable, Hashable, Codable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        /// The writer stopped it.
        package static let interrupted = Cause(rawValue: "interrupted")
        /// The model ran into its limit.
        package static let length = Cause(rawValue: "length")
        /// The connection was lost or fell silent.
        package static let dropped = Cause(rawValue: "dropped")
        /// The model went round in circles.
        package static let repetition = Cause(rawValue: "repetition")
        /// The session's file was damaged, and this is what could be read of the text.
        package static let damaged = Cause(rawValue: "damaged")
    }

    /// What there is of it.
    package var text: String
    /// Why it is not whole.
    package var cause: Cause
    /// What the finished text would have been.
    package var origin: Origin
    /// What was asked for.
    package var instruction: String
    /// The model's id.
    package var model: String?
    /// When it broke off.
    package var at: Date
    /// What cleaning left out of the model's answer; nil where it lost nothing.
    package var leftOut: LeftOut?
    /// Fields of a later release.
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

extension Candidate: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        text = try fields.required("text")
        cause = try fields.required("cause")
        origin = try fields.optional("origin") ?? .written
        instruction = try fields.optional("instruction") ?? ""
        model = try fields.optional("model")
        at = try fields.required("at")
        leftOut = try fields.optional("leftOut")
        unknown = try fields.rest()
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write("text", text)
        try fields.write("cause", cause)
        try fields.write("origin", origin)
        try fields.write("instruction", unlessEmpty: instruction)
        try fields.write("model", model)
        try fields.write("at", at)
        try fields.write("leftOut", leftOut)
    }
}
