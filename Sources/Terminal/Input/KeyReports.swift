/// The way in which a terminal can report keys such as Shift-Enter at the prompt, which otherwise look like others.
///
/// Galley asks only terminals that are known to understand the request, since the terminal itself is not queried.
package enum KeyReports: Sendable {
    /// kitty: "Comprehensive keyboard handling in terminals", progressive enhancement 1.
    case kitty
    /// xterm: modifyOtherKeys 1; tmux passes such keys on with `extended-keys on`.
    case xterm

    /// Returns the way of the terminal that the environment describes; nil if it is not known to have one.
    package init?(environment: [String: String]) {
        let term = environment["TERM"] ?? ""
        let program = environment["TERM_PROGRAM"] ?? ""
        guard term != "dumb" else { return nil }
        if environment["TMUX"] != nil {
            self = .xterm
        } else if term.hasPrefix("screen") || term.hasPrefix("tmux") {
            // Another terminal's variables reach programs in GNU Screen.
            return nil
        } else if Self.kittyTerms.contains(where: { term.hasPrefix($0) }) || Self.kittyPrograms.contains(program) {
            self = .kitty
        } else if environment["XTERM_VERSION"] != nil || program == "mintty" {
            self = .xterm
        } else {
            return nil
        }
    }

    private static let kittyTerms = ["xterm-kitty", "xterm-ghostty", "foot", "alacritty", "wezterm", "rio"]
    private static let kittyPrograms: Set = ["kitty", "ghostty", "WezTerm", "iTerm.app", "rio"]

    /// The sequence that begins the reports.
    var start: String {
        switch self {
        case .kitty: "\u{1B}[>1u"
        case .xterm: "\u{1B}[>4;1m"
        }
    }

    /// The sequence that brings them back after another program may have ended them.
    var again: String {
        switch self {
        // It changes the flags that were pushed, without another entry on the terminal's stack.
        case .kitty: "\u{1B}[=1;1u"
        case .xterm: start
        }
    }

    /// The sequence that ends the reports, as the terminal had them before.
    var end: StaticString {
        switch self {
        case .kitty: "\u{1B}[<1u"
        case .xterm: "\u{1B}[>4m"
        }
    }
}
