import Chains
import Manuscript
import Platform
import Workbench

/// A stage that writes everything down.
final class RecordingStage: Stage {
    /// One thing that was said or shown, in order.
    enum Event: Equatable {
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
    let isInteractive: Bool
    let isSure: Bool
    private let consent: Bool
    private let lines: Guarded<[String]>

    /// Makes a stage; `onEnded` is called when a section of a run ends, with its place in the plan.
    ///
    /// Where `consent` is given, a person is there who answers so; `answers` are the lines that the person types.
    init(
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
    var events: [Event] { log.withLock { $0 } }
    /// The remarks so far.
    var notes: [String] {
        events.compactMap { if case .note(let text) = $0 { text } else { nil } }
    }

    func note(_ text: String) { record(.note(text)) }

    func consents(to question: String) async -> Bool {
        record(.asked(question))
        return consent
    }

    func hold(_ line: String) { record(.held(line)) }

    /// The next answer; nil when there are no more.
    func answer(to prompt: String, showing what: Report.Answer) async -> String? {
        record(.asked(prompt))
        return lines.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }

    func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result {
        record(.waiting(what))
        return try await body()
    }

    func view(of plan: WritingPlan) -> any WritingView {
        record(.plan(plan.jobs.map(\.entry.number)))
        return RecordingView(stage: self)
    }

    func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        record(.lent)
        return try await body()
    }

    fileprivate func record(_ event: Event) {
        log.withLock { $0.append(event) }
        if case .ended(let index, _) = event { onEnded(index) }
    }
}

/// The view of such a stage.
struct RecordingView: WritingView {
    let stage: RecordingStage

    func show(_ live: Writing.Live) {
        switch live {
        case .section(let index, .text(let text)): stage.record(.text(index, text))
        case .section(let index, .restart), .section(let index, .retracted): stage.record(.restart(index))
        case .section(let index, .again): stage.record(.restart(index))
        case .section(let index, .resumed(let base)):
            stage.record(.restart(index))
            stage.record(.text(index, base))
        case .section(_, .reasoning), .section(_, .answering), .section(_, .leftOut), .began: break
        }
    }

    func ended(_ index: Int, text: String?) { stage.record(.ended(index, text)) }
    func close() { stage.record(.closed) }
}
