package import Chains

/// The output and questions of a command while it runs; its answer is shown by the caller.
package protocol UserInterface: Sendable {
    /// Shows a remark, on standard error if output is not a terminal.
    func note(_ text: String)
    /// Shows that something takes a while, until the closure returns.
    func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result
    /// Shows an outline while it grows, instead of the one shown before; nil takes it away.
    func show(growing outline: GrowingOutline?)
    /// Returns a view of sections being written; if `isHidden`, it shows only their progress.
    func view(of plan: WritingPlan, isHidden: Bool) -> any WritingView
    /// Returns a view of a model's replies in a conversation.
    func replyView() -> any ReplyView
    /// Shows an answer in the middle of a command.
    func interject(_ answer: Report.Answer)
    /// Hands the terminal to another program, such as an editor, until the closure returns.
    func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result
    /// True if the person is at a prompt and can be asked.
    var isInteractive: Bool { get }
    /// True if the answer to every question is yes.
    var isSure: Bool { get }
    /// True if a person at a terminal can answer a question, even without a prompt.
    var canAsk: Bool { get }
    /// Asks a yes-or-no question; returns false if no one can answer.
    func consents(to question: String) async -> Bool
    /// Asks a question that accepts other words than yes or no; returns no if no one can answer.
    func reply(to question: String) async -> Consent
    /// Shows an answer and asks for a line; nil if no one can answer or the person declines.
    func answer(to prompt: String, showing what: Report.Answer) async -> String?
    /// Keeps a line that was typed as an answer but is a new input, to be run next.
    func hold(_ line: String)
    /// Puts a text on the clipboard of the terminal; returns false if it has none.
    func copy(_ text: String) -> Bool
    /// Lets the person choose a session on the whole screen; nil without a terminal.
    func choose(among sessions: [SessionListItem]) async -> SessionChoice?
}

extension UserInterface {
    /// False.
    package var isSure: Bool { false }
    /// The value of `isInteractive`.
    package var canAsk: Bool { isInteractive }
    /// Returns a view that shows nothing until the reply is complete.
    package func replyView() -> any ReplyView { WholeReply() }
    /// Does nothing.
    package func show(growing outline: GrowingOutline?) {}
    /// Does nothing.
    package func interject(_ answer: Report.Answer) {}
    /// False.
    package func copy(_ text: String) -> Bool { false }
    /// Returns nil.
    package func choose(among sessions: [SessionListItem]) async -> SessionChoice? { nil }
    /// Returns the answer of `consents(to:)`.
    package func reply(to question: String) async -> Consent { await consents(to: question) ? .yes : .no }
    /// Does nothing.
    package func hold(_ line: String) {}
    /// Returns nil.
    package func answer(to prompt: String, showing what: Report.Answer) async -> String? { nil }
}

/// An answer to a question such as "Do it?".
package enum Consent: Sendable, Equatable {
    case yes
    case no
    /// Any other answer, as typed.
    case words(String)
}

/// A view of a model's reply.
package protocol ReplyView: Sendable {
    /// Shows another piece of the reply.
    func show(_ piece: String)
    /// Marks the text shown so far as reasoning; the answer follows.
    func retract()
    /// Discards the text shown last; the model starts it again.
    func again()
    /// Ends the view.
    func close()
    /// Returns the part of a whole reply still to be shown: nothing if it was shown as it arrived.
    func whole(_ reply: String) -> Report.Answer
}

extension WritingView {
    /// False.
    package var isLive: Bool { false }
    /// Does nothing.
    package func spent(_ cost: String) {}
}

/// A view that shows nothing until the reply is complete.
package struct WholeReply: ReplyView {
    /// Makes a view.
    package init() {}
    /// Does nothing, since nothing was shown.
    package func again() {}
    /// Does nothing; the reply is shown when it is complete.
    package func show(_ piece: String) {}
    /// Does nothing, since nothing was shown.
    package func retract() {}
    /// Does nothing.
    package func close() {}
    /// Returns the reply as Markdown.
    package func whole(_ reply: String) -> Report.Answer { reply.isEmpty ? .none : .markdown(reply) }
}

/// A view of sections being written.
package protocol WritingView: Sendable {
    /// True if a person reads the texts as they arrive.
    var isLive: Bool { get }
    /// Shows an event; called from several tasks.
    func show(_ live: SectionScheduler.Live)
    /// Ends a section, with its finished text, or nil if it has none.
    func ended(_ index: Int, text: String?)
    /// Shows the cost of the run so far, in words.
    func spent(_ cost: String)
    /// Ends the view.
    func close()
}
