import Chains
import Commands
import Configuration
import Manuscript
import Platform
import SeededRandom
import Storage

/// A random script of commands that need no model, with the state that each of its lines leads to.
///
/// The lines are tried in this process, on a copy of the session, so that each of them works.
struct KillScript {
    /// The lines as typed.
    private(set) var lines: [String] = []
    /// The session before the first line and after each.
    private(set) var states: [String] = []

    /// Makes a script for a session as it is now.
    init(for session: Session, lines count: Int, random: inout SeededGenerator) async throws {
        let place = try Place()
        try place.keep(session)
        let workspace = Workspace(
            folder: SessionFolder(path: place.sessions), models: NoModels(), interface: QuietStage(), environment: [:])
        try workspace.open(session.name)
        states = [Self.state(of: workspace.session)]
        var tries = 0
        while lines.count < count, tries < count * 20 {
            tries += 1
            let line = Self.line(for: workspace.session, &random)
            guard case .done = await Interpreter.run(line, in: workspace) else { continue }
            lines.append(line)
            states.append(Self.state(of: workspace.session))
        }
        // The folder must outlive the workspace.
        withExtendedLifetime(place) {}
    }

    /// Everything that a script leads to, without what is drawn by lot or taken from the clock: ids and times.
    static func state(of session: Session) -> String {
        let sections = session.outline.entries.map { entry -> String in
            let section = entry.section
            let versions = section.versions.map { "\($0.number) \($0.origin.rawValue) \($0.instruction) \($0.text)" }
            return
                "\(entry.number) \(section.title) | \(section.brief) | \(section.points) | \(section.words ?? -1) \(section.locked) \(section.notes)"
                + " | \(section.current ?? -1) \(versions) | \(section.candidate?.text ?? "-")"
        }
        let turns = session.history.map { "\($0.kind) \($0.input) \($0.edits.count)" }
        let undone = session.undone.map { "\($0.kind) \($0.input)" }
        let settings = JSONValue.object(session.settings.values).compact
        let style = "\(session.style.audience) \(session.style.tone) \(session.style.words ?? -1)"
        return ([session.topic, settings, style] + sections + turns + undone).joined(separator: "\n")
    }

    // MARK: - Lines

    private static func line(for session: Session, _ random: inout SeededGenerator) -> String {
        let numbers = session.outline.entries.map(\.number)
        func number() -> String { numbers.randomElement(using: &random) ?? "1" }
        func words(_ count: Int) -> String { Self.words(count, &random) }
        switch Int.random(in: 0..<24, using: &random) {
        case 0, 1: return ":add \(Int.random(in: 1...4, using: &random)) \(words(3))"
        case 2: return numbers.count > 4 ? ":remove \(number())" : ":status"
        case 3: return ":move \(number()) \(number())"
        case 4, 5: return ":rename \(number()) \(words(4))"
        case 6, 7: return ":brief \(number()) \(words(8)); \(words(3)); \(words(2))"
        case 8: return ":budget \(number()) \(Int.random(in: 50...400, using: &random))"
        case 9: return ":merge \(number()) \(number())"
        case 10: return ":split \(number()) \(words(3))"
        case 11: return ":accept \(number())"
        case 12: return ":discard \(number())"
        case 13, 14: return ":undo"
        case 15: return ":redo"
        case 16: return ":set words \(Int.random(in: 500...3000, using: &random))"
        case 17: return ":set audience \(words(2))"
        case 18: return ":set temperature 0.\(Int.random(in: 1...9, using: &random))"
        case 19: return ":lock \(number())"
        case 20: return ":unlock \(number())"
        case 21: return ":note \(number()) \(words(3))"
        case 22: return ":restore \(number()) \(Int.random(in: 1...3, using: &random))"
        default: return ":status"
        }
    }

    /// A few words, some beyond ASCII.
    static func words(_ count: Int, _ random: inout SeededGenerator) -> String {
        let choice = ["harbour", "Straße", "été", "日本語", "lamp", "keeper", "stone", "naïve", "oil", "tide", "🚢", "fog"]
        return (0..<count).map { _ in choice.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }

    /// A session to begin with: some sections written at length, one with an unfinished text.
    static func session(_ random: inout SeededGenerator) -> Session {
        var session = Posts.half()
        let now = Date(timeIntervalSince1970: 1_750_000_000)
        session.outline.sections += (1...5).map { number in
            var section = Section(id: "long\(number)", title: words(3, &random), words: 300)
            section.versions = (1...3).map { version in
                let paragraphs = (0..<12).map { _ in words(60, &random) + "." }
                return Version(number: version, text: paragraphs.joined(separator: "\n\n"), origin: .written, at: now)
            }
            section.current = 3
            return section
        }
        session.outline.sections[2].candidate = Candidate(
            text: words(30, &random), cause: .interrupted, origin: .written, at: now)
        return session
    }
}

/// No model at all.
private struct NoModels: ModelSupply {
    func model(for settings: Settings) async throws -> (model: any LanguageModel, sampling: ModelRequest.Sampling) {
        throw ModelError.noModel(reason: "the script asks for none")
    }

    func description(for settings: Settings) -> String { "none" }
}

/// A user interface without an audience.
private struct QuietStage: UserInterface {
    let isInteractive = false
    func note(_ text: String) {}
    func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result {
        try await body()
    }
    func view(of plan: WritingPlan, isHidden: Bool) -> any WritingView { QuietView() }
    func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result { try await body() }
    func consents(to question: String) async -> Bool { false }
}

private struct QuietView: WritingView {
    func show(_ live: SectionScheduler.Live) {}
    func ended(_ index: Int, text: String?) {}
    func close() {}
}
