import Chains
import Commands
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

@testable import Configuration

/// Every fault on the first, third and seventh request of every command that asks a model: what passes ends complete in one
/// command, what lasts ends with its sentence and loses nothing.
///
/// With `GALLEY_FAULT_TABLE=1` the table by kind of fault and command is printed.
@Suite(.serialized, .timeLimit(.minutes(10))) struct UnattendedTests {
    /// The job during which a request fails.
    enum Job: String, CaseIterable {
        case post, write, rewrite, edit, talk

        /// The lines of the job: `post` is what `galley write` does.
        func lines(until request: Int) -> [String] {
            switch self {
            case .post: [":outline", ":differentiate", ":write --repair"]
            case .write: [":write"]
            case .rewrite: [":rewrite all in plain words"]
            case .edit: [":edit all name the tools"]
            case .talk: Array(repeating: "what do the keepers do all night?", count: request)
            }
        }

        var post: Session {
            var session = Session(name: "post", topic: "What is a lighthouse?", at: Self.noon, id: "unattended")
            session.settings["sections"] = 2
            guard self != .post else { return session }
            let titles = ["Fires", "Stone towers", "Lamps", "Lenses", "Keepers", "Fog", "Ships", "Charts"]
            session.outline = Outline(
                titles.map { title in
                    var section = Section(id: title.lowercased(), title: title, words: 60)
                    guard self != .write else { return section }
                    section.versions = [
                        Version(
                            number: 1, text: "\(title). Old words about it stand here.", origin: .written,
                            model: "before", at: Self.noon)
                    ]
                    section.current = 1
                    return section
                })
            return session
        }

        private static var noon: Date { Date(timeIntervalSince1970: 1_750_000_000) }
    }

    private static let engine = TransferEngine()
    private static let requests = [1, 3, 7]

    @Test(arguments: Job.allCases) func everyFaultEndsRight(job: Job) async throws {
        var rows: [String: (right: Int, all: Int)] = [:]
        for fault in Fault.all where !fault.strikesAll && fault.choice == ChatClient.Choice() {
            for request in Self.requests {
                let problem = try await problem(of: fault, on: request, in: job)
                if let problem { Issue.record("\(fault.testDescription), request \(request), \(job): \(problem)") }
                var row = rows[fault.testDescription] ?? (0, 0)
                row.right += problem == nil ? 1 : 0
                row.all += 1
                rows[fault.testDescription] = row
            }
        }
        guard getenv("GALLEY_FAULT_TABLE") != nil else { return }
        for fault in Fault.all {
            guard let row = rows[fault.testDescription] else { continue }
            print("\(job.rawValue) | \(fault.nature.rawValue) | \(fault.testDescription) | \(row.right) of \(row.all)")
        }
    }

    /// The first problem; nil if there is none.
    private func problem(of fault: Fault, on request: Int, in job: Job) async throws -> String? {
        let bench = try Bench(job.post)
        let before = bench.workspace.session
        let server = try await FaultyServer.start(fault, onRequest: request)
        bench.supply.use(try .short(server.raw.baseURL, limits: fault.limits, engine: Self.engine))
        var failure: String?
        for line in job.lines(until: request) where failure == nil {
            let ending = await bench.run(line)
            // `galley write` does without it.
            if line == ":differentiate" { continue }
            if case .failed(let sentence) = ending { failure = sentence }
            if case .stopped = ending { failure = "stopped" }
        }
        let after = bench.workspace.session
        await server.raw.stop()
        guard try bench.saved() == after else { return "what is saved differs" }
        let texts = Set(after.outline.entries.flatMap { server.said($0.number) })
        for entry in after.outline.entries {
            guard let text = entry.section.text?.text, text != before.section(entry.number)?.text?.text else {
                continue
            }
            if !texts.contains(where: { Self.isWhole(text, $0) }) {
                return "\(entry.number) is not whole: \(text)"
            }
        }
        guard fault.nature == .lasting else {
            if let failure { return "it failed: \(failure)" }
            return Self.missing(before, after, server, job)
        }
        return Self.loss(before, after, failure, fault, struck: server.hasStruck)
    }

    /// True if a text is the server's; one fault adds a word at the start to have more bytes to cut.
    private static func isWhole(_ text: String, _ said: String) -> Bool { text == said || text == "🙂 é " + said }

    /// The part that a finished job did not do.
    private static func missing(
        _ before: Session, _ after: Session, _ server: FaultyServer, _ job: Job
    ) -> String? {
        if after.outline.entries.contains(where: { $0.section.candidate != nil }) { return "a text is unfinished" }
        if !after.outline.unwritten.isEmpty || after.outline.isEmpty { return "a section is not written" }
        switch job {
        case .post, .write: return nil
        case .rewrite, .edit:
            let same = after.outline.entries.filter { $0.section.versions.count == 1 }
            return same.isEmpty ? nil : "\(same.map(\.number)) are as they were"
        case .talk:
            let replies = after.history.filter { $0.kind == .ask }.compactMap(\.reply)
            let areWhole = replies.allSatisfy { reply in server.said("").contains { isWhole(reply, $0) } }
            return areWhole ? nil : "a reply is not whole: \(replies)"
        }
    }

    /// The text lost by a job that a lasting fault ended.
    private static func loss(
        _ before: Session, _ after: Session, _ failure: String?, _ fault: Fault, struck: Bool
    ) -> String? {
        for (old, new) in zip(before.outline.entries, after.outline.entries)
        where !new.section.versions.starts(with: old.section.versions) {
            return "versions of \(old.number) are gone"
        }
        guard struck else { return failure.map { "it failed without a fault: \($0)" } }
        return nil
    }
}

extension Fault {
    /// All that a server does, by itself.
    static let all = passing + odd + lasting + breaking
}
