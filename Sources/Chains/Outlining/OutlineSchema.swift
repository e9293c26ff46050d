import Manuscript

/// The JSON Schemas of outline replies; arrays and strings are always bounded, so that no model can go on for ever.
enum OutlineSchema {
    /// The whole outline: sections with briefs and points, and one level of subsections; `id` names a section that stays.
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

    /// What one section covers: a brief and two to five points.
    static var matter: JSONValue {
        object([
            "brief": ["type": "string", "maxLength": 300],
            "points": ["type": "array", "items": point, "minItems": 2, "maxItems": 5],
        ])
    }

    /// A plain list of titles, for small models.
    static func titles(_ count: ClosedRange<Int>) -> JSONValue {
        object([
            "titles": [
                "type": "array", "items": ["type": "string", "maxLength": 60], "minItems": .int(count.lowerBound),
                "maxItems": .int(count.upperBound),
            ]
        ])
    }

    /// An object all of whose fields are required and that has no others (strict mode asks for both).
    static func object(_ properties: [String: JSONValue]) -> JSONValue {
        [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
            "required": .array(properties.keys.sorted().map { .string($0) }),
        ]
    }
}
