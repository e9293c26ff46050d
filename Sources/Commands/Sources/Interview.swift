import Chains
import Manuscript
import Platform

/// `:interview` asks up to six questions about what only the writer knows; the answers become a source.
struct Interview: Command {
    static let card = CommandCard(
        name: "interview",
        summary: "answer up to six questions about what only you know; the answers become a source",
        example: ":interview")

    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        line = arguments.line
        try arguments.end()
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        let (questions, usage) = await questions(in: workspace)
        try Task.checkCancellation()
        guard workspace.interface.isInteractive else {
            try workspace.turns.count(usage)
            return Report(
                .plain(questions.joined(separator: "\n")),
                note:
                    "Nobody is at the prompt to answer. Write the answers into a file, and add it: `:source add FILE`.",
                data: Self.data(questions), isRefused: true)
        }
        workspace.interface.note("Answer in a line each. Enter skips a question, and `:stop` ends the interview.")
        var answers: [(question: String, answer: String)] = []
        for (index, question) in questions.enumerated() {
            workspace.interface.note("\(index + 1) of \(questions.count): \(question)")
            guard let typed = await workspace.interface.answer(to: "answer: ", showing: .none)?.trimmed else { break }
            try Task.checkCancellation()
            if typed.lowercased() == ":stop" { break }
            if !typed.isEmpty { answers.append((question, typed)) }
        }
        guard !answers.isEmpty else {
            try workspace.turns.count(usage)
            return Report(note: "No question was answered, so nothing was added.", data: Self.data(questions))
        }
        return try keep(answers, of: questions.count, usage, in: workspace)
    }

    /// Returns the questions of a model, or the usual ones for this kind of post if there is none to ask.
    private func questions(in workspace: Workspace) async -> ([String], Usage) {
        let kind = workspace.session.settings["kind"]?.string.flatMap { try? KindFiles.kind($0, workspace.environment) }
        let usual = InterviewChain.usual(for: kind)
        guard !workspace.rehearsal.isOn,
            let supplied = try? await workspace.models.model(for: workspace.session.settings)
        else { return (usual, Usage()) }
        let chain = InterviewChain(model: supplied.model, session: workspace.session, sampling: supplied.sampling)
        let found = try? await workspace.interface.waiting(for: "thinking of questions") { try await chain.questions() }
        guard let found, !found.questions.isEmpty else { return (usual, found?.usage ?? Usage()) }
        return found
    }

    private func keep(
        _ answers: [(question: String, answer: String)], of count: Int, _ usage: Usage, in workspace: Workspace
    ) throws -> Report {
        let shelf = SourceShelf(in: workspace)
        let text = answers.map { "## \(Prose.title($0.question))\n\n\($0.answer)" }.joined(separator: "\n\n")
        let told = answers.map { String(Prose.title("\($0.question) \($0.answer)").prefix(Self.mostTold)) }
        let source = Source(
            number: workspace.session.nextSourceNumber, title: "Interview with the writer", address: "",
            kind: "interview",
            at: workspace.now(), digest: try shelf.keep("# Interview with the writer\n\n\(text)"), told: told)
        let turn = Turn(
            at: workspace.now(), kind: .interview, input: line,
            summary: "answered \(answers.count) of \(count) questions",
            usage: usage == Usage() ? nil : usage)
        try workspace.turns.commit([.setSource(number: source.number, source: source.json)], turn)
        let many = answers.count == 1 ? "Your answer is" : "Your \(answers.count) answers are"
        return Report(
            note:
                "\(many) source \(source.number), and every section is written with \(answers.count == 1 ? "it" : "them"). `:undo` takes it back.",
            data: ["source": source.json, "answered": .int(answers.count)])
    }

    /// The most characters of a question and its answer that every writing call sees.
    private static let mostTold = 400

    private static func data(_ questions: [String]) -> JSONValue {
        ["questions": .array(questions.map { .string($0) }), "answered": 0]
    }
}
