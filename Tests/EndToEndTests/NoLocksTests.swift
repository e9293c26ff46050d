import Manuscript
import Platform
import Testing

/// Two programs in a folder whose locks fail, or seem to work and keep nobody out, as on some network folders.
@Suite(.enabled(if: NoLocks.canCompile, "there is no C compiler"), .timeLimit(.minutes(5))) struct NoLocksTests {
    /// 200 turns of two programs: each is in the file, or its program was told that it is not.
    @Test(arguments: [
        "return 0", "errno = ENOLCK; return -1", "errno = EOPNOTSUPP; return -1", "errno = ENOSYS; return -1",
    ])
    func noTurnIsLost(body: String) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let shim = try await NoLocks.shim(body, at: place)
        place.environment["LD_PRELOAD"] = shim
        var done: [String] = []
        for round in 0..<10 {
            var children: [(Child, [String])] = []
            for program in 1...2 {
                let titles = (1...5).map { "P\(program) R\(round) T\($0)" }
                children.append((try place.start(["-r", "post"] + titles.flatMap { ["-x", ":add 1 \($0)"] }), titles))
            }
            for (child, titles) in children {
                let outcome = child.outcome(try await child.end())
                // What was done before the sentence that refuses is in the file.
                let count = outcome.output.split(separator: "\n").filter { $0.contains("1  P") || $0.contains("1 P") }
                    .count
                done += outcome.status == 0 ? titles : Array(titles.prefix(min(count, titles.count)))
                if outcome.status != 0 { outcome.expectSentence("was changed by another program since it was opened") }
            }
        }
        let kept = Set(try place.session("post").outline.sections.map(\.title))
        let lost = done.filter { !kept.contains($0) }
        #expect(done.count >= 50 && lost.isEmpty, "lost \(lost.count) of \(done.count): \(lost)")
        #expect(!(try Files.names(in: place.sessions).contains { $0.contains(".saving") }))
    }

    /// A program that was killed while it saved holds nobody up.
    @Test func aGuardThatIsLeftBehindIsTakenOver() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let child = try place.start([], program: "/bin/true")
        _ = try await child.end()
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, 255)
        let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        for owner in ["\(host) \(child.id) 1 x\n", "\(host) \(getpid()) 1 x\n"] {
            try Files.replace("\(place.file("post")).saving", with: Array(owner.utf8))
            #expect(try await place.run("-r", "post", "-x", ":note 1 Seen").status == 0)
            #expect(!Files.exists("\(place.file("post")).saving"))
        }
    }
}

/// A library that stands in for `flock`.
enum NoLocks {
    private static let compilers = ["/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc", "/opt/swift/usr/bin/clang"]
    static var compiler: String? { compilers.first { access($0, X_OK) == 0 } }
    static var canCompile: Bool { compiler != nil && Files.exists("/proc/self") }

    static func shim(_ body: String, at place: Place) async throws -> String {
        try place.write(
            "#include <errno.h>\nint flock(int file, int how) { (void)file; (void)how; \(body); }\n", to: "shim.c")
        let child = try place.start(["-shared", "-fPIC", "-o", "shim.so", "shim.c"], program: compiler)
        let outcome = child.outcome(try await child.end())
        guard outcome.status == 0 else { throw Unexpected("\(outcome)") }
        return "\(place.work)/shim.so"
    }
}
