package import Configuration
import Manuscript

extension ConfigReport {
    /// The report, as a table for people and an object for programs.
    package var report: Report {
        let lines = [["KEY", "VALUE", "FROM"]] + rows.map { [$0.key, $0.value ?? "-", $0.source.words] }
        return Report(
            .plain(TextTable.lines(lines).joined(separator: "\n")),
            data: [
                "settings": .array(
                    rows.map {
                        [
                            "key": .string($0.key), "value": $0.value.map { .string($0) } ?? .null,
                            "from": .string($0.source.words),
                        ]
                    }),
                "files": .array(files.map { .string($0.place.path) }),
                "unknown": .array(files.flatMap { file in file.unknown.map { Self.data($0, in: file) } }),
            ])
    }

    private static func data(_ unknown: ConfigFile.Unknown, in file: ConfigFile) -> JSONValue {
        [
            "file": .string(file.place.path), "line": unknown.line.map { .int($0) } ?? .null,
            "key": .string(unknown.key), "suggestion": unknown.suggestion.map { .string($0) } ?? .null,
        ]
    }

    /// The keys of a configuration file, for help: one line each.
    package static var keys: String {
        let settings = SettingKey.all.map { ["  \($0.name)", "\($0.summary) (\($0.takes))"] }
        let others = [
            ["  sessionsDir", "the folder of the sessions"],
            ["  commands", "your own commands by name, each with description and lines"],
            ["  styles", "style cards by name, each with audience, tone, person, …; `:style use NAME` takes one"],
            [
                "  prices",
                "prices of a million tokens by model id, or PROVIDER/MODEL, such as 0.15",
            ],
            ["    prompt", "tokens to read"],
            ["    cached", "tokens in the server's cache; the price of prompt unless given"],
            ["    completion", "tokens to write"],
            ["  providers", "servers by name, each with the keys below and the settings of a model"],
            ["    baseURL", "its address"], ["    apiKey", "its key itself"],
            ["    apiKeyCommand", "a shell command that prints its key; not in ./.galley.yml"],
            ["    apiKeyVariable", "the variable that holds its key"],
        ]
        return TextTable.lines(settings + others).joined(separator: "\n")
    }
}
