package import Chains

/// Where a command speaks while it works; its answer is given by whoever runs it.
package protocol UserInterface: Sendable {
    /// A remark, for standard error where output is no terminal.
    func note(_ text: String)
    /// Shows that something takes a while, until the closure ends.
    func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result
    /// A view of many sections being written.
    func view(of plan: WritingPlan) -> any WritingView
    /// A view of what a model says in a conversation.
    func replyView() -> any ReplyView
    /// Gives an answer in the midst of a command.
    func interject(_ answer: Report.Answer)
    /// Lends the terminal to another program, such as an editor.
    func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result
    /// Whether a person is there to be asked.
    var isInteractive: Bool { get }
    /// Whether every question is answered with yes.
    var isSure: Bool { get }
    /// Whether a question can be answered, also where no prompt is shown: by a person at a terminal.
    var canAsk: Bool { get }
    /// Asks a question that is answered with yes or no; no where nobody is there.
    func consents(to question: String) async -> Bool
    /// Shows something and asks for a line; nil where nobody is there, or does not want to answer.
    func answer(to prompt: String, showing what: Report.Answer) async -> String?
    /// Keeps a line that was typed in answer to a question but means something else, to be run next.
    func hold(_ line: String)
    /// Lets the person choose one of some sessions on the whole screen; nil where nobody sits at a terminal.
    func choose(among sessions: [SessionListItem]) async -> SessionChoice?
}

extension UserInterface {
    /// Nobody said so beforehand.
    package var isSure: Bool { false }
    /// Only at a prompt.
    package var canAsk: Bool { isInteractive }
    /// Nothing is shown while it comes.
    package func replyView() -> any ReplyView { WholeReply() }
    /// Nothing is heard.
    package func interject(_ answer: Report.Answer) {}
    /// Nobody chooses.
    package func choose(among sessions: [SessionListItem]) async -> SessionChoice? { nil }
    /// Nobody types.
    package func hold(_ line: String) {}
    /// Nobody answers.
    package func answer(to prompt: String, showing what: Report.Answer) async -> String? { nil }
}

/// A view of what a model says.
package protocol ReplyView: Sendable {
    /// Shows more of it.
    func show(_ piece: String)
    /// What was shown of the present answer was the model's reasoning; the answer follows.
    func retract()
    /// What was shown of it last is void; it is drawn again.
    func again()
    /// It is over.
    func close()
    /// What is left to be given of a whole reply: nothing where it was shown while it came.
    func whole(_ reply: String) -> Report.Answer
}

extension WritingView {
    /// Nobody does.
    package var isLive: Bool { false }
}

/// Shows nothing while it comes.
package struct WholeReply: ReplyView {
    /// A view that waits for the whole.
    package init() {}
    /// Nothing was shown that could be void.
    package func again() {}
    /// Keeps silent until the reply is whole.
    package func show(_ piece: String) {}
    /// Has nothing to take back.
    package func retract() {}
    /// Has nothing to end.
    package func close() {}
    /// The reply as Markdown.
    package func whole(_ reply: String) -> Report.Answer { reply.isEmpty ? .none : .markdown(reply) }
}

/// A view of sections being written.
package protocol WritingView: Sendable {
    /// Whether somebody reads the texts while they come.
    var isLive: Bool { get }
    /// Something happened; called from several tasks.
    func show(_ live: SectionScheduler.Live)
    /// A section ended: its finished text, or nil where it did not come to one.
    func ended(_ index: Int, text: String?)
    /// Everything is over.
    func close()
}
