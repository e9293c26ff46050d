package import Chains
package import Commands
import Manuscript
import Platform

/// A user interface that writes everything down.
package final class RecordingInterface: UserInterface {
    /// One thing that was said or shown, in order.
    package enum Event: Equatable {
        case note(String)
        case waiting(String)
        case plan([String])
        case text(Int, String)
        case restart(Int)
        case ended(Int, String?)
        case closed
        case lent
        case asked(String)
        case held(String)
    }

    private let log = Guarded<[Event]>([])
    private let onEnded: @Sendable (Int) -> Void
    package let isInteractive: Bool
    package let isSure: Bool
    private let consent: Bool
    private let lines: Guarded<[String]>

    /// Makes a user interface; `onEnded` is called when a section of a run ends, with its place in the plan.
    ///
    /// Where `consent` is given, a person is there who answers so; `answers` are the lines that the person types.
    package init(
        consent: Bool? = nil, isSure: Bool = false, answers: [String] = [],
        onEnded: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        lines = Guarded(answers)
        self.onEnded = onEnded
        self.consent = consent ?? false
        isInteractive = consent != nil || !answers.isEmpty
        self.isSure = isSure
    }

    /// Everything so far.
    package var events: [Event] { log.withLock { $0 } }
    /// The remarks so far.
    package var notes: [String] {
        events.compactMap { if case .note(let text) = $0 { text } else { nil } }
    }

    package func note(_ text: String) { record(.note(text)) }

    package func consents(to question: String) async -> Bool {
        record(.asked(question))
        return consent
    }

    /// The next typed line, or else the consent.
    package func reply(to question: String) async -> Consent {
        record(.asked(question))
        guard let line = lines.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return consent ? .yes : .no }
        return line == "y" ? .yes : line == "n" ? .no : .words(line)
    }

    package func hold(_ line: String) { record(.held(line)) }

    /// The next answer; nil when there are no more.
    package func answer(to prompt: String, showing what: Report.Answer) async -> String? {
        record(.asked(prompt))
        return lines.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }

    package func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result {
        record(.waiting(what))
        return try await body()
    }

    package func view(of plan: WritingPlan, isHidden: Bool) -> any WritingView {
        record(.plan(plan.jobs.map(\.entry.number)))
        return RecordingView(interface: self)
    }

    package func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        record(.lent)
        return try await body()
    }

    fileprivate func record(_ event: Event) {
        log.withLock { $0.append(event) }
        if case .ended(let index, _) = event { onEnded(index) }
    }
}

/// The view of such a user interface.
package struct RecordingView: WritingView {
    package let interface: RecordingInterface

    package func show(_ live: SectionScheduler.Live) {
        switch live {
        case .section(let index, .text(let text)): interface.record(.text(index, text))
        case .section(let index, .restart), .section(let index, .retracted): interface.record(.restart(index))
        case .section(let index, .again): interface.record(.restart(index))
        case .section(let index, .resumed(let base)):
            interface.record(.restart(index))
            interface.record(.text(index, base))
        case .section(_, .reasoning), .section(_, .answering), .section(_, .leftOut), .began: break
        }
    }

    package func ended(_ index: Int, text: String?) { interface.record(.ended(index, text)) }
    package func close() { interface.record(.closed) }
}
