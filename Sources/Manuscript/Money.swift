/// An amount of money in millionths of a unit; the configuration names the currency.
///
/// Amounts are integers, so a sum does not depend on the order. Sums saturate at the largest amount instead of
/// overflowing.
package struct Money: Sendable, Hashable, Comparable {
    /// Millionths of a unit, 0 to `limit`.
    package let micros: Int

    /// A thousand million units: more than any session costs.
    private static let limit = 1_000_000_000_000_000

    /// Makes an amount, clamped to 0...`limit`.
    package init(micros: Int) { self.micros = min(max(micros, 0), Self.limit) }

    /// The amount zero.
    package static let zero = Money(micros: 0)

    /// Parses a decimal number such as `0.50` with at most six decimal places; nil if it is malformed or negative.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...9).contains(parts[0].count), parts[0].allSatisfy(Self.isDigit),
            let whole = Int(parts[0])
        else { return nil }
        var places = 0
        if parts.count == 2 {
            guard (1...6).contains(parts[1].count), parts[1].allSatisfy(Self.isDigit),
                let read = Int(parts[1] + String(repeating: "0", count: 6 - parts[1].count))
            else { return nil }
            places = read
        }
        self.init(micros: whole * 1_000_000 + places)
    }

    /// Reads an amount from JSON or YAML, as a number or a string; nil if the value is not an amount.
    package init?(_ value: JSONValue) {
        switch value {
        case .int(let number): self.init("\(number)")
        // Swift prints numbers this small in scientific notation.
        case .number(let number) where number >= 0 && number < 0.001:
            self.init(micros: Int((number * 1_000_000).rounded()))
        case .number(let number): self.init("\(number)")
        case .string(let text): self.init(String(text.trimmed))
        default: return nil
        }
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    /// The amount as a decimal number with two to six decimal places.
    package var text: String {
        var places = String(String(micros % 1_000_000 + 1_000_000).dropFirst())
        while places.count > 2, places.last == "0" { places.removeLast() }
        return "\(micros / 1_000_000).\(places)"
    }

    /// Returns the amount followed by the currency, if any.
    package func text(in currency: String) -> String { currency.isEmpty ? text : "\(text) \(currency)" }

    /// The amount rounded up to four decimal places, for estimates.
    package var rough: Money { Money(micros: (micros + 99) / 100 * 100) }

    /// Compares two amounts.
    package static func < (left: Money, right: Money) -> Bool { left.micros < right.micros }
    /// Returns the sum, at most the largest amount.
    package static func + (left: Money, right: Money) -> Money { Money(micros: left.micros + right.micros) }
    /// Returns the difference, or zero if the right amount is larger.
    package static func - (left: Money, right: Money) -> Money { Money(micros: left.micros - right.micros) }
}
