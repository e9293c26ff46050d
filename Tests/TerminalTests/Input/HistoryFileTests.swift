import Platform
import Testing

@testable import Terminal

@Suite struct HistoryFileTests {
    /// A folder of its own, gone with the test.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.path() + "/galley-history-\(UInt64.random(in: 0 ... .max))"
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test func entriesComeBackInOrder() throws {
        let folder = Folder()
        let file = HistoryFile(path: "\(folder.path)/deep/history")
        #expect(file.entries().isEmpty)
        let entries = ["one", "zwei é 日本 🚢", "a\nb", #"back\slash \n"#, "\r\nx", "e\u{301}", "tab\there"]
        for entry in entries { file.append(entry) }
        #expect(HistoryFile(path: "\(folder.path)/deep/history").entries() == entries)
        var information = stat()
        #expect(stat("\(folder.path)/deep/history", &information) == 0 && information.st_mode & 0o777 == 0o600)
    }

    @Test func emptyLinesAndKeysAreNotSaved() {
        let folder = Folder()
        let file = HistoryFile(path: "\(folder.path)/history")
        for entry in ["", ":set apiKey x", "use sk-0123456789abcdef", "gsk_0123456789ABCDEF", "API_KEY=x"] {
            file.append(entry)
        }
        #expect(file.entries().isEmpty)
        file.append("a task-force of masks-and-things")
        #expect(file.entries() == ["a task-force of masks-and-things"])
    }

    @Test func anyTextSurvivesTheCoding() {
        var random = Seeded(state: 7)
        for _ in 0..<500 {
            let pieces = ["\\", "n", "\n", "\r", "é", "\u{301}", "日", "🚢", " ", "x"]
            let text = random.text(of: pieces, count: Int.random(in: 0...12, using: &random))
            let line = HistoryFile.encoded(text)
            #expect(!line.utf8.contains(UInt8(ascii: "\n")))
            #expect(Array(HistoryFile.decoded(line.utf8).utf8) == Array(text.utf8))
        }
    }

    @Test func theFileIsCutBackToTheLimit() throws {
        let folder = Folder()
        try Files.makeFolder(folder.path)
        let path = "\(folder.path)/history"
        let count = HistoryFile.limit * 5 / 4 + 1
        let width = String(repeating: "x", count: 200)
        try Files.replace(path, with: Array((1...count).map { "\(width)\($0)\n" }.joined().utf8))
        HistoryFile(path: path).append("the last")
        let lines = try Files.read(path).split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == HistoryFile.limit)
        #expect(lines.suffix(2).map { String(decoding: $0, as: UTF8.self) } == ["\(width)\(count)", "the last"])
    }

    @Test func aFileThatCannotBeWrittenIsPassedOver() throws {
        let folder = Folder()
        try Files.makeFolder(folder.path)
        try Files.replace("\(folder.path)/file", with: [])
        HistoryFile(path: "\(folder.path)/file/history").append("x")
        // A link is not followed: what it leads to is not galley's.
        symlink("\(folder.path)/file", "\(folder.path)/history")
        HistoryFile(path: "\(folder.path)/history").append("x")
        #expect(try Files.read("\(folder.path)/file").isEmpty)
    }

    @Test func itsPlaceFollowsTheEnvironment() {
        let folder = Folder()
        #expect(HistoryFile(environment: [:]) == nil && HistoryFile(environment: ["HOME": "relative"]) == nil)
        HistoryFile(environment: ["XDG_STATE_HOME": "\(folder.path)/state", "HOME": "/nowhere"])?.append("state")
        HistoryFile(environment: ["XDG_STATE_HOME": "relative", "HOME": folder.path])?.append("home")
        #expect(HistoryFile(path: "\(folder.path)/state/galley/history").entries() == ["state"])
        #expect(HistoryFile(path: "\(folder.path)/.local/state/galley/history").entries() == ["home"])
    }
}
