package import Configuration
import Library
import Manuscript
import Platform

/// `galley doctor`: looks at everything that Galley uses and says what to do about faults.
package struct Checkup: Sendable {
    /// The results, in the order in which they are shown.
    package let findings: [Finding]

    /// Looks at the libraries, keys and folders; `facts` are the results of other rooms.
    ///
    /// Connects to nothing. `sessions` is the folder of the sessions. `unreadable` is the reason why the configuration
    /// cannot be read. `libraries` are the versions of libraries that other rooms load, by name, nil if missing.
    package init(
        _ configuration: Configuration, sessions: String, terminal: TerminalFacts, unreadable: String?,
        libraries: [(name: String, version: String?)], model: Finding
    ) {
        let environment = configuration.processEnvironment.real
        findings =
            terminal.findings(environment) + Self.libraries(libraries)
            + [unreadable.map { Finding("settings", fault: $0) } ?? Self.settings(configuration)]
            + [model] + Self.keys(configuration) + FolderCheck.findings(environment, sessions: sessions)
    }

    /// Shows results, with nothing else known.
    package init(findings: [Finding]) { self.findings = findings }

    /// True if nothing is unusable.
    package var isUsable: Bool { !findings.contains { $0.state == .fault } }

    /// The report, as lines for people and an object for programs.
    package var report: Report {
        let faults = findings.filter { $0.state == .fault }.count
        let words = faults == 1 ? "1 fault." : "\(faults) faults."
        let rows = rows
        let table = TableAnswer(head: [], wide: rows.map { $0.head + $0.text }) { width in
            rows.flatMap { Self.lines($0.head, $0.text, width: width) }
        }
        return Report(
            Report.Answer(table), note: faults == 0 ? "Everything is usable." : words,
            data: ["usable": .bool(isUsable), "findings": .array(findings.map(Self.data))])
    }

    /// A row for each result, and one for its advice below it: state and area, and the text.
    private var rows: [(head: String, text: String)] {
        let width = (findings.map(\.area.count).max() ?? 0) + 2
        return findings.flatMap { finding in
            let head = finding.state.rawValue.padded(to: 7) + finding.area.padded(to: width)
            let advice = finding.advice.isEmpty ? [] : [("".padded(to: 7 + width), finding.advice)]
            return [(head, finding.text)] + advice
        }
    }

    /// Returns a row with its text broken at blanks, each line of it below the first; narrow screens get a smaller margin.
    private static func lines(_ head: String, _ text: String, width: Int) -> [String] {
        let isNarrow = width < 60
        let margin = "".padded(to: isNarrow ? 2 : head.count)
        var lines = isNarrow ? (head.trimmed.isEmpty ? [margin] : [head, margin]) : [head]
        var isFirst = true
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1] + (isFirst ? "" : " ") + word
            if isFirst || line.reduce(0, { $0 + $1.displayWidth }) <= width {
                lines[lines.count - 1] = line
            } else {
                lines.append(margin + word)
            }
            isFirst = false
        }
        return lines
    }

    private static func data(_ finding: Finding) -> JSONValue {
        [
            "area": .string(finding.area), "state": .string(finding.state.rawValue), "text": .string(finding.text),
            "advice": .string(finding.advice),
        ]
    }

    // MARK: - Libraries

    /// The packages of Debian and Homebrew that hold a library, and what cannot be done without it.
    private static let packages: [String: (debian: String, brew: String, loss: String)] = [
        "libcurl": ("libcurl4", "curl", "no model server and no page can be reached"),
        "libyaml": ("libyaml-0-2", "libyaml", "no configuration file and no front matter can be read"),
        "libxml2": ("libxml2", "libxml2", "no page in HTML can be read as a source"),
        "sqlite": ("libsqlite3-0", "sqlite", "no sources can be searched"),
        "zlib": ("zlib1g", "zlib", "`:check` leaves out the row compressibility"),
    ]

    private static func libraries(_ given: [(name: String, version: String?)]) -> [Finding] {
        let here =
            given + [
                ("libyaml", InstalledYAML.version),
                ("libxml2", InstalledLibraries.faultOfXML == nil ? "" : nil),
                ("sqlite", InstalledLibraries.faultOfSQLite == nil ? "" : nil),
                ("zlib", Compressibility.hasLibrary ? "" : nil),
            ]
        let found = here.compactMap { name, version in version.map { $0.isEmpty ? name : "\(name) \($0)" } }
        let missing = here.filter { $0.version == nil }.map { name, _ in
            let package = packages[name]
            return Finding(
                "libraries", .fault, "\(name) is not installed: \(package?.loss ?? "the prompt cannot be used")",
                advice: package.map {
                    "Install it (Debian: `sudo apt-get install \($0.debian)`, macOS: `brew install \($0.brew)`)."
                } ?? "Install it.")
        }
        return (found.isEmpty ? [] : [Finding("libraries", found.joined(separator: ", "))]) + missing
    }

    // MARK: - Settings and keys

    private static func settings(_ configuration: Configuration) -> Finding {
        let remarks = configuration.remarks.filter { !$0.contains("chmod 600") }
        guard remarks.isEmpty else { return Finding("settings", .note, remarks.joined(separator: " ")) }
        let files = configuration.files.map(\.place.path)
        return Finding("settings", files.isEmpty ? "no files, which is fine" : files.joined(separator: ", "))
    }

    /// The keys that are set, by the place that sets them; the keys themselves are never read.
    private static func keys(_ configuration: Configuration) -> [Finding] {
        let variables = configuration.keyNames.sorted().compactMap {
            configuration.processEnvironment.variable($0)?.source.words
        }
        let files = configuration.files.filter { $0.providers.values.contains { $0["apiKey"] != nil } }
        let set = variables + files.map { "a key in \($0.place.path)" }
        let open = files.filter(\.isOpenToOthers).map { file in
            Finding(
                "keys", .note, "others on this machine can read the key in \(file.place.path)",
                advice: "Run `chmod 600 \(file.place.path)`.")
        }
        let text = set.isEmpty ? "none; only hosted models need one" : "set: " + set.joined(separator: ", ")
        return [Finding("keys", text)] + open
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
