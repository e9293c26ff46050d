import Platform
import TestSupport
import Testing

@testable import REPL

/// Which pager it is, and what comes of it.
@Suite(.timeLimit(.minutes(5))) struct PagerTests {
    @Test func whoWantsNoneHasNone() {
        #expect(Pager(environment: [:]) != nil)
        #expect(Pager(environment: ["PAGER": "more"]) != Pager(environment: ["PAGER": "most -s"]))
        for environment in [["PAGER": ""], ["PAGER": "  "], ["PAGER": "cat"], ["TERM": "dumb", "PAGER": "less"]] {
            #expect(Pager(environment: ChildEnvironment(environment)) == nil)
        }
        #expect(Pager(environment: ["PAGER": "less"], isWanted: false) == nil)
    }

    @Test func theWritersOwnFlagsStay() {
        for flags in ["", "-i", "-R"] {
            #expect(Pager(environment: ["LESS": flags])?.environment["LESS"] == flags)
        }
        #expect(Pager(environment: [:])?.environment["LESS"] == "FRX")
    }

    /// A pager that is a script, in a folder of its own.
    private func outcome(_ script: String, _ text: String) async throws -> (problem: String?, folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/pager"
        try Files.replace(path, with: Array("#!/bin/sh\n\(script)\n".utf8), mode: 0o755)
        let environment: ChildEnvironment = ["PAGER": "\(path) one;two $(three)", "TMPDIR": folder.path]
        return (try await #require(Pager(environment: environment)).show(text), folder)
    }

    @Test func itGetsTheTextAndItsWords() async throws {
        let (problem, folder) = try await outcome(
            #"cd "$(dirname "$0")"; cat > text; printf '%s|' "$LESS" "$@" > words"#, "Lamps\nburn\n")
        #expect(problem == nil)
        #expect(try Files.read("\(folder.path)/text") == Array("Lamps\nburn\n".utf8))
        #expect(String(decoding: try Files.read("\(folder.path)/words"), as: UTF8.self) == "FRX|one;two|$(three)|")
        #expect(try Files.names(in: folder.path).sorted() == ["pager", "text", "words"], "nothing is left behind")
    }

    @Test func whoLeavesEarlyHasReadEnough() async throws {
        #expect(try await outcome("exit 0", String(repeating: "x", count: 1 << 20)).problem == nil)
        #expect(try await outcome("kill -INT $$", "x").problem == nil)
    }

    @Test func aFailureIsReported() async throws {
        #expect(try await outcome("exit 3", "x").problem?.contains("ended with status 3") == true)
        let missing = try #require(Pager(environment: ["PAGER": "/nowhere/pager"]))
        #expect(await missing.show("x")?.contains("cannot be started") == true)
        let full = try #require(Pager(environment: ["PAGER": "true", "TMPDIR": "/nowhere"]))
        #expect(await full.show("x") == "There is no room for the pager's text in /nowhere.")
    }
}
