/// Brings the contents of an older session file to the form of today, step by step.
package struct Migration: Sendable {
    /// One step: takes what a file of version n holds, and returns the same in the form of version n + 1.
    ///
    /// Pure; fields that it does not know stay. It need not set the field `version`.
    package typealias Step = @Sendable (JSONValue) throws -> JSONValue

    /// The steps by the version that they begin with.
    package let steps: [Int: Step]

    /// Makes a migration of given steps, for tests.
    package init(steps: [Int: Step]) { self.steps = steps }

    /// The steps of this release.
    package static let all = Migration(steps: [0: shortForm])

    /// The oldest version that can be read.
    package var oldest: Int { steps.keys.min() ?? Session.newestVersion }

    /// Takes a value from a version to the newest; throws what a step throws, and `MigrationError` where one is missing.
    package func migrate(_ value: JSONValue, from version: Int) throws -> JSONValue {
        var value = value
        for number in version..<Session.newestVersion {
            guard let step = steps[number] else { throw MigrationError.noStep(from: number) }
            value = try step(value)
            guard case .object(var fields) = value else { throw MigrationError.noObject(from: number) }
            fields["version"] = .int(number + 1)
            value = .object(fields)
        }
        return value
    }

    /// Version 0 is the short form that is written by hand or by scripts: a section's text stands in `text`.
    private static func shortForm(_ value: JSONValue) -> JSONValue {
        guard case .object(var fields) = value else { return value }
        let at = fields["updatedAt"] ?? .null
        if let outline = fields["outline"]?.array { fields["outline"] = .array(outline.map { longSection($0, at) }) }
        return .object(fields)
    }

    private static func longSection(_ value: JSONValue, _ at: JSONValue) -> JSONValue {
        guard case .object(var fields) = value else { return value }
        if let text = fields["text"]?.string, fields["versions"] == nil {
            fields["versions"] = [["number": 1, "text": .string(text), "origin": "imported", "at": at]]
            fields["current"] = 1
            fields["text"] = nil as JSONValue?
        }
        if let children = fields["children"]?.array {
            fields["children"] = .array(children.map { longSection($0, at) })
        }
        return .object(fields)
    }
}

/// What keeps an older file from being brought to the form of today.
package enum MigrationError: Error, Equatable {
    case noStep(from: Int)
    case noObject(from: Int)
}
