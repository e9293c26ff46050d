import Configuration
import Platform
import TestSupport
import Testing

@testable import Commands

struct CheckupTests {
    private let terminal = TerminalFacts(isTerminal: true, columns: 80, rows: 24, isASCII: false)

    /// The checkup of an environment in which everything is as it should be, apart from what is given.
    private func checkup(
        _ environment: [String: String], unreadable: String? = nil, curl: String? = "8.0", files: [ConfigFile] = []
    ) -> Checkup {
        Checkup(
            Configuration(processEnvironment: ProcessEnvironment(real: environment), files: files),
            sessions: (environment["HOME"] ?? "") + "/sessions", terminal: terminal, unreadable: unreadable,
            libraries: [("libedit", "2.11"), ("libcurl", curl)], model: Finding("model", "m on a server"))
    }

    private func states(_ checkup: Checkup, _ area: String) -> [Finding.State] {
        checkup.findings.filter { $0.area == area }.map(\.state)
    }

    @Test func aHealthyMachineHasNoFaults() throws {
        let home = try TemporaryFolder()
        let checkup = checkup(["HOME": home.path, "TERM": "xterm", "LANG": "C.UTF-8"])
        #expect(checkup.isUsable, "\(checkup.findings)")
        #expect(checkup.report.note == "Everything is usable.")
        #expect(checkup.findings.allSatisfy { $0.state != .ok || $0.advice.isEmpty })
    }

    @Test func aMissingLibraryIsAFaultThatNamesItsPackage() throws {
        let home = try TemporaryFolder()
        let checkup = checkup(["HOME": home.path], curl: nil)
        let fault = try #require(checkup.findings.first { $0.state == .fault })
        #expect(!checkup.isUsable && fault.text.contains("libcurl") && fault.advice.contains("libcurl4"))
        #expect(checkup.report.note == "1 fault.")
    }

    @Test func keysAreNamedAndNeverShown() throws {
        let home = try TemporaryFolder()
        let checkup = checkup(["HOME": home.path, "GROQ_API_KEY": "gsk-secret", "OPENAI_API_KEY": ""])
        let text = checkup.report.answer.content.plainText + "\(checkup.report.data)"
        #expect(text.contains("GROQ_API_KEY") && !text.contains("secret") && !text.contains("OPENAI_API_KEY"))
    }

    @Test func anUnreadableConfigurationIsAFaultWithItsAdvice() {
        let checkup = checkup([:], unreadable: "a.yml, line 2: bad value. Give a number.")
        #expect(
            checkup.findings.contains(
                Finding("settings", .fault, "a.yml, line 2: bad value", advice: "Give a number.")))
    }

    @Test func emptyAndRelativeVariablesCountAsUnset() throws {
        let home = try TemporaryFolder()
        let checkup = checkup(["HOME": home.path, "XDG_DATA_HOME": "", "XDG_STATE_HOME": "here"])
        let texts = checkup.findings.map(\.text).joined(separator: "\n")
        #expect(
            texts.contains("\(home.path)/.local/share/galley") && texts.contains("\(home.path)/.local/state/galley"))
        #expect(checkup.isUsable)
    }

    @Test func withoutAHomeFolderEachFolderIsANote() {
        let checkup = checkup([:])
        for folder in UserFolder.allCases { #expect(states(checkup, "\(folder)") == [.note]) }
    }

    @Test(arguments: [30, 50, 79, 100]) func longTextsStayInTheirColumn(width: Int) throws {
        let words = (1...30).map { "word\($0)" }.joined(separator: " ")
        let checkup = Checkup(findings: [Finding("model", .fault, words, advice: "Do it."), Finding("keys", "none")])
        let table = try #require(checkup.report.answer.content as? TableAnswer)
        let lines = table.narrow(width)
        #expect(lines.allSatisfy { $0.count <= width } && lines[0].hasPrefix("fault  model"))
        let text = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(text.contains("\(words) Do it. ok keys none"))
        let margin = width < 60 ? 2 : 14
        #expect(lines.filter { $0.contains("word30") }.allSatisfy { $0.prefix { $0 == " " }.count == margin })
        #expect(table.plainText.split(separator: "\n").count == 3)
    }

    // MARK: - Folders

    @Test func aFolderIsMadeWhenItIsNeeded() throws {
        let home = try TemporaryFolder()
        let check = FolderCheck(area: "data", path: "\(home.path)/a/b", isPrivate: true)
        #expect(check.finding.state == .ok && !Files.exists("\(home.path)/a"))
    }

    @Test func aFileInPlaceOfAFolderIsAFault() throws {
        let home = try TemporaryFolder()
        try Files.replace("\(home.path)/a", with: [])
        for path in ["\(home.path)/a", "\(home.path)/a/b"] {
            let finding = FolderCheck(area: "data", path: path, isPrivate: true).finding
            #expect(finding.state == .fault && !finding.advice.isEmpty, "\(finding)")
        }
    }

    @Test func aFolderThatOthersCanReadIsANoteIfItIsPrivate() throws {
        let home = try TemporaryFolder()
        chmod(home.path, 0o755)
        #expect(FolderCheck(area: "data", path: home.path, isPrivate: true).finding.state == .note)
        #expect(FolderCheck(area: "data", path: home.path, isPrivate: false).finding.state == .ok)
        chmod(home.path, 0o700)
        #expect(FolderCheck(area: "data", path: home.path, isPrivate: true).finding.state == .ok)
    }

    @Test(arguments: [("/a/b/c", "/"), ("a/b", "."), ("/tmp/nonesuch/x", "/tmp")])
    func theNearestExistingFolderIsFound(path: String, above: String) {
        #expect(FolderCheck.existing(above: path) == above)
    }

    // MARK: - Terminal

    @Test(arguments: [
        (true, "xterm", 80, false, Finding.State.ok, Finding.State.ok), (true, "dumb", 80, false, .note, .ok),
        (true, "xterm", 20, false, .note, .ok), (false, "xterm", 80, true, .note, .note),
        (true, "nonesuch-terminal", 80, false, .note, .ok),
    ])
    func oddTerminalsAreNotesWithAdvice(
        isTerminal: Bool, term: String, columns: Int, isASCII: Bool, terminal: Finding.State, locale: Finding.State
    ) {
        let facts = TerminalFacts(isTerminal: isTerminal, columns: columns, rows: 24, isASCII: isASCII)
        let findings = facts.findings(["TERM": term, "LANG": isASCII ? "C" : "C.UTF-8"])
        #expect(findings.map(\.state) == [terminal, locale], "\(findings)")
        for finding in findings where finding.state == .note { #expect(!finding.advice.isEmpty) }
    }
}
