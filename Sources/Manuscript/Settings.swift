/// The settings of one session; API keys are never among them.
package struct Settings: Sendable, Equatable {
    /// The values as they are in the file; unknown ones are kept.
    package var values: [String: JSONValue] = [:]

    /// Makes settings.
    package init(_ values: [String: JSONValue] = [:]) { self.values = values }

    /// The value of a setting, by its key in the file.
    package subscript(key: String) -> JSONValue? {
        get { values[key] }
        set { values[key] = newValue }
    }
}

extension Settings: Codable {
    package init(from decoder: any Decoder) throws {
        values = try decoder.singleValueContainer().decode([String: JSONValue].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(values)
    }
}
