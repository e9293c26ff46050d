import Platform

/// A key of a JSON object, with any name.
package struct FieldKey: CodingKey, Hashable {
    package let stringValue: String
    package var intValue: Int? { nil }
    package init(stringValue: String) { self.stringValue = stringValue }
    package init?(intValue: Int) { nil }
}
