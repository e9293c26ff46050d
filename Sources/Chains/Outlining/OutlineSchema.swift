import Manuscript

/// The JSON Schemas of outline replies; arrays and strings are always bounded, so that no model can go on forever.
enum OutlineSchema {
    /// Returns the schema of an outline with briefs, points and one level of subsections; `id` names an existing
    /// section.
    static func outline(sections: ClosedRange<Int>, withIDs: Bool = false) -> JSONValue {
        var leaf: [String: JSONValue] = [
            "title": ["type": "string", "maxLength": 80],
            "brief": ["type": "string", "maxLength": 300],
            "points": ["type": "array", "items": point, "maxItems": 5],
        ]
        if withIDs { leaf["id"] = ["type": "string", "maxLength": 20] }
        var section = leaf
        section["subsections"] = ["type": "array", "maxItems": 6, "items": object(leaf)]
        return object([
            "sections": [
                "type": "array", "minItems": .int(sections.lowerBound), "maxItems": .int(sections.upperBound),
                "items": object(section),
            ]
        ])
    }

    private static let point: JSONValue = ["type": "string", "maxLength": 160]

    /// The schema of one section's content: a brief and two to five points.
    static var matter: JSONValue {
        object([
            "brief": ["type": "string", "maxLength": 300],
            "points": ["type": "array", "items": point, "minItems": 2, "maxItems": 5],
        ])
    }

    /// Returns the schema of a plain list of titles, for small models.
    static func titles(_ count: ClosedRange<Int>) -> JSONValue {
        object([
            "titles": [
                "type": "array", "items": ["type": "string", "maxLength": 60], "minItems": .int(count.lowerBound),
                "maxItems": .int(count.upperBound),
            ]
        ])
    }

    /// Returns the schema of an object with exactly these fields, all required, as strict mode demands.
    static func object(_ properties: [String: JSONValue]) -> JSONValue {
        [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
            "required": .array(properties.keys.sorted().map { .string($0) }),
        ]
    }
}
