import Manuscript
import Platform
import Testing

/// Two programs on one session where locks keep nobody out, as on some network folders, and programs that die in a save.
@Suite(.timeLimit(.minutes(5))) struct NoLocksTests {
    /// 200 turns of two programs: each is in the file, or its program said that it is not.
    ///
    /// The file that is locked is taken away all the time, so that each program has a lock of its own.
    @Test func noTurnIsLost() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let isOver = Guarded(false)
        let lock = place.file("post") + ".lock"
        let taker = Task.detached {
            while !isOver.withLock({ $0 }) {
                unlink(lock)
                try await Task.sleep(for: .microseconds(200))
            }
        }
        var (done, refused, rounds): ([String], Int, Int) = ([], 0, 0)
        // How often they meet is the scheduler's affair: it goes on until they did.
        while done.count < 200 || refused == 0, rounds < 100 {
            rounds += 1
            var children: [(child: Child, titles: [String])] = []
            for program in 1...2 {
                let titles = (1...20).map { "P\(program) R\(rounds) T\($0)" }
                children.append(
                    (try place.start(["--json", "-r", "post"] + titles.flatMap { ["-x", ":add 1 \($0)"] }), titles))
            }
            for (child, titles) in children {
                let outcome = child.outcome(try await child.end())
                let count = outcome.output.split(separator: "\n").count { $0.contains("\"ok\":true") }
                #expect(outcome.status == (count == titles.count ? 0 : 1), "\(outcome)")
                done += titles.prefix(count)
                if outcome.status == 0 { continue }
                let all = outcome.output + outcome.errors
                if all.contains("was changed by another program since it was opened") {
                    refused += 1
                } else {
                    #expect(all.contains("is open in another galley"), "\(outcome)")
                }
            }
        }
        isOver.withLock { $0 = true }
        try await taker.value
        let kept = Set(try place.session("post").outline.sections.map(\.title))
        let lost = done.filter { !kept.contains($0) }
        #expect(done.count >= 200 && lost.isEmpty, "lost \(lost.count) of \(done.count): \(lost)")
        #expect(refused > 0, "they never met")
        #expect(!(try Files.names(in: place.sessions).contains { $0.hasPrefix(".") || $0.hasSuffix(".saving") }))
    }

    /// A program that is killed in a save loses nothing that it reported, and holds nobody up.
    @Test func aKillInASaveLosesNothing() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let saving = place.file("post") + ".saving"
        let titles = (1...300).map { "Title \($0)" }
        try place.write(titles.map { ":rename 1 \($0)\n" }.joined(), to: "script")
        var (left, tries) = (0, 0)
        while left < 10, tries < 200 {
            tries += 1
            let child = try place.start(["--json", "-r", "post", "-f", "script"])
            try await child.wait(for: "a turn") { child.output.contains(10) }
            while !Files.exists(saving), !child.poll() {}
            kill(child.id, SIGKILL)
            _ = try await child.end()
            if Files.exists(saving) { left += 1 }
            let reported = child.output.count { $0 == 10 }
            let title = try place.session("post").section("1")?.title
            #expect(title == titles[reported - 1] || title == titles[min(reported, titles.count - 1)])
            let next = try await place.run("-r", "post", "-x", ":note 1 Seen \(tries)")
            #expect(next.status == 0 && !Files.exists(saving), "\(next)")
        }
        #expect(left == 10, "\(tries) kills, \(left) in a save")
        #expect(!(try Files.names(in: place.sessions).contains { $0.hasPrefix(".") || $0.hasSuffix(".new") }))
    }

    /// A program that sleeps in a save is no reason to wait for ever; it then says that another one was there.
    @Test func oneThatSleepsInASaveIsPassed() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let saving = place.file("post") + ".saving"
        try place.write((1...300).map { ":rename 1 Title \($0)\n" }.joined(), to: "script")
        for _ in 0..<50 {
            let child = try place.start(["--json", "-r", "post", "-f", "script"])
            try await child.wait(for: "a turn") { child.output.contains(10) }
            while !Files.exists(saving), !child.poll() {}
            kill(child.id, SIGSTOP)
            usleep(20_000)
            guard Files.exists(saving), try !Files.names(in: saving).isEmpty else {
                kill(child.id, SIGKILL)
                continue
            }
            unlink(place.file("post") + ".lock")
            let other = try await place.run("-r", "post", "-x", ":rename 3 Of the other")
            #expect(other.status == 0, "\(other)")
            kill(child.id, SIGCONT)
            #expect(try await child.end() == 1)
            let outcome = child.outcome(1)
            #expect((outcome.output + outcome.errors).contains("was changed by another program"), "\(outcome)")
            #expect(try place.session("post").section("3")?.title == "Of the other")
            return
        }
        Issue.record("No program was caught in a save.")
    }
}
