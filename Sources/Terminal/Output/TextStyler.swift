/// Whether text is coloured, and how each meaning looks.
///
/// Colours are the terminal's own sixteen, so that they follow its theme (ECMA-48, 8.3.117, SGR). Only code gets a quiet
/// background, where the terminal has 256 colours, and its own colour for the text with it: it can be read even where the
/// background was taken for dark and is light.
package struct TextStyler: Sendable, Equatable {
    /// What a text means; how it looks is decided in one place.
    package enum Style: UInt8, CaseIterable, Sendable {
        /// A title.
        case heading
        /// What matters more.
        case strong
        /// A stressed word.
        case emphasis
        /// What no longer holds.
        case struck
        /// Code and names of files and commands.
        case code
        /// A line of a code block, whose background reaches to the end of the line.
        case block
        /// What may be overlooked: hints, addresses, progress.
        case dim
        /// What can be acted on: marks, links, numbers.
        case accent
        /// Done, in order.
        case good
        /// Worth a look.
        case warn
        /// Failed.
        case bad
    }

    /// What is behind the terminal's text.
    package enum Background: Sendable, Equatable {
        case dark
        case light
    }

    /// Whether anything is painted at all.
    package let isOn: Bool
    /// The background that code's quiet one is near to; nil where the terminal has sixteen colours.
    package let background: Background?
    /// Whether links lead somewhere by themselves (OSC 8), so that their addresses need not be shown.
    package let hasLinks: Bool

    /// A styler that paints, or one that never does.
    package init(isOn: Bool, background: Background? = nil, hasLinks: Bool = false) {
        self.isOn = isOn
        self.background = isOn ? background : nil
        self.hasLinks = hasLinks
    }

    /// The policy for a screen.
    ///
    /// In order: the flag `--no-color`; `NO_COLOR` with any value (no-color.org); `CLICOLOR_FORCE` other than 0; no
    /// terminal, `TERM=dumb` or `CLICOLOR=0` mean off.
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

    /// The text in a style; as it is when the styler is off.
    ///
    /// Each style is taken back by its own code, so that painted text may hold painted text.
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
