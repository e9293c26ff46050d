import GoodPenServer
import LoopbackServer
import Platform
import Terminal
import VirtualTerminal

/// Half an hour with the program, as a writer spends it, against a model that writes well.
///
/// A new post, its outline in plain words, writing with one Ctrl-C, a rewrite, an edit, alternatives, a review, the style
/// card, an export, the end, and the same post once more.
final class HalfHour {
    /// A screen, under the name of what was done last.
    struct Screen {
        var name: String
        var lines: [String]
        var picture: String
    }

    private(set) var screens: [Screen] = []
    /// The control sequences that the terminal did not understand.
    private(set) var errors: [String] = []
    private let place: Place
    private let columns: Int32
    private var console: Console?
    /// The number of lines entered at the prompt of the post.
    private var entered = 0
    private static let prompt = "how-a-s…-tools>"
    /// The section whose text breaks off once.
    private static let stuck = "3.1"

    /// Makes the place for a terminal of that width.
    init(columns: Int32) throws {
        place = try Place()
        self.columns = columns
    }

    /// Plays everything; throws if a screen does not come.
    func play() async throws {
        let stuck = Guarded(true)
        let server = try await LoopbackServer.start { request in
            let isFirst = request.number == Self.stuck && stuck.withLock { $0 }
            guard isFirst else { return GoodPen().reply(to: request) }
            return StuckAuthor.silence(after: "Every loan lasts a week, from Saturday to Saturday. We tried")
        }
        try await begin(server.baseURL)
        try await write { stuck.withLock { $0 = false } }
        try await change()
        try await look()
        try await resume(server.baseURL)
        await server.stop()
    }

    // MARK: - Acts

    private func begin(_ baseURL: String) async throws {
        let console = try start([], baseURL)
        try await console.see("the first prompt") {
            $0.lines[$0.row] == "galley>" && $0.lines.contains { $0.contains("Model: ") }
        }
        keep("first prompt")
        try console.enter("hello")
        try await console.see("the question") { $0.lines[$0.row].hasSuffix("[y/N]") }
        keep("hello")
        try console.enter("n")
        try await console.see("the prompt") { $0.lines[$0.row] == "galley>" }
        try await enter(GoodPen.topic, as: "new post")
        try await enter("make the outline", as: "outline")
        try await enter("add a section on winter before 5", as: "talk")
        try await enter(":undo", as: "undo")
    }

    private func write(_ free: () -> Void) async throws {
        try type(":write")
        try await console?.see("the text before the silence") { $0.paragraphs.contains { $0.hasSuffix("We tried") } }
        try console?.type(Key.interrupt)
        try await settle(":write")
        keep("write, stopped")
        free()
        try await enter(":write", as: "write the rest")
    }

    private func change() async throws {
        try await enter(":rewrite 3.2 shorter", as: "rewrite")
        try await enter(":diff 3.2", as: "diff")
        try await enter(":edit 2.1 name a figure from the first year", as: "edit")
        try await ask(":alt 4.2", "Enter to keep the present text:", as: "alternatives")
        try await answer("2", as: "alternatives, chosen")
        try await enter(":review", as: "review")
        try await enter(":review 1 apply", as: "review, applied")
        try await enter(":style audience neighbours with a cellar", as: "style")
        try await ask(":rewrite all drier", "Do it? [y/N]", as: "big rewrite")
        try await ask("only 5", "Do it? [y/N]", as: "big rewrite, changed")
        try await answer("y", as: "big rewrite, done")
    }

    private func look() async throws {
        try await enter(":check", as: "check")
        try await enter(":history", as: "history")
        try await enter(":show 6", as: "show")
        try await enter(":export", as: "export")
        try await enter(":status", as: "status")
        try await enter(":help", as: "help")
        try type(":quit")
        guard try await console?.end() == 0 else { throw Unexpected("the program did not end well") }
        keep("quit")
    }

    private func resume(_ baseURL: String) async throws {
        let console = try start(["-c"], baseURL)
        try await console.see("the prompt") {
            $0.lines[$0.row] == Self.prompt && $0.lines.contains { $0.contains("Model: ") }
        }
        keep("resume")
        try await enter(":find insurance", as: "find")
        try await enter(":sessions Ruth", as: "sessions")
        guard try await console.leave() == 0 else { throw Unexpected("the program did not end well") }
        errors += console.sight.errors
    }

    // MARK: - Steps

    private func start(_ arguments: [String], _ baseURL: String) throws -> Console {
        errors += console?.sight.errors ?? []
        let new = try Console(
            arguments + ["--base-url", baseURL, "-m", "good-pen-120b", "--set", "parallel=1"], at: place,
            columns: columns, rows: 30)
        (console, entered) = (new, 0)
        return new
    }

    private func type(_ line: String) throws {
        if let sight = console?.sight, sight.lines[sight.row] == Self.prompt { entered += 1 }
        try console?.enter(line)
    }

    /// Enters a line and waits for the prompt behind its answer.
    private func enter(_ line: String, as name: String) async throws {
        try type(line)
        try await settle(line)
        keep(name)
    }

    /// Enters a line and waits for a question.
    private func ask(_ line: String, _ question: String, as name: String) async throws {
        let before = questions
        try type(line)
        try await console?.see("the question of \(line)") { sight in
            guard Self.questions(sight) > before else { return false }
            let rows = sight.lines[...sight.row].suffix(4).joined(separator: " ")
            return rows.contains(question) && (rows.hasSuffix(question) || sight.lines[sight.row] == ">")
        }
        keep(name)
    }

    private var questions: Int { console.map { Self.questions($0.sight) } ?? 0 }

    /// The number of questions so far, answered or not.
    private static func questions(_ sight: VirtualTerminal) -> Int {
        sight.everything.count { $0.hasPrefix("Do it? [y/N]") || $0.hasPrefix("Which one?") }
    }

    private func answer(_ line: String, as name: String) async throws {
        try type(line)
        try await settle(line)
        keep(name)
    }

    /// Waits for an empty prompt behind a line.
    private func settle(_ line: String) async throws {
        let entered = entered
        try await console?.see("the prompt behind \(line)", seconds: 60) { sight in
            sight.lines[sight.row] == Self.prompt
                && sight.everything.count { $0.hasPrefix(Self.prompt + " ") } == entered
        }
    }

    /// Keeps the screen, without what differs from run to run.
    private func keep(_ name: String) {
        guard let sight = console?.sight else { return }
        var lines = sight.lines
        while lines.last == "" { lines.removeLast() }
        screens.append(
            Screen(
                name: name, lines: lines.map(Self.masked),
                picture: Self.masked(sight.picture(title: "Galley: \(name)", screenOnly: true))))
    }

    private static func masked(_ text: String) -> String {
        text.replacing(/127\.0\.0\.1:\d{5}/, with: "127.0.0.1:12345")
            .replacing(/\d{4}-\d\d-\d\d( *)\d\d:\d\d/) { "2026-01-01\($0.output.1)12:00" }
    }
}
