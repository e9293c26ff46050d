/// The characters that begin a command line: a colon or a slash, or their full-width forms from East Asian keyboards.
package enum CommandMark {
    /// The colons; a doubled one begins a text that starts with a colon.
    package static let colons: Set<Character> = [":", "\u{FF1A}"]
    /// All marks.
    package static let all: Set<Character> = colons.union(["/", "\u{FF0F}"])

    /// Returns true if a text begins with a mark.
    package static func begins(_ text: some StringProtocol) -> Bool { text.first.map(all.contains) ?? false }
}
