/// The colour policy, and the appearance of each meaning.
///
/// Colours are the terminal's own sixteen, so they follow its theme (ECMA-48, 8.3.117, SGR). Only code gets a
/// background, if the terminal has 256 colours, and a text colour to match: it stays readable even if a light
/// background was mistaken for a dark one.
package struct TextStyler: Sendable, Equatable {
    /// The meaning of a text; its appearance is decided in one place.
    package enum Style: UInt8, CaseIterable, Sendable {
        /// A title.
        case heading
        /// Important text.
        case strong
        /// An emphasized word.
        case emphasis
        /// Text that no longer applies.
        case struck
        /// Code and names of files and commands.
        case code
        /// A line of a code block, whose background extends to the end of the line.
        case block
        /// Secondary text: hints, addresses, progress.
        case dim
        /// Marks, links and numbers to act on.
        case accent
        /// Success.
        case good
        /// A warning.
        case warn
        /// A failure.
        case bad
    }

    /// The background of the terminal.
    package enum Background: Sendable, Equatable {
        case dark
        case light
    }

    /// True if text is painted at all.
    package let isOn: Bool
    /// The background that code blends with; nil if the terminal has only sixteen colours.
    package let background: Background?
    /// True if the terminal supports links (OSC 8), so that addresses need not be shown.
    package let hasLinks: Bool

    /// Makes a styler that paints, or one that never does.
    package init(isOn: Bool, background: Background? = nil, hasLinks: Bool = false) {
        self.isOn = isOn
        self.background = isOn ? background : nil
        self.hasLinks = hasLinks
    }

    /// Makes the styler for a screen.
    ///
    /// In order: `--no-color` turns it off; a non-empty `NO_COLOR` turns it off (no-color.org); `CLICOLOR_FORCE`
    /// other than 0 turns it on; no terminal, `TERM=dumb` or `CLICOLOR=0` turn it off.
    package init(isTerminal: Bool, environment: [String: String], noColor: Bool = false) {
        let traits = TerminalTraits(environment)
        let isOn: Bool
        if noColor || environment["NO_COLOR"].map({ !$0.isEmpty }) == true {
            isOn = false
        } else if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" {
            isOn = true
        } else {
            isOn = isTerminal && !traits.isDumb && environment["CLICOLOR"] != "0"
        }
        self.init(
            isOn: isOn, background: traits.hasPalette ? traits.background : nil,
            hasLinks: isTerminal && !traits.isDumb && traits.hasLinks)
    }

    /// Returns the text in a style, or unchanged if the styler is off.
    ///
    /// Each style ends with its own reset code, so that painted text may contain painted text.
    package func paint(_ style: Style, _ text: String) -> String {
        guard isOn, !text.isEmpty else { return text }
        let (on, off) = codes(of: style)
        return "\u{1B}[\(on)m\(text)\u{1B}[\(off)m"
    }

    private func codes(of style: Style) -> (on: String, off: String) {
        switch style {
        case .heading: ("1;34", "22;39")
        case .strong: ("1", "22")
        case .emphasis: ("3", "23")
        case .struck: ("9", "29")
        case .code, .block:
            switch background {
            case .dark: ("38;5;252;48;5;236", "39;49")
            case .light: ("38;5;236;48;5;254", "39;49")
            case nil: ("36", "39")
            }
        case .dim: ("2", "22")
        case .accent: ("34", "39")
        case .good: ("32", "39")
        case .warn: ("33", "39")
        case .bad: ("31", "39")
        }
    }
}
