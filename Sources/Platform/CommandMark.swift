/// What a line begins with that is a command: a colon or a slash, also as wide as an ideograph, which East Asian keyboards type.
package enum CommandMark {
    /// The colons; two of them begin a text that begins with one.
    package static let colons: Set<Character> = [":", "\u{FF1A}"]
    /// Every mark.
    package static let all: Set<Character> = colons.union(["/", "\u{FF0F}"])

    /// Whether a text begins with a mark.
    package static func begins(_ text: some StringProtocol) -> Bool { text.first.map(all.contains) ?? false }
}
