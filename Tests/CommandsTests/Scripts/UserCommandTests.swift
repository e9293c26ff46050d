import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Configuration
@testable import Storage

/// Commands of one's own.
@Suite struct UserCommandTests {
    private let place = ConfigFile.Place(path: "./.galley.yml", isProjects: true)

    private func file(_ text: String) throws -> ConfigFile {
        try ConfigFile(Array(text.utf8), at: place, user: "config.yml", reserved: Catalogue.names)
    }

    private func workspace(_ text: String) throws -> TestWorkspace {
        try TestWorkspace(Posts.written, configuration: Configuration(files: [try file(text)]))
    }

    @Test func theyAreReadFromAFile() throws {
        let file = try file(
            """
            commands:
              tidy:
                description: shorten a section
                lines:
                  - :rewrite $1 shorter
                  - ":show $1"
              done:
                lines: |
                  # all of it
                  :check
                  :export md $1
            """)
        #expect(file.unknown.isEmpty && file.refused.isEmpty)
        let tidy = try #require(file.commands["tidy"])
        #expect(tidy.lines == [":rewrite $1 shorter", ":show $1"] && tidy.description == "shorten a section")
        #expect(tidy.synopsis == ":tidy $1" && tidy.source == .file(place, line: 2))
        #expect(file.commands["done"]?.lines == [":check", ":export md $1"])
    }

    @Test(arguments: [
        ("commands: x", "commands takes names, each with keys below it"),
        ("commands:\n  a: x", "commands.a takes keys below it, such as lines"),
        ("commands:\n  a:\n    lines: []", "commands.a.lines takes a list of lines"),
        ("commands:\n  a:\n    description: x", "commands.a.lines takes a list of lines"),
        ("commands:\n  a:\n    lines:\n      - :note 2 foo: bar", "commands.a.lines takes a list of lines"),
        ("commands:\n  a:\n    description: [x]\n    lines: [x]", "commands.a.description takes a text"),
    ])
    func userCommandsTakeArguments(text: String, expected: String) {
        #expect(throws: ConfigError.self) { try file(text.replacing("  a:", with: "  ab:")) }
        do { _ = try file(text.replacing("  a:", with: "  zz:")) } catch {
            let said = sentence(for: error)
            #expect(said.contains(expected.replacing("commands.a", with: "commands.zz")), "\(said)")
            #expect(said.hasPrefix("./.galley.yml, line "))
        }
    }

    @Test func unknownKeysAreNamed() throws {
        let file = try file("commands:\n  tidy:\n    descripton: x\n    lines: [\":check\"]\n    zebra: 1")
        #expect(file.unknown.map(\.key) == ["commands.tidy.descripton", "commands.tidy.zebra"])
        #expect(file.unknown.map(\.line) == [3, 5] && file.unknown.map(\.suggestion) == ["description", nil])
        #expect(try self.file("comands: {}").unknown.first?.suggestion == "commands")
    }

    /// Nothing that a file says changes what a line means; a later Galley with more commands reads old files.
    @Test(arguments: [
        ("show", "is a built-in command"), ("exit", "is a built-in command"), ("rew", "is short for :rewrite"),
        ("w", "is short for :write"), ("Tidy", "is not a valid command name"), ("a b", "is not a valid command name"),
        ("9x", "is not a valid command name"), ("\"\"", "is not a valid command name"),
    ])
    func namesThatAreRefused(name: String, reason: String) throws {
        let file = try file("commands:\n  \(name):\n    lines: [\":check\"]")
        #expect(file.commands.isEmpty)
        let said = try #require(file.refused.first)
        #expect(said.hasPrefix("./.galley.yml, line 2: ") && said.contains(reason) && said.contains("It is ignored"))
        #expect(Configuration(files: [file]).remarks == [said])
    }

    @Test func theyRunWithTheirArguments() async throws {
        let workspace = try workspace(
            """
            commands:
              tidy: {lines: [":rename $1 $2", ":note $1 $$5: $*"]}
            """)
        let ending = await Interpreter.run(":tidy 1 \"The $1 start\" soon", in: workspace.workspace)
        guard case .done = ending else {
            Issue.record("\(ending)")
            return
        }
        let section = workspace.session.outline.sections[0]
        #expect(section.title == "The $1 start", "an argument is not read again")
        #expect(section.notes == "$5: 1 \"The $1 start\" soon")
        _ = await Interpreter.run("/tid 2 Shop", in: workspace.workspace)
        #expect(workspace.session.outline.sections[1].title == "Shop", "by its beginning")
    }

    @Test func argumentsAreCounted() async throws {
        let workspace = try workspace("commands:\n  tidy: {lines: [\":rename $1 $2\"]}\n  lone: {lines: [\":check\"]}")
        await workspace.refuses(":tidy 1", ":tidy needs 2 arguments: :tidy $1 $2. `:help tidy` shows its lines.")
        await workspace.refuses(":tidy 1 2 3", ":tidy does not take \"3\". `:help tidy` shows how.")
        await workspace.refuses(":lone x", ":lone does not take \"x\". `:help lone` shows how.")
    }

    @Test func errorsNameTheLine() async throws {
        let workspace = try workspace("commands:\n  tidy: {lines: [\":show $1\"]}\n  again: {lines: [\":again\"]}")
        await workspace.refuses(
            ":tidy 9", ":tidy, line 1: There is no section 9; this post has 4 at the top level. `:outline` lists them.")
        await workspace.refuses(
            ":again", ":again, line 1: :again would run itself (:again → :again), without end. Take that line out.")
        await workspace.refuses(":tdiy 1", "There is no command :tdiy; did you mean :tidy? `:help` lists them.")
    }

    @Test func galleysOwnComeFirst() async throws {
        let workspace = try workspace("commands:\n  redraft: {lines: [\":quit\"]}\n  redress: {lines: [\":quit\"]}")
        let file = workspace.file
        #expect(
            await Interpreter.run(":red", in: workspace.workspace)
                == .failed(
                    "Nothing to redo."))
        #expect(
            await Interpreter.run(":redr", in: workspace.workspace)
                == .failed(
                    ":redr could be :redraft, :redress. Type one more letter."))
        #expect(workspace.file == file)
    }

    @Test func helpShowsThem() async throws {
        let workspace = try workspace("commands:\n  tidy: {description: shorten it, lines: [\":rename $1 $*\"]}")
        let all = try await workspace.run(":help")
        #expect(all.plain?.contains("\nyour own  :tidy\n") == true)
        #expect(all.data["own"]?.array?.first?["name"] == "tidy")
        for line in [":help tidy", ":help :tid"] {
            #expect(
                try await workspace.run(line).plain == """
                    :tidy $1 …
                    shorten it
                    It runs:
                      :rename $1 $*
                    From ./.galley.yml, line 2.
                    """)
        }
        await workspace.refuses(":help tdiy", "There is no command :tdiy; did you mean :tidy? `:help` lists them.")
    }

    @Test func theNearestFileWins() throws {
        let user = try ConfigFile(
            Array("commands:\n  one: {lines: [\":check\"]}\n  two: {lines: [\":check\"]}".utf8),
            at: .init(path: "user.yml"), user: "user.yml")
        let configuration = Configuration(files: [try file("commands:\n  two: {lines: [\":status\"]}"), user])
        #expect(configuration.userCommands.map(\.name) == ["one", "two"])
        #expect(configuration.userCommands[1].lines == [":status"])
        let rows = ConfigReport(
            configuration, folder: SessionFolder(path: "x").path, session: Posts.written
        ).rows.filter { $0.key.hasPrefix("commands.") }
        #expect(rows.map(\.value) == [":check", ":status"])
    }

    /// Lines of somebody else's folder set no server, and do not make a host one that gets a key.
    @Test(arguments: [true, false])
    func aFolderNamesNoHost(isProjects: Bool) async throws {
        let text = "commands:\n  there: {lines: [\":set baseURL https://example.org/v1\"]}"
        let file = try ConfigFile(
            Array(text.utf8), at: .init(path: "c.yml", isProjects: isProjects), user: "config.yml")
        let workspace = try TestWorkspace(Posts.written, configuration: Configuration(files: [file]))
        _ = await Interpreter.run(":there", in: workspace.workspace)
        #expect(workspace.session.settings["baseURL"] == (isProjects ? nil : "https://example.org/v1"))
        #expect(workspace.models.chosen == (isProjects ? [] : ["https://example.org/v1"]))
    }
}
