package import Platform

/// A problem that a critique found, tied to a quotation from one section.
package struct ReviewPoint: Sendable, Equatable {
    /// The kind of problem; values added by a later release are kept.
    package struct Kind: RawRepresentable, Sendable, Hashable, Codable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        /// A claim without support.
        package static let support = Kind(rawValue: "support")
        /// Something that the brief asks for and the text does not say.
        package static let gap = Kind(rawValue: "gap")
        /// Something in the wrong place.
        package static let order = Kind(rawValue: "order")
        /// Words that these readers do not know.
        package static let jargon = Kind(rawValue: "jargon")
        /// A comment of a reader.
        package static let comment = Kind(rawValue: "comment")
        /// The kinds that a critique is asked for.
        package static let all = [support, gap, order, jargon]
    }

    /// The status of the point; values added by a later release are kept.
    package struct Status: RawRepresentable, Sendable, Hashable, Codable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package static let open = Status(rawValue: "open")
        package static let applied = Status(rawValue: "applied")
        package static let dismissed = Status(rawValue: "dismissed")
    }

    /// The point's number, counted from 1 within a session; it never changes.
    package var number: Int
    /// The section that contains the quotation; it may have been removed.
    package var section: Section.ID
    package var kind: Kind
    /// The passage as the critique quoted it.
    package var quote: String
    /// The problem of the passage.
    package var problem: String
    /// A suggested fix; may be empty.
    package var fix: String
    package var status: Status
    /// The time at which the critique found it.
    package var at: Date
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes an open point.
    package init(
        number: Int, section: Section.ID, kind: Kind, quote: String, problem: String, fix: String = "", at: Date
    ) {
        self.number = number
        self.section = section
        self.kind = kind
        self.quote = quote
        self.problem = problem
        self.fix = fix
        self.at = at
        status = .open
    }

    /// Returns true if an open point no longer applies because the quotation is gone from the text.
    package func isSettled(in session: Session) -> Bool {
        guard status == .open else { return false }
        return session.outline[section]?.text.map { !Quotation.occurs(quote, in: $0.text) } ?? true
    }
}

extension ReviewPoint: FieldCodable {
    static var blank: ReviewPoint {
        ReviewPoint(number: 0, section: "", kind: .support, quote: "", problem: "", at: .distantPast)
    }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.number("number", &number, FieldLimits.numbers)
        try fields.name("section", &section)
        try fields.value("kind", &kind)
        try fields.required("quote", &quote)
        try fields.filled("problem", &problem)
        try fields.filled("fix", &fix)
        try fields.value("status", &status)
        try fields.required("at", &at)
    }
}
