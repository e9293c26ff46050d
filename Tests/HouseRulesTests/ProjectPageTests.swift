import Chains
import Manuscript
import REPL
import Terminal
import Testing

@testable import Commands
@testable import Configuration

/// The Markdown pages: a short README, tables that are generated, links that lead somewhere.
struct ProjectPageTests {
    /// Words of the longest README, counted as `wc -w` counts them.
    static let longest = 1200
    /// The folder of the documentation.
    static let documentation = "Sources/galley/galley.docc"

    // MARK: - Tables

    @Test(arguments: [
        ("commands", "commands", Catalogue.markdownTable()),
        ("configuration", "settings", SettingKey.markdownTable()),
        ("models", "providers", KnownProvider.markdownTable()), ("files", "files", LeftFile.markdownTable()),
        ("environment", "environment", EnvironmentVariable.markdownTable()),
        ("terminal", "keys", Shortcut.markdownTable()), ("scripting", "statuses", Runner.Status.markdownTable()),
    ])
    func tablesAreGenerated(page: String, mark: String, expected: String) throws {
        let text = try Repository.file("\(Self.documentation)/\(page).md").text
        #expect(
            Self.marked(text, by: mark) == expected,
            "Put this between <!-- \(mark) --> and <!-- /\(mark) -->:\n\(expected)")
    }

    @Test func theSessionFormatIsThatOfTheSchema() throws {
        let schema = try JSONValue(parsing: Repository.file("sessions/galley-session.schema.json").text)
        let text = try Repository.file("\(Self.documentation)/session-format.md").text
        let expected = SessionFormatPage.markdown(of: schema)
        #expect(Self.marked(text, by: "format") == expected, "Put this between the marks:\n\(expected)")
    }

    /// The text between the two marks, without the line feeds around it; nil if they are missing.
    static func marked(_ text: String, by mark: String) -> String? {
        guard let start = text.firstRange(of: "<!-- \(mark) -->\n"),
            let end = text[start.upperBound...].firstRange(of: "\n<!-- /\(mark) -->")
        else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }

    @Test func settingsFitIntoTheTable() {
        for key in SettingKey.all { #expect(!(key.summary + key.takes).contains("|"), "\(key.name)") }
    }

    // MARK: - Length

    static func words(in text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }

    @Test func theReadmeIsShort() throws {
        let words = Self.words(in: try Repository.file("README.md").text)
        #expect(words <= Self.longest, "README.md has \(words) words; move a part to \(Self.documentation)")
    }

    // MARK: - Links

    /// The targets of the links and pictures of a page that lead to files, without what follows a `#`, from the root.
    ///
    /// A target that leaves the repository begins with `..`.
    static func targets(in page: Repository.File) -> [String] {
        let folder = page.path.split(separator: "/").dropLast()
        return Self.links(in: page).filter { !$0.hasPrefix("#") && !$0.contains(":") }.map { link in
            var parts = folder
            for part in link.prefix(while: { $0 != "#" }).split(separator: "/") where part != "." {
                if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
            }
            return parts.joined(separator: "/")
        }
    }

    /// The targets of all links and pictures outside of code, as they are written.
    private static func links(in page: Repository.File) -> [String] {
        var isCode = false
        return page.lines.flatMap { line -> [String] in
            if line.trimmingPrefix(while: { $0 == " " }).hasPrefix("```") { isCode.toggle() }
            guard !isCode else { return [] }
            let prose = line.replacing(/`[^`]*`/, with: "")
            return prose.matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
        }
    }

    /// The part behind the `#` of each link that has one, with the file that it leads to.
    private static func anchors(in page: Repository.File) -> [(file: String, anchor: String)] {
        links(in: page).filter { $0.contains("#") && !$0.contains(":") }.map { link in
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let target = targets(in: .init(path: page.path, text: "[x](\(parts[0]))")).first
            return (parts[0].isEmpty ? page.path : target ?? "", parts[1])
        }
    }

    /// The anchors of a page's headings, as forges derive them.
    static func headings(of text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
                let title = line.drop { $0 == "#" || $0 == " " }.lowercased().filter {
                    $0.isLetter || $0.isNumber || $0 == " " || $0 == "-"
                }
                return title.replacing(" ", with: "-")
            })
    }

    @Test func linksLeadToFiles() throws {
        let pages = try Repository.pages()
        #expect(pages.count >= 10)
        for page in pages {
            for target in Self.targets(in: page) { #expect(Repository.has(target), "\(page.path) links to \(target)") }
            for link in Self.anchors(in: page) {
                let text = try Repository.file(link.file).text
                #expect(Self.headings(of: text).contains(link.anchor), "\(page.path) links to \(link)")
            }
        }
    }

    @Test func theRootPageLinksAllPages() throws {
        let root = "\(Self.documentation)/galley.md"
        let linked = Set(Self.targets(in: try Repository.file(root)))
        let pages = try Repository.pages().map(\.path).filter { $0.hasPrefix(Self.documentation + "/") }
        #expect(pages.count >= 9)
        for page in pages where page != root { #expect(linked.contains(page), "\(root) does not link \(page)") }
    }

    // MARK: - Tests that pages name

    @Test func theTestsThatASecurityPageNamesExist() throws {
        let names = Set(try Repository.swiftFiles(below: "Tests").map { String($0.name.dropLast(6)) })
        let text = try Repository.file("\(Self.documentation)/security.md").text
        let named = text.matches(of: /`(\w+Tests)`/).map { String($0.output.1) }
        #expect(named.count > 20)
        for name in named { #expect(names.contains(name), "\(name)") }
    }

    @Test func theRulesCanFail() {
        #expect(Self.marked("no marks", by: "commands") == nil)
        #expect(Self.marked("<!-- commands -->\nold\n<!-- /commands -->", by: "commands") == "old")
        #expect(Self.words(in: " one  two\n\nthree\n") == 3)
        let page = Repository.File(
            path: "a/b/page.md",
            text: """
                [one](c.md) and ![two](../../d/e.svg), [three](https://example.org/x.md), [four](#five)
                `[code](f.md)`
                ```
                [more](g.md)
                ```
                [out](../../../h.md) [part](./c.md#i)
                """)
        #expect(Self.targets(in: page) == ["a/b/c.md", "d/e.svg", "../h.md", "a/b/c.md"])
        #expect(Self.headings(of: "# A b\ntext\n## What it *costs*, `now`") == ["a-b", "what-it-costs-now"])
    }
}
