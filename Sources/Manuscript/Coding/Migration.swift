/// Converts the contents of an older session file to the current format, one version at a time.
package struct Migration: Sendable {
    /// A step that converts the contents of a file from version n to version n + 1.
    ///
    /// Steps are pure and keep fields that they do not know. They need not set the field `version`.
    package typealias Step = @Sendable (JSONValue) throws -> JSONValue

    /// The steps, by the version they start from.
    package let steps: [Int: Step]

    /// Makes a migration from the given steps, for tests.
    package init(steps: [Int: Step]) { self.steps = steps }

    /// The steps of this release.
    package static let all = Migration(steps: [0: shortForm])

    /// The oldest version that can be read.
    package var oldest: Int { steps.keys.min() ?? Session.newestVersion }

    /// Converts a value to the newest version; throws errors of its steps, or `MigrationError` if a step is missing.
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

    /// Converts version 0, the short form written by hand or by scripts, with a section's text in the field `text`.
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

/// Errors in converting an older file to the current format.
package enum MigrationError: Error, Equatable {
    case noStep(from: Int)
    case noObject(from: Int)
}
