import Chains
import Configuration
import Manuscript
import Platform

/// `:style` shows the style card, sets a line of it, applies a named card, or learns one from a text.
struct StyleCard: Command {
    private static let yes = CommandFlag.yes("do not ask for confirmation")
    /// The lines for models: the length is set by other means, and a sample is too long for a call.
    private static let lines = StyleSheet.keys.map(\.name).filter { !["words", "sample"].contains($0) }
    static let card = CommandCard(
        name: "style",
        flags: [yes],
        parameters: [
            Parameter(
                "key", .choice(lines), "which line", isOptional: true, models: .required),
            Parameter("value", .text, "its new value", isOptional: true, models: .required, completion: .path),
        ],
        grammar: "[KEY VALUE, use NAME, or learn [--yes] FILE]",
        summary:
            "show the style card, set a line of it, take a named one from a configuration file, or learn one from a text",
        example: ":style learn old-post.md",
        tool: ToolUse(
            .changes, "Set a line of the style card, which holds for every text that is written from then on."))

    private enum Plan {
        case show
        case set(SetValue)
        case use(String?)
        case learn(String, isSure: Bool)
    }
    private let plan: Plan
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        let whole = arguments.rest
        switch arguments.word()?.lowercased() {
        case nil: plan = .show
        case "use"?:
            plan = .use(arguments.word())
            try arguments.end()
        case "learn"?:
            let isSure = arguments.flag(Self.yes)
            guard let path = arguments.word() else { throw CommandError.missing("a file", command: arguments.command) }
            plan = .learn(path, isSure: isSure || arguments.flag(Self.yes))
            try arguments.end()
        case let word?:
            let name = String(word.prefix { $0 != "=" })
            guard let key = StyleSheet.keys.first(where: { $0.name.lowercased() == name }) else {
                throw StyleError.unknownLine(
                    name, nearest: Spelling.nearest(to: name, among: StyleSheet.keys.map(\.name) + ["use", "learn"]))
            }
            // Lines of the card are settings, stored only once.
            let rest = key.name + whole.dropFirst(name.count)
            plan = .set(try SetValue(Arguments(command: "set", line: line, rest: rest), session: session))
        }
    }

    func reach(in workspace: Workspace) -> String? {
        guard case .learn(let path, _) = plan else { return nil }
        return "reads \(path) and sends it to the model"
    }

    func perform(in workspace: Workspace) async throws -> Report {
        switch plan {
        case .show:
            return Report(
                .plain(StyleSheet.text(StyleSheet.rows(of: workspace.session, workspace.configuration))),
                data: StyleSheet.data(of: workspace.session, workspace.configuration))
        case .set(let value): return try await value.perform(in: workspace)
        case .use(nil): return named(in: workspace)
        case .use(let name?): return try use(name, in: workspace)
        case .learn(let path, let isSure): return try await learn(path, isSure: isSure, in: workspace)
        }
    }

    // MARK: - Named cards

    private func named(in workspace: Workspace) -> Report {
        let styles = workspace.configuration.styles
        let rows = styles.sorted { $0.key < $1.key }.map { name, fields in
            [name, StyleSheet.keys.compactMap { fields[$0.name] == nil ? nil : $0.name }.joined(separator: ", ")]
        }
        let names = JSONValue.array(rows.map { .string($0[0]) })
        guard !rows.isEmpty else {
            return Report(
                note: "There are no named styles. Define them under `styles:` in .galley.yml.", data: ["styles": names])
        }
        return Report(.plain(TextTable.lines(rows).joined(separator: "\n")), data: ["styles": names])
    }

    private func use(_ name: String, in workspace: Workspace) throws -> Report {
        let styles = workspace.configuration.styles
        guard let fields = styles[name] else {
            throw StyleError.unknown(name, nearest: Spelling.nearest(to: name, among: styles.keys.sorted()))
        }
        var copy = workspace.session
        for key in StyleSheet.keys {
            guard let value = fields[key.name], let words = SettingKey.words(value) else { continue }
            copy = try copy.applying(key.edit(words, copy)).session
        }
        return try take(copy.style, "used the style \(name)", Usage(), nil, in: workspace)
    }

    /// Makes a card the session's card, as one turn.
    private func take(
        _ style: Style, _ summary: String, _ usage: Usage, _ model: String?, in workspace: Workspace
    ) throws -> Report {
        let before = workspace.session
        guard style != before.style else {
            if usage != Usage() { try workspace.turns.count(usage) }
            return Report(
                note: "The style card already says all of that.",
                data: StyleSheet.data(of: before, workspace.configuration))
        }
        let turn = Turn(
            at: workspace.now(), kind: .style, input: line, summary: summary, model: model,
            usage: usage == Usage() ? nil : usage)
        try workspace.turns.commit([.setStyle(style)], turn)
        let rows = StyleSheet.changes(from: before, to: workspace.session)
        return Report(
            .plain(StyleSheet.text(rows)),
            note: summary.prefix(1).uppercased() + summary.dropFirst() + ". `:undo` takes it back.",
            data: StyleSheet.data(of: workspace.session, workspace.configuration))
    }

    // MARK: - Learning

    private func learn(_ path: String, isSure: Bool, in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        let bytes = try Files.read(workspace.path(path), within: .named)
        guard let text = String(validating: bytes, as: UTF8.self), let measures = StyleMeasures(text) else {
            throw StyleError.tooLittle(path)
        }
        var card = workspace.session.style
        card.lists = measures.lists
        card.person = measures.person ?? card.person
        card.language = measures.language ?? card.language
        card.rules = card.rules.filter { !$0.hasPrefix("Sentences of about ") } + [measures.rule]
        card.sample = Prose.title(measures.sample)
        var usage = Usage()
        var model: String?
        do {
            let supplied = try await workspace.models.model(for: workspace.session.settings)
            let words = try await workspace.interface.waiting(for: "reading \(path)") {
                try await StyleChain(model: supplied.model, sampling: supplied.sampling).words(of: text)
            }
            if !words.tone.isEmpty { card.tone = words.tone }
            if !words.audience.isEmpty { card.audience = words.audience }
            usage = words.usage
            if usage.calls > 0 { model = supplied.model.profile.model }
        } catch let error as UnsentRequest { throw error } catch let error as any PlainError {
            // The measured values are useful without the model's.
            workspace.interface.note("Tone and audience could not be determined: \(sentence(for: error))")
        }
        var proposed = workspace.session
        proposed.style = card
        let rows = StyleSheet.changes(from: workspace.session, to: proposed)
        let shown = Report.Answer.plain(StyleSheet.text(rows))
        let summary = "learned the style of \(path)"
        if !isSure, !workspace.interface.isSure, card != workspace.session.style {
            if workspace.interface.isInteractive { workspace.interface.interject(shown) }
            guard await workspace.interface.consents(to: "This is how \(path) is written. Use this as the style card?")
            else {
                try workspace.turns.count(usage)
                let how = workspace.interface.isInteractive ? "" : " `:style learn --yes \(path)` uses it."
                return Report(
                    workspace.interface.isInteractive ? .none : shown, note: "The style card is unchanged.\(how)",
                    data: StyleSheet.data(of: proposed, workspace.configuration))
            }
            try Task.checkCancellation()
            var report = try take(card, summary, usage, model, in: workspace)
            report.answer = .none
            return report
        }
        return try take(card, summary, usage, model, in: workspace)
    }
}

/// Errors in a request about style.
enum StyleError: PlainError, Equatable {
    case unknownLine(String, nearest: String?)
    case unknown(String, nearest: String?)
    case tooLittle(String)

    var sentence: String {
        switch self {
        case .unknownLine(let name, let nearest):
            "The style card has no \"\(name.prefix(40))\"\(nearest.map { "; did you mean \"\($0)\"?" } ?? ".") `:style` shows it."
        case .unknown(let name, let nearest):
            "There is no style \"\(name.prefix(40))\"\(nearest.map { "; did you mean \"\($0)\"?" } ?? ".") `:style use` lists them."
        case .tooLittle(let path):
            "\(path) has fewer than \(StyleMeasures.leastWords) words of prose, so its style cannot be learned. Give a longer Markdown or text file."
        }
    }
}

extension Configuration {
    /// The named style cards; the nearest file takes precedence.
    var styles: [String: [String: JSONValue]] {
        files.reversed().reduce(into: [:]) { styles, file in
            for (name, fields) in file.styles { styles[name] = fields.mapValues(\.value) }
        }
    }
}
