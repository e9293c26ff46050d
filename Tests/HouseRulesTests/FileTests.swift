import Testing

/// How a source file looks: short, finished, and the same on every system.
struct FileTests {
    /// Lines of the longest file.
    static let longest = 300

    /// Lines as an editor counts them: a line feed at the end begins no further one.
    static func length(of file: Repository.File) -> Int { file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0) }

    /// The words that mark what is left to do; written in halves, so that this file does not break its own rule.
    static let forbidden = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]

    /// Lines with a forbidden word, by their number.
    static func unfinished(in file: Repository.File) -> [Int] {
        guard forbidden.contains(where: { file.text.contains($0) }) else { return [] }
        return file.lines.enumerated().filter { _, line in
            let words = line.split { !$0.isLetter }
            return words.contains { word in forbidden.contains { word == $0 } }
        }.map { $0.offset + 1 }
    }

    /// Files that may ask which system they are compiled for.
    ///
    /// A thread's handle and its entry point have other C types on macOS, which no declaration elsewhere can hide.
    static let mayAskForSystem: Set<String> = [
        "Sources/Platform/System.swift", "Sources/Platform/DetachedThread.swift",
    ]

    /// Lines that ask which system this is, by their number.
    static func systemQuestions(in file: Repository.File) -> [Int] {
        file.lines.enumerated().filter { _, line in
            line.contains("#") && line.contains(/^\s*#(?:if|elseif)\b.*\b(?:canImport|os|targetEnvironment)\(/)
        }.map { $0.offset + 1 }
    }

    @Test func filesAreShort() throws {
        for file in try Repository.sources() {
            #expect(Self.length(of: file) <= Self.longest, "\(file.path)")
        }
        #expect(Self.length(of: .init(path: "a", text: String(repeating: "x\n", count: 300))) == 300)
        #expect(Self.length(of: .init(path: "a", text: String(repeating: "x\n", count: 301))) == 301)
    }

    @Test func noFileHasUnfinishedMarks() throws {
        for file in try Repository.swiftFiles(below: "Sources") + Repository.swiftFiles(below: "Tests") {
            #expect(Self.unfinished(in: file) == [], "\(file.path)")
        }
        let bad = Repository.File(
            path: "a", text: "fine\n// \(Self.forbidden[0]): later\nlet x = 1 // \(Self.forbidden[1])")
        #expect(Self.unfinished(in: bad) == [2, 3])
        #expect(Self.unfinished(in: .init(path: "a", text: "a mastodon at a hackathon")) == [])
    }

    @Test func oneFileKnowsTheSystem() throws {
        for file in try Repository.sources() where !Self.mayAskForSystem.contains(file.path) {
            #expect(Self.systemQuestions(in: file) == [], "\(file.path)")
        }
        let bad = Repository.File(path: "a", text: "#if canImport(Glibc)\n#elseif os(macOS)\n#endif\n#if DEBUG")
        #expect(Self.systemQuestions(in: bad) == [1, 2])
    }

    /// A file is found by the name of the type that it declares or extends: `Session.swift`, `Session+Turns.swift`.
    @Test func filesAreNamedAfterATypeInThem() throws {
        for file in try Repository.sources() where file.path != ImportTests.systemFile {
            let stem = String(file.name.dropLast(6).prefix { $0 != "+" })
            #expect(Self.types(in: file).contains(stem), "\(file.path)")
        }
        let bad = Repository.File(path: "Sources/X/Turns.swift", text: "extension Session {\nstruct Turn {")
        #expect(Self.types(in: bad) == ["Session", "Turn"])
    }

    /// The types that a file declares or extends at its top level, with the types around them.
    static func types(in file: Repository.File) -> Set<String> {
        let pattern = /^(?:\w+ )*(?:struct|class|enum|protocol|actor|extension|typealias) ([\w.]+)/
        return Set(
            file.code.flatMap { line -> [String] in
                if line.hasPrefix("extension [") { return ["Dictionary"] }
                return line.firstMatch(of: pattern)?.output.1.split(separator: ".").map(String.init) ?? []
            })
    }

    /// The executable holds arguments and wiring only: what decides something lives in a room with unit tests.
    @Test func theExecutableIsThin() throws {
        let files = try Repository.swiftFiles(below: "Sources/galley")
        #expect(files.count > 10)
        for file in files { #expect(file.lines.count <= 80, "\(file.path)") }
    }

    @Test func commandFilesAreNamedAfterTheirCommand() throws {
        let files = try Repository.swiftFiles(below: "Sources/Commands").filter { !Self.commands(in: $0).isEmpty }
        #expect(files.count > 40)
        for file in files { #expect(Self.commands(in: file) == [String(file.name.dropLast(6))], "\(file.path)") }
        let bad = Repository.File(
            path: "Commands/Show.swift", text: "struct Shown: Command {\nstruct Other: Sendable {")
        #expect(Self.commands(in: bad) == ["Shown"])
    }

    /// The commands that a file declares.
    static func commands(in file: Repository.File) -> [String] {
        file.lines.filter { $0.contains("struct") }.compactMap {
            $0.firstMatch(of: /^(?:package )?struct (\w+): Command\b/).map { String($0.output.1) }
        }
    }
}
