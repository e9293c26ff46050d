/// Whether text is coloured, and how each meaning looks.
///
/// Colours are the terminal's own sixteen, so that they follow its theme (ECMA-48, 8.3.117, SGR).
package struct Ink: Sendable, Equatable {
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

    /// Whether anything is painted at all.
    package let isOn: Bool

    /// An ink that paints, or one that never does.
    package init(isOn: Bool) {
        self.isOn = isOn
    }

    /// The policy for a screen.
    ///
    /// In order: the flag `--no-color`; `NO_COLOR` with any value (no-color.org); `CLICOLOR_FORCE` other than 0; no
    /// terminal, `TERM=dumb` or `CLICOLOR=0` mean off.
    package init(isTerminal: Bool, environment: [String: String], noColor: Bool = false) {
        if noColor || environment["NO_COLOR"].map({ !$0.isEmpty }) == true {
            isOn = false
        } else if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" {
            isOn = true
        } else {
            isOn = isTerminal && environment["TERM"] != "dumb" && environment["CLICOLOR"] != "0"
        }
    }

    /// The text in a style; as it is when the ink is off.
    ///
    /// Each style is taken back by its own code, so that painted text may hold painted text.
    package func paint(_ style: Style, _ text: String) -> String {
        guard isOn, !text.isEmpty else { return text }
        let (on, off) = Ink.codes(of: style)
        return "\u{1B}[\(on)m\(text)\u{1B}[\(off)m"
    }

    private static func codes(of style: Style) -> (on: String, off: String) {
        switch style {
        case .heading: ("1;34", "22;39")
        case .strong: ("1", "22")
        case .emphasis: ("3", "23")
        case .struck: ("9", "29")
        case .code: ("36", "39")
        case .dim: ("2", "22")
        case .accent: ("34", "39")
        case .good: ("32", "39")
        case .warn: ("33", "39")
        case .bad: ("31", "39")
        }
    }
}
