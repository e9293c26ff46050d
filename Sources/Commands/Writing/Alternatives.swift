import Chains
import Configuration
import Manuscript
import Platform

/// `:alt ADDRESS [N]` has several texts or titles of a section written; the writer picks or combines them.
struct Alternatives: Command {
    private static let chosen = TypedParameter<String>(
        "--take", .text, "choose one that was drawn earlier", label: "CHOICE", needs: "a number or words")
    static let card = CommandCard(
        name: "alt",
        flags: [CommandFlag(chosen)],
        parameters: [
            Parameter("section", .section, "which section"),
            Parameter("count", .number(AlternativesChain.counts), "how many; 3 by default", isOptional: true),
        ],
        grammar: "SECTION [N] [titles] [--take CHOICE]",
        summary:
            "draw several versions of a section, or titles, and choose one by its number or combine them in words, such as \"the first, with the ending of the third\"; take CHOICE chooses later",
        example: ":alt 2.1 3",
        tool: ToolUse(.writes, "Have several other texts of a section written, from which the writer chooses."))

    private enum Plan: Equatable {
        case draw, titles
        /// The numbers of the versions generated last.
        case drawn([Int])
    }
    private let plan: Plan
    private let entry: Outline.Entry
    private let count: Int
    private let choice: String?
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        entry = try session.section(at: try arguments.address(in: session))
        _ = try LockFilter([entry])
        var (plan, count, choice) = (Plan.draw, 3, String?.none)
        while !arguments.isEmpty {
            if let given = try arguments.option(Self.chosen.parameter.name, takes: Self.chosen.parameter.missing) {
                choice = given
                continue
            }
            let word = arguments.word() ?? ""
            switch word.lowercased() {
            case "titles", "title": plan = .titles
            case "take":
                choice = arguments.all()
                guard choice?.isEmpty == false else {
                    throw CommandError.missing("a number or words after take", command: arguments.command)
                }
                plan = .drawn(Self.lastDrawn(of: entry, in: session))
            default:
                guard let number = Int(word), AlternativesChain.counts.contains(number) else {
                    throw CommandError.notANumber(word, of: "2 to 5 versions")
                }
                count = number
            }
        }
        let name = entry.name
        if plan == .drawn([]) { throw AlternativeError.nothingDrawn(name, number: entry.number) }
        if plan != .titles, !entry.section.isLeaf, entry.section.words == nil, entry.section.text == nil {
            throw CommandError.hasParts(name, toBe: "drawn in several versions")
        }
        if case .drawn(let numbers) = plan { count = numbers.count }
        if plan == .titles { count = TitlesChain.count }
        // Reject an invalid number before anything is paid for.
        if let choice, case .words? = Optional(try AlternativePick(choice, of: count)), plan == .titles {
            throw AlternativeError.onlyNumbers
        }
        (self.plan, self.count, self.choice) = (plan, count, choice)
    }

    /// Returns the versions that the last `:alt` for a section made and that still exist.
    private static func lastDrawn(of entry: Outline.Entry, in session: Session) -> [Int] {
        for turn in session.history.reversed() {
            let numbers = turn.edits.reversed().compactMap { edit -> Int? in
                if case .dropVersion(entry.section.id, let number, _) = edit { number } else { nil }
            }
            let drawn = entry.section.versions.filter { $0.origin == .alternative }.map(\.number)
            let found = numbers.filter(drawn.contains)
            if !found.isEmpty { return found }
        }
        return []
    }

    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        switch plan {
        case .titles: return try await titles(in: workspace)
        case .draw: return try await draw(in: workspace)
        case .drawn(let numbers):
            let pick = try AlternativePick(choice, of: numbers.count)
            let choosing = AlternativeChoice(entry: entry, numbers: numbers, line: line, turn: nil)
            return try await choosing.perform(pick, in: workspace)
        }
    }

    private func draw(in workspace: Workspace) async throws -> Report {
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let filled = workspace.filled
        let profile = supplied.model.profile
        let job = WritingPlan.Job(entry: entry, task: .write)
        let offered = try SourceShelf(in: workspace).offering([job], to: profile)[0]
        let chain = AlternativesChain(
            model: supplied.model, session: filled, entry: entry, count: count, sampling: supplied.sampling,
            parallel: filled.settings[\.parallel] ?? profile.parallel,
            holdsLength: filled.settings[\.lengthRetry], passages: offered.passages)
        if workspace.rehearsal.isOn {
            throw try await DryRun(
                chain.jobs, of: filled, model: supplied.model, sampling: supplied.sampling,
                currency: workspace.configuration.currency(workspace.session.settings))
        }
        let name = entry.name
        let result = try await workspace.interface.waiting(for: "drawing \(count) versions of \(name)") {
            try await chain.draw()
        }
        if let failure = result.failure {
            workspace.interface.note(
                "\(result.alternatives.count) of \(count) versions were drawn. \(sentence(for: failure))")
        }
        let first = entry.section.nextVersionNumber
        let versions = result.alternatives.enumerated().map { place, alternative in
            Version(
                number: first + place, text: alternative.draft.text, origin: .alternative,
                instruction: alternative.emphasis, model: profile.model, at: workspace.now(),
                usage: alternative.draft.usage, seconds: (alternative.draft.seconds * 100).rounded() / 100,
                leftOut: alternative.draft.leftOut)
        }
        workspace.interface.noteLeftOut(
            versions.compactMap { version in
                version.leftOut.map { (number: "\(entry.number) \(version.number)", what: $0.what) }
            })
        let turn = Turn(
            at: workspace.now(), kind: .alt, input: line,
            summary: "drew \(versions.count.counted("version")) of \(name)",
            model: profile.model, usage: versions.compactMap(\.usage).reduce(Usage(), +))
        try workspace.turns.commit(versions.map { .keepVersion(entry.section.id, $0) }, turn, keepingText: true)
        let texts = Self.sideBySide(versions, alike: result.alike)
        let choosing = AlternativeChoice(
            entry: entry, numbers: versions.map(\.number), line: line, turn: turn)
        let prompt =
            "Which one? 1–\(versions.count), a description to combine them, or Enter to keep the present text: "
        let isAsked = choice == nil && workspace.interface.isInteractive
        let pick =
            isAsked
            ? await AlternativePick.asked(
                prompt, showing: .sideBySide(texts), of: versions.count, on: workspace.interface)
            : try AlternativePick(choice, of: versions.count)
        try Task.checkCancellation()
        var report = try await choosing.perform(pick, in: workspace)
        if !isAsked { report.answer = .sideBySide(texts) }
        return report
    }

    private static func sideBySide(_ versions: [Version], alike: [Int]) -> SideBySide {
        SideBySide(
            versions.enumerated().map { place, version in
                let like = alike.contains(place) ? ", nearly the same as another" : ""
                return .init(heading: "\(place + 1)  \(version.words.counted("word"))\(like)", body: version.text)
            })
    }

    private func titles(in workspace: Workspace) async throws -> Report {
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let chain = TitlesChain(
            model: supplied.model, session: workspace.filled, entry: entry, sampling: supplied.sampling)
        let (titles, usage) = try await workspace.interface.waiting(for: "looking for titles") {
            try await chain.titles()
        }
        let list = Report.Answer.plain(titles.enumerated().map { "\($0 + 1)  \($1)" }.joined(separator: "\n"))
        let isAsked = choice == nil && workspace.interface.isInteractive
        var pick = AlternativePick.none
        do {
            pick =
                isAsked
                ? await AlternativePick.asked(
                    "Which one? 1–\(titles.count), or Enter to keep the present title: ", showing: list,
                    of: titles.count,
                    on: workspace.interface)
                : try AlternativePick(choice, of: titles.count)
            try Task.checkCancellation()
            if case .words = pick { throw AlternativeError.onlyNumbers }
        } catch {
            try workspace.turns.count(usage)
            throw error
        }
        let data: [String: JSONValue] = ["titles": .array(titles.map(JSONValue.string))]
        guard case .number(let number) = pick else {
            try workspace.turns.count(usage)
            return Report(
                isAsked ? .none : list, note: "The title is unchanged. `:rename \(entry.number) TITLE` changes it.",
                data: .object(data))
        }
        let title = titles[number - 1]
        let summary = "renamed \(entry.name) to \(title)"
        let turn = Turn(
            at: workspace.now(), kind: .alt, input: line, summary: summary,
            model: supplied.model.profile.model,
            usage: usage)
        try workspace.turns.commit([.setTitle(entry.section.id, title)], turn)
        return Report(
            isAsked ? .none : list, note: "\(entry.number) is \(title) now. `:undo` takes it back.",
            data: .object(data.merging(["title": .string(title)]) { old, _ in old }))
    }
}
