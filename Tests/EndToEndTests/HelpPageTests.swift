import Platform
import Testing

/// `galley help` shows the pages of the repository.
@Suite(.timeLimit(.minutes(2))) struct HelpPageTests {
    private static let folder =
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/Sources/galley/galley.docc"

    @Test func everyPageIsInTheProgram() async throws {
        let place = try Place()
        let names = try Files.names(in: Self.folder).filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
        #expect(names.count > 20)
        let list = try await place.run("help")
        #expect(list.status == 0 && list.errors.isEmpty, "\(list)")
        for name in names {
            #expect(list.output.contains("  \(name) "), "\(name)")
            let outcome = try await place.run("help", name)
            let page = String(decoding: try Files.read("\(Self.folder)/\(name).md"), as: UTF8.self)
            let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !($0.hasPrefix("<!-- ") && $0.hasSuffix(" -->")) }
            #expect(outcome.status == 0 && outcome.output == lines.joined(separator: "\n"), "\(name)")
        }
    }

    @Test func subcommandsKeepTheirHelp() async throws {
        let place = try Place()
        #expect(try await place.run("help", "write").output.contains("USAGE: galley write"))
        #expect(try await place.run("help", "model", "install").output.contains("USAGE: galley model install"))
        #expect(try await place.run("help", "--help").output.contains("USAGE: galley"))
    }

    @Test func anUnknownPageIsOneSentence() async throws {
        let place = try Place()
        // A broken configuration does not keep anybody from help.
        try place.configure("temperature: hot\n")
        let outcome = try await place.run("help", "tutorail")
        outcome.expectSentence("did you mean `galley help tutorial`?")
        #expect(try await place.run("help", "tutorial").status == 0)
    }

    @Test func aLongPageIsShownInThePager() async throws {
        let place = try Place()
        try place.write("#!/bin/sh\necho paged; head -n 1\n", to: "pager", mode: 0o755)
        place.environment["PAGER"] = "\(place.work)/pager"
        let console = try Console(["help", "commands"], at: place, columns: 80, rows: 24)
        try await console.wait(for: "paged")
        #expect(try await console.child.end() == 0)
    }
}
