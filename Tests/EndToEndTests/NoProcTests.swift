import Platform
import Testing

/// True if this process may give a child another view of the file system.
private let canHide = geteuid() == 0 && Files.exists("/proc/self") && Files.exists("/usr/bin/unshare")

/// A Linux without `/proc`, as in some containers: the program still knows its arguments.
@Suite(.timeLimit(.minutes(2)), .enabled(if: canHide, "This system cannot hide /proc here"))
struct NoProcTests {
    @Test func theProgramReadsItsArguments() async throws {
        let place = try Place()
        try place.write("# Bread\n\n## Flour\n\nText.\n", to: "post.md")
        let outcome = try await place.shell(
            """
            export -f galley
            unshare --mount bash -c 'mount -t tmpfs tmpfs /proc || exit 77
            galley --version; galley import post.md && galley export bread md'
            """)
        if outcome.status == 77 { return }
        #expect(outcome.status == 0 && outcome.output.hasPrefix("galley "), "\(outcome)")
        #expect(outcome.output.contains("## Flour"), "\(outcome)")
    }
}
