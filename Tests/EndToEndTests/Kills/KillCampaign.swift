import LoopbackServer
import Manuscript
import Platform
import SeededRandom
import Testing

/// Kills the program at random moments and looks at what is left of a session.
///
/// Three kinds of runs: scripts of commands, where the file must hold the state behind the last line that was reported or
/// behind the next one; `:write` on pipes, where every text that was shown must be finished in the file; and `:write` at
/// a terminal, where everything that had been on the screen for a second must be there after the next start.
final class KillCampaign {
    /// The results so far.
    struct Count {
        var kills = 0
        /// Kills that left the folder of a new file: they fell into a save.
        var withinSaves = 0
        /// Runs that were over before they were killed.
        var late = 0
        /// Texts and states that should have been there and were not.
        var lost: [String] = []
    }

    private(set) var count = Count()
    private var random: SeededGenerator
    private var place: Place
    private var session: Session
    private var rounds = 0

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        place = try Place()
        session = KillScript.session(&random)
        try place.keep(session)
    }

    /// Goes on until so many have been killed.
    func run(kills: Int) async throws {
        while count.kills < kills, count.lost.count < 5 {
            rounds += 1
            switch rounds % 20 {
            case 0: try await killAtTerminal()
            case 7, 14: try await killOnPipes()
            default: try await killScript()
            }
        }
    }

    // MARK: - Scripts

    private func killScript() async throws {
        if rounds % 10 == 1 { try await beginAnew() }
        let script = try await KillScript(for: session, lines: Int.random(in: 4...14, using: &random), random: &random)
        let path = try place.write(script.lines.joined(separator: "\n") + "\n", to: "script")
        let child = try place.start(["--json", "-r", "post", "-f", path])
        // A line that is reported, or the start, and then a moment that may fall into the next save.
        let line = Int.random(in: 0..<script.lines.count, using: &random)
        while Self.lines(of: child) < line, !child.poll() { try await Task.sleep(for: .microseconds(200)) }
        _ = try await kill(child, after: Double.random(in: 0...(line == 0 ? 0.1 : 0.01), using: &random))
        let reported = Self.lines(of: child)
        guard let left = look(at: place) else { return }
        let state = KillScript.state(of: left)
        let allowed = script.states[reported...min(reported + 1, script.states.count - 1)]
        if !allowed.contains(state) {
            let index = script.states.firstIndex(of: state).map(String.init) ?? "none"
            lose("after \(reported) lines the file has state \(index) of \(script.lines)")
        }
        session = left
    }

    private static func lines(of child: Child) -> Int { child.output.count { $0 == 10 } }

    /// A session of its own for the next scripts; the old one must open without a complaint and be tidy.
    private func beginAnew() async throws {
        let outcome = try await place.run("-r", "post", "-x", ":status")
        let names = try Files.names(in: place.sessions)
        if outcome.status != 0 || !outcome.complaints.isEmpty { lose("it does not open: \(outcome.errors)") }
        if names.contains(where: { $0.hasSuffix(".saving") }) { lose("left behind: \(names)") }
        place = try Place()
        session = KillScript.session(&random)
        try place.keep(session)
    }

    // MARK: - Texts

    /// Every text that came on standard output is a whole version in the file.
    private func killOnPipes() async throws {
        let (place, before) = (try Place(), unwritten())
        try place.keep(before)
        let server = try await LoopbackServer.start { TokenAuthor(delay: 0.002).reply(to: $0) }
        let child = try place.start([
            "-r", "post", "-x", ":set parallel 3", "-x", ":write", "--base-url", server.baseURL,
        ])
        _ = try await kill(child, after: Double.random(in: 0.1...1.2, using: &random))
        await server.stop()
        guard let left = look(at: place) else { return }
        let finished = left.outline.entries.compactMap { $0.section.text?.text }.joined(separator: "\n")
        let shown = String(decoding: child.output, as: UTF8.self).matches(of: TokenAuthor.token).map { String($0.0) }
        for token in shown where !finished.contains(token) { return lose("shown as finished and not there: \(token)") }
        expectOldTexts(before, left)
    }

    /// Everything that was on the screen a second before the end is in a text or a candidate after the next start.
    private func killAtTerminal() async throws {
        let (place, before) = (try Place(), unwritten())
        try place.keep(before)
        let server = try await LoopbackServer.start { TokenAuthor(delay: 0.02).reply(to: $0) }
        let console = try Console("-r", "post", "-x", ":write", "--base-url", server.baseURL, at: place)
        let end = ContinuousClock.now + .seconds(Double.random(in: 1.2...4, using: &random))
        var seen: [(count: Int, at: ContinuousClock.Instant)] = []
        var isOver = false
        while ContinuousClock.now < end, !isOver {
            // The time is taken behind the look: what is seen was there by then.
            let shown = console.everything.matches(of: TokenAuthor.token).count
            if shown > seen.last?.count ?? 0 { seen.append((shown, ContinuousClock.now)) }
            isOver = console.child.poll()
            try await Task.sleep(for: .milliseconds(10))
        }
        let killed = ContinuousClock.now
        _ = try await kill(console.child, after: 0)
        await server.stop()
        guard look(at: place) != nil else { return }
        if Bool.random(using: &random) { try await killRecovery(at: place) }
        let outcome = try await place.run("-r", "post", "-x", ":status")
        if outcome.status != 0 { lose("it does not open: \(outcome.errors)") }
        guard let left = look(at: place) else { return }
        let old = seen.last { killed - $0.at >= .seconds(1) }?.count ?? 0
        let shown = console.everything.matches(of: TokenAuthor.token).map { String($0.0) }
        let kept = left.outline.entries.flatMap { [$0.section.text?.text, $0.section.candidate?.text] }
            .compactMap { $0 }.joined(separator: "\n")
        for token in shown.prefix(old) where !kept.contains(token) {
            return lose("a second on the screen and not there: \(token)")
        }
        expectOldTexts(before, left)
    }

    /// The taking over of a text may be killed too.
    private func killRecovery(at place: Place) async throws {
        let child = try place.start(["-r", "post", "-x", ":status"])
        _ = try await kill(child, after: Double.random(in: 0...0.08, using: &random))
        _ = look(at: place)
    }

    private func unwritten() -> Session {
        var session = KillScript.session(&random)
        session.outline.sections = session.outline.sections.filter { $0.id != "how" }
        session.outline.sections += (1...4).map { Section(id: "new\($0)", title: "Part \($0) of it", words: 60) }
        return session
    }

    private func expectOldTexts(_ before: Session, _ after: Session) {
        for entry in before.outline.entries {
            let texts = after.outline[entry.section.id]?.versions.map(\.text) ?? []
            let old = entry.section.versions.map(\.text)
            if Array(texts.prefix(old.count)) != old { lose("an old text of \(entry.number) is gone") }
        }
    }

    // MARK: - Kills

    /// Kills the program after a while; false where it was over before.
    private func kill(_ child: Child, after seconds: Double) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end, !child.poll() { try await Task.sleep(for: .microseconds(300)) }
        Platform.kill(child.id, SIGKILL)
        let isKilled = try await child.end(seconds: 30) == 128 + SIGKILL
        if isKilled { count.kills += 1 } else { count.late += 1 }
        return isKilled
    }

    /// The session, where its file and its copy can be read and are for the user alone.
    private func look(at place: Place) -> Session? {
        let names = (try? Files.names(in: place.sessions)) ?? []
        if names.contains(where: { $0.hasSuffix(".saving") }) { count.withinSaves += 1 }
        do {
            let copy = place.file("post") + ".bak"
            if Files.exists(copy) { _ = try SessionFile.decode(try Files.read(copy), file: copy) }
            for name in names {
                var information = stat()
                guard stat("\(place.sessions)/\(name)", &information) == 0 else { continue }
                if information.st_mode & 0o077 != 0 { lose("others may read \(name)") }
            }
            return try place.session("post")
        } catch {
            lose("\(error) \(names)")
            return nil
        }
    }

    private func lose(_ what: String) { count.lost.append("round \(rounds): \(what)") }
}

/// An author whose words name their section and their place, so that a lost one is noticed.
struct TokenAuthor {
    /// Seconds before each word.
    let delay: Double

    /// One of its words.
    static var token: Regex<(Substring, Substring, Substring)> { /w([0-9_]+)x([0-9]+)q/ }

    /// The answer to a request.
    func reply(to request: ReceivedRequest) -> Reply {
        guard let number = request.number else { return Author().reply(to: request) }
        let section = number.replacing(".", with: "_")
        return .stream((1...60).map { "w\(section)x\($0)q\($0 % 10 == 0 ? ". " : " ")" }, delay: delay)
    }
}
