/// A paragraph of a source, with an address that a section can cite.
package struct Passage: Sendable, Equatable {
    /// The place of a passage: `2#5` is the fifth passage of source 2.
    package struct Address: Sendable, Hashable, Comparable, CustomStringConvertible {
        package var source: Int
        package var number: Int

        /// Makes an address.
        package init(source: Int, number: Int) {
            self.source = source
            self.number = number
        }

        /// Reads `2#5`; nil for anything else.
        package init?(_ text: some StringProtocol) {
            let parts = text.split(separator: "#", omittingEmptySubsequences: false)
            guard parts.count == 2, let source = Self.number(parts[0]), let number = Self.number(parts[1]) else {
                return nil
            }
            self.init(source: source, number: number)
        }

        private static func number(_ text: some StringProtocol) -> Int? {
            guard (1...7).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
                return nil
            }
            return Int(text).flatMap { $0 > 0 ? $0 : nil }
        }

        package var description: String { "\(source)#\(number)" }

        package static func < (left: Address, right: Address) -> Bool {
            (left.source, left.number) < (right.source, right.number)
        }
    }

    package var address: Address
    /// The headings above it, from the outermost one; empty if there are none.
    package var heading: String
    /// The text, in Markdown.
    package var text: String

    /// Makes a passage.
    package init(address: Address, heading: String = "", text: String) {
        self.address = address
        self.heading = heading
        self.text = text
    }

    /// The approximate number of tokens, address and heading included.
    package var tokens: Int { (text.utf8.count + heading.utf8.count) / 4 + 8 }
}
