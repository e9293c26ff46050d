import Chains
import Manuscript
import Platform
import Storage

/// Text typed without a colon: a question about the post, or a change in the writer's own words.
///
/// Galley reads simple requests itself; the rest goes to the model, which may call the commands that a person types.
struct Chat: Command {
    static let card = CommandCard(
        name: "talk",
        parameters: [Parameter("text", .text, "a question or a change, in your own words")],
        summary: "talk about the post; Galley shows its plan, and one `:undo` reverts all of it",
        example: "make 2 more practical and drop 3.3")

    private let text: String
    /// The maximum number of left-out parts that a remark names.
    private static let mostLeftOut = 4

    init(_ arguments: Arguments, session: Session) throws {
        text = arguments.line
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let request = PlainRequest(text, in: workspace.session, environment: workspace.environment)
        switch request.reading {
        case .line(let line):
            guard let command = try InputLine(line).command(in: workspace.session) else { return Report() }
            try await workspace.scripts.allow(command, in: workspace)
            if !workspace.rehearsal.isOn { workspace.interface.note(line) }
            return try await command.perform(in: workspace)
        case .steps(let steps):
            try workspace.store.checkWritable()
            let planning = Planning(in: workspace)
            let left = StoppedRequest(text, in: workspace.session)
            if let remark = left?.remark { workspace.interface.note(remark) }
            try await planning.take(left?.steps(of: steps) ?? steps)
            let turn = Turn(at: workspace.now(), kind: .chat, input: text)
            return try await ChangePlan(planning: planning, turn: turn).perform(in: workspace)
        case .unclear(let question): return try await ask(request, orElse: question, in: workspace)
        case .missing(let error): throw error
        case .open: return try await ask(request, orElse: nil, in: workspace)
        }
    }

    /// Asks the model; with a small model, asks the person back instead, unless the text is a plain question.
    private func ask(_ request: PlainRequest, orElse question: String?, in workspace: Workspace) async throws -> Report
    {
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let model = supplied.model
        if model.profile.tier == .small, !request.isQuestion || question != nil {
            if let line = request.titlesLine, let command = try InputLine(line).command(in: workspace.session) {
                workspace.interface.note(line)
                return try await command.perform(in: workspace)
            }
            return Report(note: question ?? PlainRequest.unclear(text), data: ["asked": true])
        }
        // A model that may change the post sees no source, whose words could pass for the writer's.
        let passages =
            request.isOnlyQuestion ? try SourceShelf(in: workspace).passages(for: text, model.profile) : []
        let prompt = try TalkPrompt(text, in: workspace, profile: model.profile, passages: passages)
        if !prompt.leftOut.isEmpty {
            let more = prompt.leftOut.count - Self.mostLeftOut
            let named = prompt.leftOut.prefix(Self.mostLeftOut) + (more > 0 ? ["\(more) more"] : [])
            workspace.interface.note(
                "Left out, since the model's window is small: \(named.joined(separator: ", ")); `:context` shows the rest."
            )
        }
        let planning = Planning(in: workspace)
        let chain = ChatChain(model: model, sampling: supplied.sampling, tools: prompt.tools)
        let view = workspace.interface.replyView()
        var turn = Turn(at: workspace.now(), kind: .chat, input: text, model: model.profile.model)
        let journal = Journal(
            of: workspace.session.name, in: workspace.store.folder, asked: text, turn: turn.id,
            model: model.profile.model)
        defer {
            // The reply is in the session by now, or the person did not want it.
            if !workspace.store.hasUnsaved { journal.ended(0) }
            journal.close()
        }
        var heard = ""
        let result: ChatChain.Result
        do {
            defer { view.close() }
            result = try await workspace.interface.waiting(for: "asking \(model.profile.service)") {
                try await chain.answer(
                    to: prompt.messages,
                    onText: {
                        heard += $0
                        journal.add($0, 0)
                        view.show($0)
                    },
                    onRetract: { kept in
                        heard = kept
                        journal.restart(0, with: kept)
                        view.retract()
                    },
                    onAgain: { kept in
                        heard = kept
                        journal.restart(0, with: kept)
                        view.again()
                    },
                    hasPlanned: { !planning.items.isEmpty },
                    perform: { calls in
                        await planning.take(
                            all: calls.map { call in { try Step(tool: call.name, arguments: call.arguments) } })
                    })
            }
        } catch {
            // If saving fails, the text stays in memory; the first error is the one to report.
            try? keep(heard, as: turn, in: workspace)
            throw error
        }
        turn.usage = result.usage
        turn.reply = result.reply
        guard planning.items.isEmpty else {
            try workspace.store.checkWritable()
            let answer = view.whole(result.reply)
            return try await ChangePlan(
                planning: planning, turn: turn, answer: answer, wasAsked: request.isOnlyQuestion,
                isGuess: question != nil && model.profile.tier != .large
            )
            .perform(in: workspace)
        }
        turn.kind = .ask
        turn.summary = "answered"
        try workspace.turns.remember(turn)
        return Report(
            view.whole(result.reply), note: Self.remark(on: result),
            data: ["reply": .string(result.reply), "changed": false])
    }
}

extension Chat {
    /// Returns the remark on unusable calls; empty if there were none.
    private static func remark(on result: ChatChain.Result) -> String {
        guard let name = result.unknown.first else { return "" }
        let what =
            name == "unreadable_call"
            ? "in a form that Galley cannot read"
            : "that does not exist (\(PlainText.clean(String(name.prefix(40)))))"
        return
            "The model requested an action \(what), so nothing was changed. Rephrase the request, or choose another `:model`."
    }

    /// Records a reply that was cut off; none of its changes are made.
    private func keep(_ heard: String, as turn: Turn, in workspace: Workspace) throws {
        guard !heard.trimmed.isEmpty else { return }
        var turn = turn
        turn.kind = .ask
        turn.reply = heard.trimmed
        turn.summary = "the answer broke off"
        try workspace.turns.remember(turn)
    }
}

/// The prompt for a request, with the sections that it seems to be about.
struct TalkPrompt {
    let messages: [ModelRequest.Message]
    let parts: [PromptPart]
    let leftOut: [String]
    /// The tools that fit: all, the most important ones, or none.
    let tools: [ModelTool]

    init(_ text: String, in workspace: Workspace, profile: ModelProfile, passages: [Passage] = []) throws {
        let session = workspace.filled
        let about = SectionMention(in: session, .of(session, environment: workspace.environment, request: text))
            .entries(in: text)
        func prompt(_ tools: [ModelTool]) throws(ChainError) -> ChatPrompt {
            let tokens = tools.reduce(0) { $0 + $1.estimatedTokens }
            return try ChatPrompt(
                text, about: about, session: session, profile: profile, tools: tokens, passages: passages)
        }
        var choices = [(tools: [ModelTool](), leftOut: ["the tools, so the answer changes nothing"])]
        if profile.tier == .small || !passages.isEmpty {
            choices = [([], [])]
        } else {
            choices = [(Catalogue.tools, []), (Catalogue.fewTools, ["most tools"])] + choices
        }
        // If nothing fits, the error of the least choice is the one to show.
        let fitting = choices.first { (try? prompt($0.tools)) != nil } ?? choices[choices.count - 1]
        let prompt = try prompt(fitting.tools)
        tools = fitting.tools
        parts = prompt.parts + (tools.isEmpty ? [] : [PromptPart(tools: tools)])
        (messages, leftOut) = (prompt.parts.messages, fitting.leftOut + prompt.leftOut)
    }
}
