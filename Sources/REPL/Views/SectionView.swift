import Chains
import Commands
import Manuscript
import Platform
import Terminal

/// Shows sections while they are written: the texts in the order of the plan, and a progress line.
final class SectionView: WritingView {
    enum Mode { case live, whole, silent }

    var isLive: Bool { mode == .live }
    private let plan: WritingPlan
    private let interface: TerminalInterface
    private let mode: Mode
    private let start = ContinuousClock.now
    private let state: Guarded<State>
    /// Renews the progress line, whose times change even while no text arrives.
    private let ticker = Guarded<Task<Void, Never>?>(nil)

    private struct State {
        var order: OrderedText
        var progress: WritingProgress
        var live: (any LiveText)?
        var isClosed = false
        /// The faults of the first text of the sections that were drawn once more.
        var retries: [Int: String] = [:]
        /// The remarks to be made below the texts of such sections.
        var remarks: [Int: String] = [:]
    }

    init(_ plan: WritingPlan, on interface: TerminalInterface, mode: Mode) {
        self.plan = plan
        self.interface = interface
        self.mode = mode
        state = Guarded(
            State(order: OrderedText(count: plan.jobs.count, isLive: mode == .live), progress: WritingProgress(plan)))
        tell()
        ticker.withLock {
            $0 = Task { [weak self] in
                while !Task.isCancelled {
                    try? await Task.sleep(for: .seconds(1))
                    self?.tell()
                }
            }
        }
    }

    func show(_ live: SectionScheduler.Live) {
        state.withLock { state in
            switch live {
            case .began: break
            case .section(let index, .text(let text)):
                state.progress.text(index, text)
                write(state.order.text(index, text), &state)
            case .section(let index, .restart):
                state.progress.restart(index)
                write(state.order.restart(index), &state)
            case .section(let index, .retracted):
                state.progress.restart(index)
                write(state.order.restart(index, remark: "(end of the model's reasoning)"), &state)
            case .section(let index, .resumed(let base)): state.order.resume(index, behind: base)
            case .section(let index, .again(let fault)):
                state.progress.restart(index)
                state.retries[index] = fault
                state.order.mute(index)
            case .section(_, .reasoning), .section(_, .answering), .section(_, .leftOut): break
            }
        }
        if case .section(let index, .leftOut(let what)) = live { remark(on: index, leftOut: what) }
        tell()
    }

    func ended(_ index: Int, text: String?) {
        state.withLock { state in
            state.progress.ended(index, text: text)
            state.remarks[index] = retold(index, text, state)
            write(state.order.end(index, whole: text), &state)
        }
        if !interface.errors.isTerminal, let text {
            let entry = plan.jobs[index].entry
            interface.note("\(entry.name): \(Prose.words(in: text).counted("word"))")
        }
        tell()
    }

    /// Returns the remark on a section that was drawn a second time; nil for others.
    private func retold(_ index: Int, _ text: String?, _ state: State) -> String? {
        guard mode == .live, let text, let fault = state.retries[index] else { return nil }
        let number = plan.jobs[index].entry.number
        let first = "\(number): \(fault)"
        if state.order.showed(index, text) { return "\(first); kept the first." }
        return "\(first); kept a second text of \(Prose.words(in: text).counted("word")): `:show \(number)`."
    }

    func spent(_ cost: String) {
        state.withLock { $0.progress.cost = cost }
        tell()
    }

    func close() {
        state.withLock { state in
            if let live = state.live {
                try? live.end()
                state.live = nil
                interface.raw("\n")
            }
            state.isClosed = true
        }
        ticker.withLock { $0?.cancel() }
        interface.progress.clear()
        interface.show(title: nil)
    }

    private func remark(on index: Int, leftOut: [String]) {
        let number = plan.jobs[index].entry.number
        interface.note(
            "The model's window is too small for the whole prompt of section \(number); left out: \(leftOut.joined(separator: ", "))."
        )
    }

    private func tell() {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let progress = state.withLock { $0.isClosed ? nil : $0.progress }
        guard let progress else { return }
        interface.progress.set { progress.line(after: seconds, width: $0) }
        interface.show(title: progress.place)
    }

    private func write(_ pieces: [OrderedText.Piece], _ state: inout State) {
        guard mode != .silent else { return }
        for piece in pieces {
            switch piece {
            case .heading(let index): heading(plan.jobs[index].entry, &state)
            case .text(_, let text):
                if let live = state.live { try? live.write(text) } else { interface.say(text) }
            case .restart(_, let remark):
                end(&state)
                interface.say("\n\(remark)\n\n")
                if mode == .live { state.live = interface.liveText() }
            case .end(let index, let isWhole):
                let wasLive = state.live != nil
                end(&state)
                if let remark = state.remarks[index] { interface.note(remark) }
                // Live text has already ended its line.
                let mark = isWhole ? "" : wasLive ? "…" : " …"
                interface.say(mark + (wasLive && isWhole ? "\n" : "\n\n"))
            }
        }
    }

    private func end(_ state: inout State) {
        try? state.live?.end()
        state.live = nil
    }

    private func heading(_ entry: Outline.Entry, _ state: inout State) {
        guard mode == .live else {
            return interface.say(MarkdownExport.heading(entry.section.title, level: entry.headingLevel) + "\n\n")
        }
        interface.raw(interface.heading(entry.number, entry.section.title, level: entry.headingLevel) + "\n\n")
        state.live = interface.liveText()
    }
}
