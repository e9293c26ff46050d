import Manuscript
import Testing

@testable import Commands
@testable import Configuration
@testable import REPL

/// Everything that a page names in code spans exists: commands, settings, files and types.
struct ProjectNamesTests {
    /// The code spans of a page outside of code blocks, in order.
    static func spans(in page: Repository.File) -> [String] {
        var isBlock = false
        return page.lines.flatMap { line -> [String] in
            if line.trimmingPrefix(while: { $0 == " " }).hasPrefix("```") { isBlock.toggle() }
            return isBlock ? [] : line.matches(of: /`([^`]+)`/).map { String($0.output.1) }
        }
    }

    /// The pages that describe the program, without the history of changes, which may name what is gone.
    private static func pages() throws -> [Repository.File] {
        try Repository.pages().filter { $0.name != "CHANGELOG.md" }
    }

    @Test func commandsExist() throws {
        let names = Set(Catalogue.all.flatMap { [$0.card.name] + $0.card.aliases })
        for page in try Self.pages() {
            for name in Self.commands(in: page) { #expect(names.contains(name), "\(page.path) names :\(name)") }
        }
    }

    /// The commands that a page names, without the colon.
    static func commands(in page: Repository.File) -> [String] {
        spans(in: page).compactMap { $0.firstMatch(of: /^:([a-z]+)/).map { String($0.output.1) } }
    }

    @Test func settingsExist() throws {
        for page in try Self.pages() {
            for name in Self.settings(in: page) {
                #expect(SettingKey.exactly(name) != nil, "\(page.path) names the setting \(name)")
            }
        }
    }

    /// The settings that a page names behind `:set`.
    static func settings(in page: Repository.File) -> [String] {
        spans(in: page).compactMap { $0.firstMatch(of: /^:set ([a-z]\w*)/).map { String($0.output.1) } }
    }

    @Test func filesExist() throws {
        for page in try Self.pages() {
            for path in Self.files(in: page) { #expect(Repository.has(path), "\(page.path) names \(path)") }
        }
    }

    /// The paths that a page names, from the root.
    static func files(in page: Repository.File) -> [String] {
        spans(in: page).compactMap { span in
            span.firstMatch(of: #/^(?:Sources|Tests|scripts|sessions|\.github|\.ci)/[\w./+-]+/#).map {
                String($0.output)
            }
        }.filter { $0 != "sessions/NAME.json" }
    }

    @Test func typesExist() throws {
        let files = try Repository.sources() + Repository.swiftFiles(below: "Tests")
        let words = Set(files.flatMap { $0.text.utf8.split { !Self.isOfWord($0) }.map { Substring($0) } })
        let page = try Repository.file("CONTRIBUTING.md")
        let types = Self.types(in: page)
        #expect(types.count > 30)
        let folders = Set(files.flatMap { $0.path.split(separator: "/") })
        #expect(types.filter { !words.contains(Substring($0)) && !folders.contains(Substring($0)) } == [])
    }

    /// The names of types that a page has, such as `LineEditor` of `LineEditor.readLine`.
    static func types(in page: Repository.File) -> [String] {
        spans(in: page).compactMap { $0.firstMatch(of: /^[A-Z]\w*[a-z]\w*(?=\.[a-z]|$)/).map { String($0.output) } }
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    @Test func theTableOfChecksIsWhole() throws {
        let page = try Repository.file("\(ProjectPageTests.documentation)/commands.md")
        let rows = Self.rows(below: "| check | the figure |", in: page)
        let found = PostChecks.verdicts(on: Self.post).map {
            [$0.label, $0.limit == "–" ? "no limit" : $0.limit]
        }
        #expect(found.count == PostChecks.all.count)
        #expect(rows.map { [$0.first ?? "", $0.last ?? ""] } == found)
    }

    @Test func theTableOfFormatsIsWhole() throws {
        let page = try Repository.file("\(ProjectPageTests.documentation)/commands.md")
        let formats = Exports.all.map { ["`\($0.format)`", $0.summary] }
        #expect(Self.rows(below: "| format | is |", in: page) == formats)
    }

    @Test @MainActor func theTableOfJSONKeysIsWhole() throws {
        let page = try Repository.file("\(ProjectPageTests.documentation)/scripting.md")
        let endings: [Interpreter.Ending] = [.done(Report()), .done(Report(isRefused: true)), .failed("No."), .stopped]
        let printed = endings.compactMap { Runner.json(":show", $0)?.object?.keys }.flatMap { $0 }
        let rows = Self.rows(below: "| key | holds |", in: page).map { ($0.first ?? "").filter { $0 != "`" } }
        #expect(Set(printed) == Set(rows) && rows.count == Set(rows).count)
    }

    @Test func theTableOfRoomsIsWhole() throws {
        // An empty cell of folders or imports has a blank, so that every row has four.
        let rows = Self.rows(below: "| room | holds |", in: try Repository.file("CONTRIBUTING.md"))
        let rooms = rows.map { row in
            (
                name: (row.first ?? "").filter { $0 != "`" },
                imports: Set((row.last ?? "").split(separator: " ").map(String.init))
            )
        }
        #expect(Dictionary(uniqueKeysWithValues: rooms) == ImportTests.allowed)
        for (room, row) in zip(rooms, rows) where row.count == 4 {
            let folders = Set(row[2].split(separator: " ").map { String($0.dropFirst().dropLast()) })
            let found = try Repository.swiftFiles(below: "Sources/\(room.name)").map(\.path).compactMap { path in
                let parts = path.split(separator: "/")
                return parts.count > 3 ? String(parts[2]) : nil
            }
            #expect(folders == Set(found), "\(room.name)")
        }
        #expect(rows.allSatisfy { $0.count == 4 })
    }

    @Test func thePageOfModelsNamesEveryProviderAndKey() throws {
        let text = try Repository.file("\(ProjectPageTests.documentation)/models.md").text.lowercased()
        for name in Configuration.knownProviders where name != "builtin" { #expect(text.contains(name)) }
        for name in Configuration.keyVariables { #expect(text.contains(name.lowercased())) }
    }

    @Test func commentsCiteNoPageOutsideOfTheRepository() throws {
        for file in try Repository.sources() { #expect(Self.citations(in: file) == [], "\(file.path)") }
        let bad = Repository.File(path: "a", text: "/// As design §3 says.\n/// As RFC 9110 says.\n// See issue 12.")
        #expect(Self.citations(in: bad) == [1, 3])
    }

    /// Lines that cite a design page or an issue by its number, which a reader cannot look up.
    static func citations(in file: Repository.File) -> [Int] {
        file.lines.enumerated().filter { $0.element.contains("//") && $0.element.contains(/design §|\bissue #?\d/) }
            .map { $0.offset + 1 }
    }

    /// A post at which every check can look.
    private static var post: CheckedPost {
        let text =
            "You see that your lamp is lit in the evening, and you know that the ships of your town find the way home."
        // Enough sections, sentences and bytes for every check.
        let body = Array(repeating: text, count: 16).joined(separator: " ")
        var post = CheckedPost(markdown: "# Lamps\n" + (1...3).map { "\n## Part \($0)\n\n\(body)\n" }.joined())
        for index in post.parts.indices { post.parts[index].budget = 20 }
        post.topic = "Lamps"
        post.cited = CitedPassages([], texts: [])
        (post.style.person, post.style.banned) = ("second person", ["delve"])
        return post
    }

    /// The cells of the rows of a table, found by how its head begins.
    static func rows(below head: String, in page: Repository.File) -> [[String]] {
        let table = page.lines.drop { !$0.hasPrefix(head) }.dropFirst(2).prefix { $0.hasPrefix("|") }
        return table.map { $0.split(separator: "|").map { String($0.trimmed) } }
    }

    @Test func theRulesCanFail() {
        let page = Repository.File(
            path: "a",
            text: """
                `:shine 2` and `:set glow on`, `Sources/Lamp.swift` and `Lamp.light(at:)`, `NO_COLOR`, `Lamp`
                ```
                `:hidden`
                ```
                | check | the figure | limit |
                |---|---|---|
                | glow | how much | 0 |
                """)
        #expect(Self.commands(in: page) == ["shine", "set"])
        #expect(Self.settings(in: page) == ["glow"])
        #expect(Self.files(in: page) == ["Sources/Lamp.swift"])
        #expect(Self.types(in: page) == ["Lamp", "Lamp"])
        #expect(Self.rows(below: "| check", in: page) == [["glow", "how much", "0"]])
    }
}
