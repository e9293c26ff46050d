import Library
import Manuscript
import Platform

/// `:source add PATH|URL`, `show`, `remove` and `refresh` manage the material that the post cites.
struct ManageSource: Command {
    private static let deeds = ["add", "show", "remove", "refresh"]
    static let card = CommandCard(
        name: "source",
        parameters: [
            Parameter("what", .choice(deeds), "what to do", isOptional: true, completion: .choice(deeds)),
            Parameter("source", .text, "a path, a web address, or a number", isOptional: true, completion: .path),
        ],
        grammar: "[add PATH, add URL, show NUMBER, remove NUMBER, or refresh NUMBER]",
        summary: "add notes, a page or a PDF that sections may cite, and show, remove or read a source again",
        example: ":source add notes.md")

    private enum Plan {
        case list
        case add(String)
        case show(Int, passage: Passage.Address?)
        case remove(Int)
        case refresh(Int)
    }
    private let plan: Plan
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        guard let deed = arguments.word()?.lowercased() else {
            plan = .list
            return
        }
        switch deed {
        case "add":
            let rest = arguments.rest
            let word = arguments.word() ?? ""
            // A path may hold blanks without quotes.
            let path = arguments.isEmpty ? word : rest
            guard !path.isEmpty else {
                throw CommandError.missing("a path or a web address", command: arguments.command)
            }
            plan = .add(path)
            return
        case "show", "remove", "refresh":
            guard let word = arguments.word() else {
                throw CommandError.missing("the number of a source", command: arguments.command)
            }
            try arguments.end()
            let passage = Passage.Address(word)
            guard let number = passage?.source ?? Int(word), number > 0, passage == nil || deed == "show" else {
                throw CommandError.notANumber(word, of: "the number of a source; `:sources` lists them")
            }
            plan =
                deed == "show" ? .show(number, passage: passage) : deed == "remove" ? .remove(number) : .refresh(number)
        default: throw CommandError.badArgument(":source", takes: "add, show, remove or refresh")
        }
    }

    /// Adds a file or page that a request mentions.
    init(adding path: String, session: Session) throws {
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        (plan, line) = (.add(path), "@\(path)")
    }

    func reach(in workspace: Workspace) -> String? {
        switch plan {
        case .add(let path): "reads \(path) as a source"
        case .refresh(let number): "reads source \(number) again"
        default: nil
        }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let shelf = SourceShelf(in: workspace)
        switch plan {
        case .list: return try await ListSources(line: line).perform(in: workspace)
        case .add(let path): return try await add(path, to: shelf, in: workspace)
        case .show(let number, let address): return try show(number, address, of: shelf)
        case .remove(let number): return try remove(number, of: shelf, in: workspace)
        case .refresh(let number): return try await refresh(number, of: shelf, in: workspace)
        }
    }

    private func add(_ path: String, to shelf: SourceShelf, in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        var texts: [SourceText] = []
        if path == "-" {
            guard isatty(STDIN_FILENO) == 0, !workspace.interface.isInteractive else {
                throw SourceCommandError.onlyPiped
            }
            texts = [try await shelf.piped(Files.readStandardInput(within: SourceReader.limit))]
        } else {
            texts = try await shelf.read(path)
        }
        try Task.checkCancellation()
        return Self.report(try shelf.add(texts, line: line), of: texts.count, shelf)
    }

    /// Returns the report about added sources; `count` is the number of documents that were read.
    static func report(_ added: [Source], of count: Int, _ shelf: SourceShelf) -> Report {
        guard !added.isEmpty else {
            return Report(note: "The post has this source already; nothing was added.", data: ["sources": []])
        }
        let lines = added.map { source in
            "\(source.number)  \(source.name), \(shelf.size(of: source))"
        }
        let same = count - added.count
        let note =
            (added.count == 1 ? "Added source \(added[0].number)." : "Added \(added.count) sources.")
            + (same > 0 ? " \(same) \(same == 1 ? "is" : "are") there already." : "")
            + " Sections written from now on cite it where they use it; `:undo` takes it back."
        return Report(
            .plain(lines.joined(separator: "\n")), note: note,
            data: ["sources": .array(added.map(\.json))])
    }

    private func show(_ number: Int, _ address: Passage.Address?, of shelf: SourceShelf) throws -> Report {
        let source = try shelf.source(number)
        var passages = try shelf.passages(of: source)
        if let address {
            passages = passages.filter { $0.address == address }
            if passages.isEmpty { throw SourceCommandError.noSuchPassage("\(address)") }
        }
        var lines: [String] = address == nil ? [source.name, source.address].filter { !$0.isEmpty } : []
        var heading = ""
        for passage in passages {
            if passage.heading != heading || address != nil, !passage.heading.isEmpty {
                lines += ["", passage.heading]
            }
            heading = passage.heading
            lines += ["", "[\(passage.address)]", passage.text]
        }
        let data = passages.map { passage -> JSONValue in
            [
                "address": .string("\(passage.address)"), "heading": .string(passage.heading),
                "text": .string(passage.text),
            ]
        }
        return Report(
            .plain(lines.drop { $0.isEmpty }.joined(separator: "\n")),
            note: "\(passages.count.counted("passage")).",
            data: ["source": source.json, "passages": .array(data)], isLong: true)
    }

    private func remove(_ number: Int, of shelf: SourceShelf, in workspace: Workspace) throws -> Report {
        let source = try shelf.source(number)
        try workspace.turns.commit(
            [.setSource(number: number, source: nil)],
            Turn(at: workspace.now(), kind: .source, input: line, summary: "removed \(SourceShelf.names([source]))"))
        let count = workspace.session.outline.entries.reduce(0) { count, entry in
            count
                + CitationMarks.all(in: entry.section.text?.text ?? "")
                .count { $0.addresses.contains { $0.source == number } }
        }
        let cited =
            count == 0 ? "" : " The text still cites it \(count.counted("time")); exports leave that out."
        return Report(
            note: "Removed source \(number), \(source.name).\(cited) `:undo` takes it back.",
            data: ["removed": .int(number), "citations": .int(count)])
    }

    private func refresh(_ number: Int, of shelf: SourceShelf, in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        var source = try shelf.source(number)
        guard !source.address.isEmpty else { throw SourceCommandError.cannotRefresh(number) }
        let read = try await shelf.read(source.address)
        try Task.checkCancellation()
        guard let new = read.first, read.count == 1 else { throw SourceCommandError.cannotRefresh(number) }
        let digest = try shelf.keep(new.text)
        guard digest != source.digest else {
            return Report(
                note: "Source \(number), \(source.name), is unchanged.",
                data: ["source": source.json, "changed": false])
        }
        let old = try? shelf.text(of: source)
        let passages = (try? shelf.passages(of: source)) ?? []
        source.numbers = PassageSplit.numbers(for: new.text, after: passages)
        (source.digest, source.at, source.title) = (digest, workspace.now(), new.title)
        try shelf.commit([source], "read \(SourceShelf.names([source])) again", line: line, kind: .source)
        let changes = old.map { old in
            var list = ChangeList()
            list.add(ProseDiff(from: old, to: new.text), heading: source.name)
            return Report.Answer.changes(list)
        }
        return Report(
            changes ?? .none,
            note:
                "Read source \(number), \(source.name), again. Unchanged passages keep their addresses; `:check` shows citations that no longer hold.",
            data: ["source": source.json, "changed": true])
    }
}

extension SourceShelf {
    /// Returns the size of a source: "412 words, 9 passages".
    func size(of source: Source) -> String {
        guard let text = try? text(of: source) else { return "its text is missing" }
        let count = PassageSplit.pieces(of: text).count
        return "\(Prose.words(in: text).counted("word")), \(count.counted("passage"))"
    }
}
