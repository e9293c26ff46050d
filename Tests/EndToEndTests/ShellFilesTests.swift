import Manuscript
import Platform
import Testing

/// Output for shells and `man`: completions, the manual page, help, version.
@Suite(.timeLimit(.minutes(5))) struct ShellFilesTests {
    /// Every command of the program by its words, as the argument parser tells them.
    private func commands(at place: Place) async throws -> [(words: [String], options: [String])] {
        let outcome = try await place.run("--experimental-dump-help")
        func walk(_ value: JSONValue, _ words: [String]) -> [(words: [String], options: [String])] {
            let options = (value["arguments"]?.array ?? []).flatMap { $0["names"]?.array ?? [] }
                .compactMap { name in name["name"]?.string.map { (name["kind"] == "long" ? "--" : "-") + $0 } }
            let below = (value["subcommands"]?.array ?? []).filter { $0["commandName"] != "help" }
            return [(words, options)] + below.flatMap { walk($0, words + [$0["commandName"]?.string ?? ""]) }
        }
        return walk(try JSONValue(parsing: outcome.output)["command"] ?? .null, [])
    }

    @Test func helpFitsInEightyColumns() async throws {
        let place = try Place()
        let commands = try await commands(at: place)
        #expect(commands.count > 10 && commands.contains { $0.words == ["model", "serve"] })
        for command in commands {
            let outcome = try await place.run(command.words + ["--help"])
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            let wide = outcome.output.split(separator: "\n").filter { $0.count > 80 }
            #expect(wide.isEmpty, "\(command.words): \(wide.joined(separator: "|"))")
            #expect(outcome.output.contains("USAGE: galley"))
        }
    }

    @Test func thePageOfScriptsNamesEverySubcommandAndOption() async throws {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
        let bytes = try Files.read("\(root)/Sources/galley/galley.docc/scripting.md")
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let firsts = rows.compactMap { $0.split(separator: "|").first }
        let commands = try await commands(at: Place())
        let named = firsts.flatMap { $0.matches(of: /`(-[-a-z][-a-z0-9]*)/).map { String($0.output.1) } }
        #expect(Set(named) == Set(commands.flatMap(\.options)))
        let subcommands = firsts.compactMap { $0.firstMatch(of: /`galley ([a-z ]+[a-z])/).map { String($0.output.1) } }
        // A command that only gathers others has no row.
        let all = commands.map(\.words).filter { words in
            !words.isEmpty && !commands.contains { $0.words.count > words.count && $0.words.starts(with: words) }
        }
        #expect(
            Set(subcommands) == Set(all.map { $0.first == "completions" ? "completions" : $0.joined(separator: " ") }))
    }

    @Test func theVersionTellsWhatItIsMadeOf() async throws {
        let outcome = try await Place().run("--version")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(outcome.status == 0 && lines.count == 6, "\(outcome)")
        #expect(lines[0].wholeMatch(of: /galley \d+\.\d+\.\d+/) != nil)
        #expect(lines[1].wholeMatch(of: /commit (unknown|[0-9a-f]{12}(\+changes)?)/) != nil)
        for (line, name) in zip(lines[2...], ["libedit", "libcurl", "cmark-gfm", "libyaml"]) {
            #expect(line.wholeMatch(of: /[a-z-]+ \d+\.\d+[0-9a-z.]*/) != nil && line.hasPrefix(name))
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsAreScriptsOfTheirShell(shell: String) async throws {
        let place = try Place()
        let outcome = try await place.run("completions", shell)
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        for word in ["write", "sessions-dir", "completions"] { #expect(outcome.output.contains(word)) }
        try place.write(outcome.output, to: "script")
        // Where the shell is not there, bash alone is asked.
        let check = try await place.shell("command -v \(shell) > there || exit 0; \(shell) -n script")
        #expect(check.status == 0 && check.errors.isEmpty, "\(check)")
    }

    @Test func unknownShellsAreWrongUsage() async throws {
        let outcome = try await Place().run("completions", "tcsh")
        #expect(outcome.status == 64 && outcome.errors.contains("tcsh"))
    }

    /// The completions of bash in a folder with sessions.
    @Test(arguments: [
        ("galley wr", "write"), ("galley --prov", "--provider"), ("galley -r ha", "half-post"),
        ("galley export ha", "half-post"), ("galley --provider gr", "groq"), ("galley model ins", "install"),
        ("galley completions zs", "zsh"),
    ])
    func bashCompletes(line: String, expected: String) async throws {
        let place = try Place()
        try place.keep(Posts.half(named: "half-post"))
        place.environment["PATH"] = Files.folder(of: try Child.program()) + ":" + (place.environment["PATH"] ?? "")
        let words = line.split(separator: " ")
        let outcome = try await place.shell(
            """
            galley completions bash > script; unset -f galley; source ./script
            COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
            COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
            _galley galley "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """)
        let offered = outcome.output.split(separator: "\n").map { $0.split(separator: " ").first.map(String.init) }
        #expect(offered.contains(expected), "\(outcome)")
    }

    @Test func theManualHasEveryOption() async throws {
        let place = try Place()
        let manual = try await place.run("manual")
        #expect(manual.status == 0 && manual.errors.isEmpty && manual.output.hasPrefix(".TH GALLEY 1 "))
        #expect(manual.output.utf8.allSatisfy { $0 < 0x80 }, "ASCII alone, as every roff reads it")
        for command in try await commands(at: place) {
            for option in command.options {
                let written = option.replacing("-", with: "\\-")
                #expect(manual.output.contains("\\fB\(written)\\fR"), "\(command.words) \(option)")
            }
        }
        #expect(manual.output.contains(".SS \"galley model install [MODEL]\""))
        #expect(manual.output.contains("\\fB:rewrite ADDRESS [INSTRUCTION]\\fR"))
    }

    @Test func theManualIsReadWithoutWarnings() async throws {
        let outcome = try await Place().shell(
            """
            command -v groff > /dev/null || exit 0
            galley manual > galley.1 && groff -man -Tutf8 -ww galley.1 > page && grep -q 'SUBCOMMANDS' page
            LANG=C.UTF-8 man -l galley.1 > page 2> warnings || exit 0; cat warnings >&2
            """)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
    }
}
