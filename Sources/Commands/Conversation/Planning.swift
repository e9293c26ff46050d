import Chains
import Manuscript
import Platform

/// The planned changes of a conversation turn, collected on a copy of the post.
final class Planning {
    /// A planned change.
    enum Item {
        /// Prepared edits; `again` is the step to be prepared anew if texts are written before it.
        case edits([Edit], summary: String, again: Step?)
        /// Texts to be written.
        case writes(Step)
    }

    /// The maximum number of items, larger than any reasonable request.
    static let most = 24

    private(set) var items: [Item] = []
    /// The plan as lines that a person would type.
    private(set) var commands: [String] = []
    /// True if written text is removed.
    private(set) var removes = false
    private let scratch: Workspace
    /// The post as it was when planning began.
    let start: Session
    /// The planned steps, in order, with the sections that they refer to.
    private(set) var seen: [Step] = []
    /// New sections of the current batch by their addresses: "add 5, then the brief of 5" means the new section.
    private var added: [String: Section.ID] = [:]

    /// Makes an empty plan for the session as it is.
    init(in workspace: Workspace) {
        scratch = Workspace(
            folder: workspace.store.folder, models: NoModels(), interface: SilentInterface(), environment: [:],
            configuration: workspace.configuration, isDry: true, now: workspace.now)
        start = workspace.session
        scratch.rehearsal.start(from: workspace.session)
    }

    /// Plans a batch of steps, with addresses as they were before the batch; returns the reply to each.
    func take(all steps: [() throws -> Step]) async -> [String] {
        added = [:]
        let seen = scratch.session
        var results: [String] = []
        for step in steps {
            do { results.append(try await take(try step(), seenIn: seen)) } catch {
                results.append(sentence(for: error))
            }
        }
        return results
    }

    /// Plans steps that belong together.
    ///
    /// Throws a `PlainError` for the first step that cannot be planned.
    func take(_ steps: [Step]) async throws {
        added = [:]
        let seen = scratch.session
        for step in steps { _ = try await take(step, seenIn: seen) }
    }

    /// Plans a step whose addresses refer to `looked`; returns the reply for a model.
    ///
    /// Throws a `PlainError`; the plan is then unchanged.
    private func take(_ step: Step, seenIn looked: Session) async throws -> String {
        let session = scratch.session
        let pinned: Step
        // A missing section may have been added in the same batch.
        do { pinned = try step.pinned(in: looked, added: added) } catch { pinned = try step.pinned(in: session) }
        guard !seen.contains(pinned) else { return "That is planned already." }
        guard items.count < Self.most else { throw StepError.tooMany(Self.most) }
        switch step.effect {
        case .looks:
            let reports = try await perform(try pinned.lines(in: session))
            return Self.clipped(reports.map(\.words).joined(separator: "\n"))
        case .writes:
            let lines = try pinned.lines(in: session)
            for line in lines { _ = try InputLine(line).command(in: session) }
            items.append(.writes(pinned))
            commands += lines
            seen.append(pinned)
            return "Planned: \(try summary(of: pinned, in: session)). It is done when you have ended your answer."
        case .changes, .removes:
            let before = scratch.rehearsal.edits.count
            let turns = session.history.count
            let lines = try pinned.lines(in: session)
            do { _ = try await perform(lines) } catch {
                // Part of a step would be worse than nothing.
                scratch.rehearsal.start(from: session, keeping: before)
                throw error
            }
            let edits = Array(scratch.rehearsal.edits.dropFirst(before))
            let gone = removals(edits)
            let summary =
                gone.isEmpty
                ? scratch.session.history.dropFirst(turns).map(\.summary).joined(separator: "; ") : Self.removed(gone)
            seen.append(pinned)
            if step.name == "add", let place = step.values["place"],
                let new = scratch.session.outline.entries.first(where: { session.outline[$0.section.id] == nil })
            {
                added[place] = new.section.id
            }
            guard !edits.isEmpty else { return "That changes nothing." }
            let isBehindTexts = items.contains { if case .writes = $0 { true } else { false } }
            items.append(.edits(edits, summary: summary, again: isBehindTexts ? pinned : nil))
            commands += lines
            if step.effect == .removes, Self.removed(by: edits, from: session).contains(where: { !$0.versions.isEmpty })
            {
                removes = true
            }
            return "Planned: \(summary). The sections are now: \(Self.titles(of: scratch.session))"
        }
    }

    private func perform(_ lines: [String]) async throws -> [Report] {
        var reports: [Report] = []
        for line in lines {
            if let command = try InputLine(line).command(in: scratch.session) {
                reports.append(try await command.perform(in: scratch))
            }
        }
        return reports
    }

    /// Returns a line for each change; sections to be written or removed have the numbers that the person sees now.
    func lines() throws -> [String] {
        var session = start
        var lines: [String] = []
        for item in items {
            switch item {
            case .edits(let edits, let summary, _):
                for edit in edits { session = try session.applying(edit).session }
                lines.append(Self.planned(summary))
            case .writes(let step):
                let isSeen = step.entries(in: session).allSatisfy { start.outline[$0.section.id] != nil }
                lines.append(try summary(of: step, in: isSeen ? start : session))
            }
        }
        return lines
    }

    /// Returns the sections that edits remove; empty if they do anything else, or if the person has not seen one.
    private func removals(_ edits: [Edit]) -> [Outline.Entry] {
        let entries = edits.compactMap { edit in
            if case .remove(let id) = edit { start.outline.entries.first { $0.section.id == id } } else { nil }
        }
        return entries.count == edits.count ? entries : []
    }

    /// Returns the sections, with their subsections, that edits remove.
    private static func removed(by edits: [Edit], from session: Session) -> [Section] {
        edits.flatMap { edit in
            if case .remove(let id) = edit { session.outline[id]?.subtree ?? [] } else { [] as [Section] }
        }
    }

    private func summary(of step: Step, in session: Session) throws -> String {
        let lines = try step.lines(in: session)
        // A command such as `:alt` takes one section, not an address.
        let target = step.values["address"] ?? step.values["section"]
        let entries = step.entries(in: session)
        let count = entries.map(\.section).count { section in
            guard !section.locked else { return false }
            return step.name == "write" ? section.isUnwritten : section.isLeaf || section.text != nil
        }
        let many = count > 1 ? " (\(count) sections)" : entries.first.map { " (\($0.section.title))" } ?? ""
        let wish = step.values["instruction"].map { ": \($0)" } ?? ""
        let places = lines.compactMap { $0.split(separator: " ").dropFirst().first }.joined(separator: ", ")
        return "\(step.name) \(target == nil ? "all" : places)\(many)\(wish)"
    }

    private static func titles(of session: Session) -> String {
        session.outline.entries.map(\.name).joined(separator: "; ")
    }

    /// Shortens a long answer, which would push the post itself out of a model's window.
    private static func clipped(_ text: String) -> String {
        text.count > 6000 ? String(text.prefix(6000)) + "\n[The rest is left out; read single sections.]" : text
    }
}

extension Report {
    /// The answer and the note as plain text.
    var words: String {
        [answer.content.plainText, note].filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

/// A supply without models, since planning does not ask any.
private struct NoModels: ModelSupply {
    func model(for settings: Settings) async throws -> (model: any LanguageModel, sampling: ModelRequest.Sampling) {
        throw StepError.unknownTool("model")
    }
    func description(for settings: Settings) -> String { "" }
}

/// A user interface that shows nothing.
private struct SilentInterface: UserInterface {
    let isInteractive = false
    func note(_ text: String) {}
    func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result {
        try await body()
    }
    func view(of plan: WritingPlan, isHidden: Bool) -> any WritingView { SilentView() }
    func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result { try await body() }
    func consents(to question: String) async -> Bool { false }

    private struct SilentView: WritingView {
        func show(_ live: SectionScheduler.Live) {}
        func ended(_ index: Int, text: String?) {}
        func close() {}
    }
}
