import Manuscript

/// The JSON Schemas of outline replies; arrays and strings are always bounded, so that no model can go on forever.
enum OutlineSchema {
    /// The schema of a title: code cuts it to whole words, a bound near the limit would cut it within one.
    private static let title: JSONValue = ["type": "string", "maxLength": 160]

    /// Returns the schema of the titles of a new outline, with one level of subsections.
    ///
    /// Servers that follow a schema keep to the order of its members, which is alphabetical in JSON: "heading" comes
    /// before "subsections", as "title" would not.
    static func headings(sections: ClosedRange<Int>) -> JSONValue {
        let section = object([
            "heading": title, "subsections": ["type": "array", "items": title, "maxItems": 8],
        ])
        return object([
            "sections": [
                "type": "array", "minItems": .int(sections.lowerBound), "maxItems": .int(sections.upperBound),
                "items": section,
            ]
        ])
    }

    /// Returns the schema of the briefs and points of `count` parts, named by their numbers.
    static func briefs(_ count: Int) -> JSONValue {
        let part = ["number": ["type": "string", "maxLength": 10]].merging(matter["properties"]?.object ?? [:]) { $1 }
        return object([
            "sections": ["type": "array", "minItems": .int(count), "maxItems": .int(count), "items": object(part)]
        ])
    }

    /// Returns the schema of a revised outline with briefs, points and one level of subsections; `id` names an existing
    /// section.
    static func revision(sections: ClosedRange<Int>) -> JSONValue {
        let leaf: [String: JSONValue] = [
            "id": ["type": "string", "maxLength": 20],
            "heading": title,
            "brief": ["type": "string", "maxLength": 300],
            "points": ["type": "array", "items": point, "maxItems": 5],
        ]
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
