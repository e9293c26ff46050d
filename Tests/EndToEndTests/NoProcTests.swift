import Platform
import Testing

/// True if this process may give a child another view of the file system.
private let canHide = geteuid() == 0 && Files.exists("/proc/self") && Files.exists("/usr/bin/unshare")

/// A Linux without `/proc`, as in some containers: the program knows its arguments, and says what is missing.
@Suite(.timeLimit(.minutes(2)), .enabled(if: canHide, "This system cannot hide /proc here"))
struct NoProcTests {
    @Test func theProgramSaysThatProcIsMissing() async throws {
        let place = try Place()
        let outcome = try await place.shell(
            """
            export -f galley
            unshare --mount bash -c 'mount -t tmpfs tmpfs /proc || exit 77
            galley --version && galley --help && galley check post.md'
            """)
        if outcome.status == 77 { return }
        #expect(outcome.status == 1 && outcome.output.hasPrefix("galley "), "\(outcome)")
        #expect(outcome.output.contains("USAGE: galley"))
        #expect(
            outcome.errors
                == "galley: There is no /proc here, which Swift programs need. Mount it with `mount -t proc proc /proc`, then try again.\n"
        )
    }
}
