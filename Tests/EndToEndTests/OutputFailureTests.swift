import Manuscript
import Platform
import Testing

/// Standard output that cannot be written is an error with status 1; a reader that leaves is none.
@Suite(.timeLimit(.minutes(5))) struct OutputFailureTests {
    private static let commands = [
        "export post", "export post md -o -", "export post json", "-r post -x ':export -'", "-r post -x ':show'",
        "--json -r post -x ':status'", "sessions", "check post", "config", "manual", "completions bash",
        "completions zsh", "--version", "--help", "write --help",
    ]

    private func place() throws -> Place {
        let place = try Place()
        try place.keep(Posts.half())
        return place
    }

    @Test(.enabled(if: Files.exists("/dev/full")), arguments: commands)
    func aFullDiskIsAnError(command: String) async throws {
        let run = try await place().shell("galley \(command) > /dev/full")
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("galley: Standard output cannot be written: the disk is full"), "\(run)")
    }

    @Test(arguments: commands)
    func aClosedDescriptorIsAnError(command: String) async throws {
        let place = try place()
        let before = try Files.read(place.file("post"))
        let run = try await place.shell("galley \(command) >&-")
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("galley: Standard output cannot be written: it is closed"), "\(run)")
        #expect(try Files.read(place.file("post")) == before, "nothing was written into what was opened")
    }

    @Test(arguments: commands.filter { $0 != "check post" })
    func aReaderThatLeavesIsNone(command: String) async throws {
        let run = try await place().shell("galley \(command) | true; exit ${PIPESTATUS[0]}")
        #expect(run.status == 0 && run.errors.split(separator: "\n").allSatisfy { !$0.hasPrefix("galley:") }, "\(run)")
    }
}
