import Manuscript
import Platform

/// The values that a setting takes: how they are described, checked and read.
struct SettingKind<Value: Sendable>: Sendable {
    /// The accepted values, as the end of a sentence.
    let takes: String
    /// The accepted words, if there are only a few.
    var choices: [String] = []
    /// Returns the stored value for a text; nil if the text is invalid.
    let parse: @Sendable (String) -> JSONValue?
    /// Returns the typed value for a stored one; nil if that has another type.
    let read: @Sendable (JSONValue) -> Value?
}

extension SettingKind where Value == String {
    /// A text without white space.
    static func word(_ takes: String, longest: Int = .max) -> Self {
        Self(
            takes: takes, parse: { $0.count > longest || $0.contains(where: \.isWhitespace) ? nil : .string($0) },
            read: \.string)
    }

    /// An HTTP or HTTPS address.
    static let address = Self(
        takes: "an address such as http://127.0.0.1:11434/v1",
        parse: { text in
            let isAddress = text.hasPrefix("http://") || text.hasPrefix("https://")
            return isAddress && !text.contains(where: \.isWhitespace) ? .string(text) : nil
        }, read: \.string)

    /// One of a few words.
    static func choice(_ words: String...) -> Self { choice(words) { $0 } }
}

extension SettingKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the cases of an enum.
    static var cases: Self { choice(Value.allCases.map(\.rawValue), read: Value.init) }
}

extension SettingKind {
    fileprivate static func choice(_ words: [String], read: @escaping @Sendable (String) -> Value?) -> Self {
        let (head, last) = (words.dropLast().joined(separator: ", "), words.last ?? "")
        return Self(
            takes: "\(head) or \(last)", choices: words,
            parse: { words.contains($0.lowercased()) ? .string($0.lowercased()) : nil },
            read: { $0.string.flatMap(read) })
    }
}

extension SettingKind where Value == Bool {
    static let onOff = Self(
        takes: "on or off", choices: ["on", "off"], parse: { ["on": true, "off": false][$0.lowercased()] },
        read: \.bool)
}

extension SettingKind where Value == Int {
    /// A whole number in a range; `of` names its unit.
    static func whole(_ range: ClosedRange<Int>, of unit: String? = nil) -> Self {
        let number = unit.map { "a whole number of \($0)" } ?? "a whole number"
        return Self(
            takes: "\(number) from \(range.lowerBound) to \(range.upperBound)",
            parse: { Int($0).flatMap { range.contains($0) ? .int($0) : nil } }, read: \.int)
    }
}

extension SettingKind where Value == Double {
    /// A number in a range of whole numbers.
    static func number(_ range: ClosedRange<Int>) -> Self {
        let bounds = Double(range.lowerBound)...Double(range.upperBound)
        return Self(
            takes: "a number from \(range.lowerBound) to \(range.upperBound)",
            parse: { Double($0).flatMap { bounds.contains($0) ? .number($0) : nil } }, read: \.double)
    }
}

extension SettingKind where Value == Money {
    static let amount = Self(
        takes: "an amount such as 0.50, with at most six places", parse: { Money($0).map { .string($0.text) } },
        read: { $0.string.flatMap { Money($0) } })
}
