import Chains
package import Commands
package import Configuration
package import Manuscript
import Platform
import Storage
package import Terminal

/// Tab completion of commands, addresses with their titles, formats, sessions, models, settings and their values, and
/// files.
package struct Completer {
    /// The open session.
    package var session: Session
    /// The user's own commands.
    package var own: [UserCommand] = []
    /// A function that returns the names of the sessions; called only when they are needed.
    package var sessions: () -> [String] = { [] }
    /// The models that are known without a request, each with its source.
    package var models: [Completion.Candidate] = []
    /// A function that returns the effective value of a setting, as text.
    package var value: (SettingKey) -> String? = { _ in nil }
    /// The names of the providers.
    package var providers: [String] = []
    /// The home folder, if any.
    package var home: String?

    /// Makes a completer that knows only a session.
    package init(session: Session) { self.session = session }

    /// Makes a completer for a workspace.
    package init(in workspace: Workspace) {
        let configuration = workspace.configuration
        session = workspace.session
        own = configuration.userCommands
        sessions = { ((try? workspace.store.folder.list()) ?? []).map(\.name) }
        models = Self.models(in: workspace)
        value = { key in configuration.value(of: key, in: workspace.session).flatMap { SettingKey.words($0.value) } }
        providers = Configuration.knownProviders + Set(configuration.files.flatMap(\.providers.keys)).sorted()
        home = workspace.environment["HOME"]
    }

    private static func models(in workspace: Workspace) -> [Completion.Candidate] {
        let versions = workspace.session.outline.entries.flatMap(\.section.versions).compactMap(\.model)
        let set = workspace.configuration.text("model", beside: workspace.session.settings)?.value
        let files = workspace.configuration.files.flatMap { file in
            [file.settings["model"]] + file.providers.values.map { $0["model"] }
        }.compactMap { $0?.value.string }
        let all =
            workspace.models.listed.map { ($0, "listed by the server") }
            + workspace.models.installedModels().map { ($0.name, "installed") }
            + [set].compactMap { $0 }.map { ($0, "set") }
            + versions.map { ($0, "wrote in this session") } + files.sorted().map { ($0, "in a configuration file") }
        var seen: Set<String> = []
        return all.filter { seen.insert($0.0).inserted }.map { Completion.Candidate($0.0, note: $0.1) }
    }

    /// Returns the completion of a line at a cursor position in characters.
    package func completion(of line: String, cursor: Int) -> Completion {
        let head = String(line.prefix(cursor))
        guard let prefix = head.first, CommandMark.all.contains(prefix) else { return Completion() }
        guard let blank = head.firstIndex(where: \.isWhitespace) else { return commands(head, prefix) }
        let name = String(head[..<blank].dropFirst())
        guard let words = TypedWords(head[blank...]) else { return Completion() }
        if (try? Catalogue.own(name, among: own)).flatMap({ $0 }) != nil {
            return completion(of: .address, words, nil)
        }
        guard let card = try? Catalogue.command(name).card else { return Completion() }
        if words.typed.hasPrefix("-"), !card.flags.isEmpty {
            return found(card.flags.map { .init($0.name, note: $0.meaning) }, words)
        }
        guard let last = card.parameters.last else { return Completion() }
        let done = words.done.filter { !$0.hasPrefix("--") }
        let parameter = done.count < card.parameters.count ? card.parameters[done.count] : last
        return completion(of: parameter.completion, words, done.last)
    }

    private func commands(_ head: String, _ prefix: Character) -> Completion {
        let typed = head.dropFirst().lowercased()
        let all = commands.filter { $0.text.hasPrefix(typed) }
        return Completion(
            replacing: head.count, candidates: all.map { .init("\(prefix)\($0.text)", note: $0.note) })
    }

    private var commands: [Completion.Candidate] {
        Catalogue.all.map { .init($0.card.name, note: $0.card.summary) }
            + own.map { .init($0.name, note: $0.description.isEmpty ? "your own: \($0.lines[0])" : $0.description) }
    }

    private func completion(
        of kind: Parameter.Kind, _ words: TypedWords, _ before: String?
    ) -> Completion {
        switch kind {
        case .passage where words.typed.contains(":"), .paragraphs where words.typed.contains(":"):
            return paragraphs(words)
        case .address, .paragraphs, .passage, .section, .place: return addresses(kind, words)
        case .format:
            let formats = found(Exports.all.map { .init($0.format, note: $0.summary) }, words)
            return formats.candidates.isEmpty ? FileNames(home: home).completion(of: words) : formats
        case .session: return named(sessions(), words)
        case .setting: return found(SettingKey.all.map { .init($0.name, note: $0.summary) }, words)
        case .value: return found(values(of: before), words)
        case .model: return found(models, words)
        case .command:
            let groups = CommandGroup.allCases.map { Completion.Candidate($0.rawValue, note: $0.about) }
            return found(commands + groups.filter { !Catalogue.names.contains($0.text) }, words)
        case .path: return FileNames(home: home).completion(of: words)
        case .choice(let choices): return found(choices.map { .init($0) }, words)
        case .text, .word, .number: return Completion()
        }
    }

    /// Returns the session names that begin with the typed text; names with spaces are quoted.
    private func named(_ names: [String], _ words: TypedWords) -> Completion {
        let bare = words.bare.lowercased()
        let fitting = names.filter { $0.lowercased().hasPrefix(bare) && !$0.contains { "\"“”".contains($0) } }
        let candidates = fitting.map { name in
            let isQuoted = words.isQuoted || name.contains(where: \.isWhitespace)
            return Completion.Candidate(isQuoted ? "\"\(name)\"" : name, label: name)
        }
        return Completion(replacing: words.typed.count, candidates: candidates)
    }

    /// Returns the candidates that begin with the typed text.
    private func found(_ all: [Completion.Candidate], _ words: TypedWords) -> Completion {
        let typed = words.typed.lowercased()
        return Completion(
            replacing: words.typed.count, candidates: all.filter { $0.text.lowercased().hasPrefix(typed) })
    }

    /// Returns the section numbers that begin with the typed text, and those whose title has a word that does.
    private func addresses(_ kind: Parameter.Kind, _ words: TypedWords) -> Completion {
        let entries = session.outline.entries
        let places = entries.map { Completion.Candidate($0.number, note: $0.section.title) }
        let wide: [Completion.Candidate] = [
            .init("all", note: "every section"), .init("last", note: "the section changed last"),
        ]
        let byNumber = found(places + (kind == .section || places.isEmpty ? [] : wide), words)
        let typed = words.typed.lowercased()
        guard let first = typed.first, first.isLetter else { return byNumber }
        let byTitle = zip(entries, places).filter { entry, _ in
            let title = entry.section.title.lowercased()
            return title.hasPrefix(typed) || title.split(separator: " ").contains { $0.hasPrefix(typed) }
        }
        return Completion(
            replacing: words.typed.count, candidates: byNumber.candidates + byTitle.map(\.1))
    }

    /// Returns the paragraphs of the section before the colon, with their first words.
    private func paragraphs(_ words: TypedWords) -> Completion {
        let number = words.typed.prefix { $0 != ":" }
        guard let entry = session.outline.entries.first(where: { $0.number == number }) else { return Completion() }
        let all = Excerpt.all(of: entry).map { excerpt in
            let start = excerpt.text.split(whereSeparator: \.isWhitespace).prefix(8).joined(separator: " ")
            return Completion.Candidate(excerpt.address, note: start)
        }
        return found(all, words)
    }

    /// Returns the known values of a setting, its present value first.
    private func values(of name: String?) -> [Completion.Candidate] {
        guard let key = name.flatMap({ try? SettingKey.named($0) }) else { return [] }
        let present = value(key).map { Completion.Candidate($0, note: "the current value") }
        let known: [Completion.Candidate] =
            switch key.name {
            case "model": models
            case "provider": providers.map { .init($0) }
            default: key.choices.map { .init($0) }
            }
        let others = known.filter { $0.text != present?.text }
        return [present].compactMap { $0 } + others + [.init("default", note: "takes \(key.takes)")]
    }
}

/// The words between a command's name and the cursor, split as by the argument reader.
struct TypedWords: Equatable {
    /// The complete words, without quotes.
    var done: [String] = []
    /// The word at the cursor, with its opening quote; may be empty.
    var typed = ""

    /// True if the word at the cursor is quoted.
    var isQuoted: Bool { typed.hasPrefix("\"") || typed.hasPrefix("“") }
    /// The word at the cursor without its opening quote.
    var bare: String { isQuoted ? String(typed.dropFirst()) : typed }

    init(done: [String] = [], typed: String) { (self.done, self.typed) = (done, typed) }

    /// Splits a text; nil if the cursor is directly after a closing quote.
    init?(_ text: Substring) {
        var rest = text
        while true {
            let hasGap = rest.first?.isWhitespace == true
            rest = rest.drop(while: \.isWhitespace)
            guard let first = rest.first else {
                guard hasGap || done.isEmpty else { return nil }
                return
            }
            if first == "\"" || first == "“" {
                guard let end = rest.dropFirst().firstIndex(where: { $0 == "\"" || $0 == "”" }) else {
                    typed = String(rest)
                    return
                }
                done.append(String(rest[rest.index(after: rest.startIndex)..<end]))
                rest = rest[rest.index(after: end)...]
            } else {
                let word = rest.prefix { !$0.isWhitespace }
                rest = rest.dropFirst(word.count)
                if rest.isEmpty {
                    typed = String(word)
                    return
                }
                done.append(String(word))
            }
        }
    }
}
