/// The properties of a terminal as far as the environment shows them; the terminal itself is not queried.
struct TerminalTraits {
    private let environment: [String: String]

    /// Keeps the environment; variables are read when needed.
    init(_ environment: [String: String]) { self.environment = environment }

    private var term: String { environment["TERM"] ?? "" }

    /// True if it can only print lines.
    var isDumb: Bool { term == "dumb" }

    /// True if it has 256 colours.
    var hasPalette: Bool {
        if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") { return true }
        if term.contains("256color") || term.hasSuffix("-direct") { return true }
        return ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm", "contour", "rio"]
            .contains(term)
    }

    /// The background: `GALLEY_BACKGROUND`, else the last number of `COLORFGBG` (rxvt), else dark.
    var background: TextStyler.Background {
        switch environment["GALLEY_BACKGROUND"]?.lowercased() {
        case "light": return .light
        case "dark": return .dark
        default: break
        }
        guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let color = Int(last) else {
            return .dark
        }
        return color == 7 || (9...15).contains(color) ? .light : .dark
    }

    /// True if it is known to support links (OSC 8); `FORCE_HYPERLINK` with 1 or 0 overrides.
    ///
    /// Based on the list of terminals at github.com/Alhadis/OSC8-Adoption.
    var hasLinks: Bool {
        if let forced = environment["FORCE_HYPERLINK"], !forced.isEmpty { return forced != "0" }
        let program = environment["TERM_PROGRAM"] ?? ""
        if term.hasPrefix("screen") || term.hasPrefix("tmux") { return program == "tmux" && isAtLeast(3, 4) }
        if ["WezTerm", "ghostty", "vscode", "Hyper", "rio", "Tabby"].contains(program) { return true }
        if program == "iTerm.app" { return isAtLeast(3, 1) }
        if ["xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "contour", "wezterm"].contains(term) { return true }
        if term.hasPrefix("alacritty") || environment["WT_SESSION"] != nil || environment["DOMTERM"] != nil {
            return true
        }
        return number("VTE_VERSION") >= 5_000 || number("KONSOLE_VERSION") >= 200_400
    }

    /// True if it rewraps lines when its width changes; xterm itself, the Linux console and GNU Screen do not.
    var reflows: Bool {
        if environment["TMUX"] != nil { return true }
        return environment["XTERM_VERSION"] == nil && term != "linux" && !term.hasPrefix("screen")
    }

    /// The kind of notification that it is known to show; inside another terminal, the bell.
    var notice: Screen.Notice {
        guard environment["TMUX"] == nil, !term.hasPrefix("screen"), !term.hasPrefix("tmux") else { return .bell }
        let program = environment["TERM_PROGRAM"] ?? ""
        if ["iTerm.app", "WezTerm", "ghostty"].contains(program) || ["xterm-kitty", "xterm-ghostty"].contains(term) {
            return .nine
        }
        return term.hasPrefix("foot") || term.hasPrefix("rxvt") ? .seven : .bell
    }

    /// True if it shows a window title: all but the consoles of systems.
    var hasTitle: Bool { !["linux", "dumb", "vt100", "vt220", ""].contains(term) }

    private func number(_ name: String) -> Int { environment[name].flatMap { Int($0) } ?? 0 }

    private func isAtLeast(_ major: Int, _ minor: Int) -> Bool {
        let parts = (environment["TERM_PROGRAM_VERSION"] ?? "").split { !$0.isNumber }.prefix(2).map { Int($0) ?? 0 }
        guard parts.count == 2 else { return false }
        return parts[0] > major || (parts[0] == major && parts[1] >= minor)
    }
}
