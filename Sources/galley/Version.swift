import CBuild
import Manuscript
import Markdown
import ModelClient
import Platform
import Terminal

/// The output of `--version`.
enum Version {
    /// The release.
    static let number = "0.1.0"

    /// The text that the arguments ask for: libraries are looked up, and two of them loaded, only for `--version`.
    static var text: String { ProgramArguments.all.contains("--version") ? whole : "galley \(number)" }

    /// The release, the commit, and the libraries in use.
    private static var whole: String {
        let commit = String(cString: galley_commit())
        let libraries: [(name: String, version: String?)] = [
            ("libedit", LineEditor.libraryVersion), ("libcurl", InstalledCurl.version),
            ("cmark-gfm", Markdown.libraryVersion), ("libyaml", InstalledYAML.version),
        ]
        return
            (["galley \(number)", "commit \(commit.isEmpty ? "unknown" : commit)"]
            + libraries.map { "\($0.name) \($0.version ?? "not installed")" }).joined(separator: "\n")
    }
}
