package import Platform

/// Files that Galley leaves on a machine: the one list behind `galley uninstall`, `galley doctor` and the page "Files".
package struct LeftFile: Sendable, Equatable {
    /// The command that removes them.
    package enum Removal: Sendable {
        case uninstall
        /// `galley uninstall --sessions`.
        case withSessions
        /// They are the user's own, and stay.
        case never
    }

    /// The folder that holds them; nil if they are elsewhere.
    package let folder: UserFolder?
    /// The name in the folder, or the place in words without a folder.
    ///
    /// A `*` at the end of a name stands for any text.
    package let name: String
    /// The contents in a few words.
    package let meaning: String
    package let removal: Removal

    /// All kinds of files.
    package static let all = [
        LeftFile(.config, "config.yml", "your settings; Galley only reads them", .never),
        LeftFile(.config, "kinds", "your kinds of post; Galley only reads them", .never),
        LeftFile(
            .data, "model", "the server of the built-in model in a private Python, with the small model", .uninstall),
        LeftFile(.data, ".model-installing-*", "an installation that was interrupted", .uninstall),
        LeftFile(.data, "models", "model files, downloads that were interrupted, and your choice", .uninstall),
        LeftFile(.data, "sessions", "your posts", .withSessions),
        LeftFile(.state, "history", "the lines that you typed at the prompt", .uninstall),
        LeftFile(.state, "hosts", "the model servers that you named with `:set baseURL`", .uninstall),
        LeftFile(nil, "`sessions/` in a working folder", "posts, if you made the folder", .never),
        LeftFile(nil, "`.galley.yml` and `.env` in a working folder", "settings; Galley only reads them", .never),
        LeftFile(
            nil, "`galley-*` in `$TMPDIR`, usually `/tmp`", "pages of `:preview`; other files only until they are used",
            .never),
        LeftFile(nil, "the file of an export", "the post, where you said", .never),
    ]

    /// The folders that Galley writes to or reads, in the order of the list.
    package static var folders: [UserFolder] {
        UserFolder.allCases.filter { folder in all.contains { $0.folder == folder } }
    }

    private init(_ folder: UserFolder?, _ name: String, _ meaning: String, _ removal: Removal) {
        (self.folder, self.name, self.meaning, self.removal) = (folder, name, meaning, removal)
    }

    /// Returns the paths that exist now.
    package func paths(_ environment: [String: String]) -> [String] {
        guard let folder = folder?.path({ environment[$0] }) else { return [] }
        let names = (try? Files.names(in: folder)) ?? []
        return names.filter(matches).sorted().map { "\(folder)/\($0)" }
    }

    /// Returns true if a name in the folder is that of such a file.
    package func matches(_ other: String) -> Bool {
        name.hasSuffix("*") ? other.hasPrefix(name.dropLast()) : other == name
    }

    /// Returns the table for the documentation.
    package static func markdownTable() -> String {
        let rows = all.map { file in
            let place = file.folder.map { "`$\($0.variable)/galley/\(file.name)`" } ?? file.name
            let end =
                switch file.removal {
                case .uninstall: "removes"
                case .withSessions: "removes with `--sessions`"
                case .never: "keeps"
                }
            return "| \(place) | \(file.meaning) | \(end) |"
        }
        return (["| file | holds | `galley uninstall` |", "|---|---|---|"] + rows).joined(separator: "\n")
    }
}
