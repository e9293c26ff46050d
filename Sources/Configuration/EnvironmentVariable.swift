import Chains

/// A variable of the environment that Galley reads, for the documentation.
package struct EnvironmentVariable: Sendable, Equatable {
    /// The names; of several, the first that is set counts.
    package let names: [String]
    /// The effect in a few words.
    package let meaning: String

    private init(_ names: String..., meaning: String) { (self.names, self.meaning) = (names, meaning) }

    private init(_ name: String?, _ meaning: String) { (names, self.meaning) = ([name].compactMap { $0 }, meaning) }

    /// All variables, grouped by what they are for.
    package static let all = models + folders + terminal + programs + network

    private static let models =
        [
            EnvironmentVariable("GALLEY_BASE_URL", meaning: "the address of the model server"),
            EnvironmentVariable("GALLEY_API_KEY", meaning: "its key"),
            EnvironmentVariable("GALLEY_MODEL", meaning: "the model's id"),
            EnvironmentVariable("GALLEY_GGUF", meaning: "a model file for the built-in model's server"),
            EnvironmentVariable("OLLAMA_HOST", meaning: "where Ollama listens"),
            EnvironmentVariable("OLLAMA_CONTEXT_LENGTH", meaning: "Ollama's window in tokens"),
            EnvironmentVariable("OLLAMA_NUM_PARALLEL", meaning: "the calls that Ollama answers at once"),
        ]
        + KnownProvider.all.flatMap { provider in
            [
                EnvironmentVariable(provider.keyVariable, "the key for \(provider.service)"),
                EnvironmentVariable(
                    provider.name == "ollama" ? nil : provider.addressVariable, "the address of \(provider.service)"),
                EnvironmentVariable(provider.modelVariable, "the model of \(provider.service)"),
            ].filter { !$0.names.isEmpty }
        }

    private static let folders = [
        EnvironmentVariable("GALLEY_SESSIONS", meaning: "the folder of the sessions"),
        EnvironmentVariable("XDG_CONFIG_HOME", meaning: "the folder of settings; `~/.config` if unset"),
        EnvironmentVariable("XDG_DATA_HOME", meaning: "the folder of sessions and models; `~/.local/share` if unset"),
        EnvironmentVariable("XDG_STATE_HOME", meaning: "the folder of the history; `~/.local/state` if unset"),
        EnvironmentVariable("HOME", meaning: "the home folder"),
        EnvironmentVariable("TMPDIR", meaning: "the folder of temporary files; `/tmp` if unset"),
    ]

    private static let terminal = [
        EnvironmentVariable("TERM", meaning: "the kind of terminal; `dumb` turns off colours and editing"),
        EnvironmentVariable("TERMINFO", meaning: "the folder of descriptions of terminals"),
        EnvironmentVariable("COLORTERM", meaning: "`truecolor` or `24bit` if the terminal has all colours"),
        EnvironmentVariable("NO_COLOR", meaning: "turns colours off, unless it is empty"),
        EnvironmentVariable("CLICOLOR", meaning: "0 turns colours off"),
        EnvironmentVariable("CLICOLOR_FORCE", meaning: "anything but 0 turns colours on, on pipes as well"),
        EnvironmentVariable("GALLEY_BACKGROUND", "COLORFGBG", meaning: "the background of the terminal, light or dark"),
        EnvironmentVariable("FORCE_HYPERLINK", meaning: "turns links on (1) or off (0)"),
        EnvironmentVariable(
            "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "XTERM_VERSION", "VTE_VERSION", "KONSOLE_VERSION", "WT_SESSION",
            "DOMTERM", "TMUX", meaning: "set by terminals: tell what they can do"),
        EnvironmentVariable("COLUMNS", "LINES", meaning: "the size of the screen, if the system does not know it"),
        EnvironmentVariable(
            "LC_ALL", "LC_CTYPE", "LANG", meaning: "the locale; without UTF-8, frames are drawn in ASCII"),
        EnvironmentVariable("LC_MESSAGES", meaning: "the language in which plain requests are understood as well"),
    ]

    private static let programs = [
        EnvironmentVariable("VISUAL", "EDITOR", meaning: "the editor of `:edit`"),
        EnvironmentVariable("PAGER", meaning: "the pager; empty or `cat` for none"),
        EnvironmentVariable("LESS", meaning: "the options of less; `FRX` if unset"),
        EnvironmentVariable("BROWSER", meaning: "the browser of `:preview`"),
        EnvironmentVariable("WAYLAND_DISPLAY", "DISPLAY", meaning: "choose the program of `:copy`"),
        EnvironmentVariable("PATH", meaning: "where programs are found"),
    ]

    private static let network = [
        EnvironmentVariable("https_proxy", "HTTPS_PROXY", meaning: "the proxy for https"),
        EnvironmentVariable("http_proxy", meaning: "the proxy for http"),
        EnvironmentVariable("all_proxy", "ALL_PROXY", meaning: "the proxy for both"),
        EnvironmentVariable("no_proxy", "NO_PROXY", meaning: "the hosts that are reached without a proxy"),
        EnvironmentVariable("CURL_CA_BUNDLE", "SSL_CERT_FILE", meaning: "a file of certificates to trust"),
        EnvironmentVariable("SSL_CERT_DIR", meaning: "a folder of hashed certificates to trust"),
    ]

    /// Returns the table for the documentation.
    package static func markdownTable() -> String {
        let rows = all.map { variable in
            "| \(variable.names.map { "`\($0)`" }.joined(separator: ", ")) | \(variable.meaning) |"
        }
        return (["| variable | effect |", "|---|---|"] + rows).joined(separator: "\n")
    }
}
