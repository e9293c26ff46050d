import Chains
import Library
package import Manuscript
import Platform
import Storage

/// The sources of the open session: reading and keeping them, and finding passages for sections.
package struct SourceShelf {
    private let workspace: Workspace

    /// Opens the shelf of a workspace's session.
    package init(in workspace: Workspace) { self.workspace = workspace }

    private var session: Session { workspace.session }
    private var files: SourceFiles { SourceFiles(of: session.name, in: workspace.store.folder) }

    // MARK: - Reading

    /// Returns true for an address on the web or of another kind, such as ftp, which is refused as one.
    static func isWeb(_ address: String) -> Bool { address.contains(/^[A-Za-z][A-Za-z0-9+.\-]*:\/\//) }

    /// Returns the documents at a path, a pattern or a web address.
    ///
    /// Throws `SourceError`, `PageError`, `SystemError`, `ReadingError` or `CancellationError`.
    func read(_ typed: String) async throws -> [SourceText] {
        let reader = SourceReader(environment: workspace.childEnvironment)
        guard Self.isWeb(typed) else { return try await reader.read(path: workspace.path(typed)) }
        let page = try await workspace.interface.waiting(for: "reading \(typed)") {
            try await workspace.pages.page(at: typed)
        }
        let bare = page.url.prefix { $0 != "?" && $0 != "#" }
        return [
            try await reader.document(
                page.bytes, name: Files.name(of: String(bare)), address: page.url, type: page.type)
        ]
    }

    /// Returns text that was piped in as a document, named after its first heading or words.
    ///
    /// Throws `SourceError`.
    func piped(_ bytes: [UInt8]) async throws -> SourceText {
        let name = "Standard input"
        var read = try await SourceReader(environment: workspace.childEnvironment).document(bytes, name: name)
        if read.title == name { read.title = read.ownTitle }
        return read
    }

    // MARK: - Keeping

    /// Adds documents as one turn and returns their sources; a text that the session has already is not added again.
    ///
    /// Throws `SessionError` or `SystemError`.
    @discardableResult
    func add(_ texts: [SourceText], line: String) throws -> [Source] {
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        try workspace.store.checkWritable()
        var known = Set(session.references.map(\.digest))
        var added: [Source] = []
        for text in texts where known.insert(SourceFiles.digest(of: text.text)).inserted {
            let digest = workspace.rehearsal.isOn ? SourceFiles.digest(of: text.text) : try files.keep(text.text)
            added.append(
                Source(
                    number: session.nextSourceNumber + added.count, title: text.title, address: text.address,
                    kind: text.kind, at: workspace.now(), digest: digest))
        }
        guard !added.isEmpty else { return [] }
        try commit(added, "added \(Self.names(added))", line: line, kind: .source)
        return added
    }

    /// Adds documents given before the session was open: now, or as soon as a post begins.
    ///
    /// Throws `SessionError` or `SystemError`.
    func hold(_ texts: [SourceText]) throws {
        workspace.heldSources += texts
        guard !session.topic.isEmpty else { return }
        let added = try addHeld()
        if !added.isEmpty { workspace.interface.note("Added \(Self.names(added)).") }
    }

    /// Adds the held documents to the open session and returns their sources.
    func addHeld() throws -> [Source] {
        defer { workspace.heldSources = [] }
        guard !workspace.heldSources.isEmpty else { return [] }
        return try add(workspace.heldSources, line: "--source")
    }

    /// Takes the documents at some paths, and text that was piped in, as sources of the session or of the next post.
    ///
    /// Throws as `read` and `hold` do.
    package func take(_ paths: [String], piped: [UInt8]?) async throws {
        var texts: [SourceText] = []
        for path in paths where path != "-" { texts += try await read(path) }
        if let piped { texts.append(try await self.piped(piped)) }
        try Task.checkCancellation()
        try hold(texts)
    }

    /// Returns true if piped text is commands of Galley: its first line that is not blank begins with one.
    package static func isCommands(_ bytes: [UInt8]) -> Bool {
        let lines = String(decoding: bytes.prefix(4096), as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let first = lines.lazy.map({ $0.trimmed }).first(where: { !$0.isEmpty }),
            first.first.map({ $0 != "#" }) ?? false, CommandMark.begins(first),
            case .command(let arguments) = InputLine(first)
        else { return false }
        return (try? Catalogue.command(arguments.command)) != nil
    }

    /// Adds or replaces sources as one turn.
    func commit(_ sources: [Source], _ summary: String, line: String, kind: Turn.Kind) throws {
        try workspace.turns.commit(
            sources.map { .setSource(number: $0.number, source: $0.json) },
            Turn(at: workspace.now(), kind: kind, input: line, summary: summary))
    }

    /// Returns the names of sources for a summary: "source 2 (Notes)" or "3 sources".
    static func names(_ sources: [Source]) -> String {
        guard sources.count == 1, let source = sources.first else { return "\(sources.count) sources" }
        return "source \(source.number) (\(source.name))"
    }

    /// Saves a text without adding it, and returns its digest.
    func keep(_ text: String) throws -> String {
        workspace.rehearsal.isOn ? SourceFiles.digest(of: text) : try files.keep(text)
    }

    /// Returns the text of a source; throws `SessionError`.
    func text(of source: Source) throws -> String { try files.text(of: source) }

    /// Returns the source with a number; throws `SourceCommandError.noSuchSource`.
    func source(_ number: Int) throws -> Source {
        let all = session.references
        guard let source = all.first(where: { $0.number == number }) else {
            throw SourceCommandError.noSuchSource(number, has: all.map(\.number))
        }
        return source
    }

    // MARK: - Passages

    /// Returns the passages of a source; throws `SessionError`.
    func passages(of source: Source) throws -> [Passage] {
        PassageSplit.passages(of: try text(of: source), source: source.number, numbers: source.numbers)
    }

    /// Returns the passages of all sources; a source whose text is missing is named in a note.
    func passages() -> [Passage] {
        session.references.flatMap { source -> [Passage] in
            do { return try passages(of: source) } catch {
                workspace.interface.note(sentence(for: error))
                return []
            }
        }
    }

    /// Returns the post for the checks, with the passages that it may cite.
    package func checked() -> CheckedPost {
        var post = CheckedPost(workspace.filled)
        if !session.references.isEmpty {
            post.cited = CitedPassages(passages(), texts: post.parts.map(\.body))
        }
        return post
    }

    /// Returns jobs with the passages that fit each section best.
    ///
    /// A section keeps the passages that its present text cites. Without sources, the jobs are returned as they are.
    /// Throws `SourceError`.
    func offering(_ jobs: [WritingPlan.Job], to profile: ModelProfile) throws -> [WritingPlan.Job] {
        guard !session.references.isEmpty, !jobs.isEmpty else { return jobs }
        let passages = passages()
        guard !passages.isEmpty else { return jobs }
        let index = try PassageIndex(passages)
        let room = Self.room(for: profile)
        let byAddress = Dictionary(passages.map { ($0.address, $0) }) { first, _ in first }
        return try jobs.map { job in
            var job = job
            let query = query(for: job.entry, instruction: job.task.instruction)
            let named = SourceMention.named(in: job.task.instruction)
            let found = try index.best(for: query, tokens: room.tokens, most: room.most) { named.contains($0.source) }
            let present = CitationMarks.all(in: job.entry.section.text?.text ?? "").flatMap(\.addresses)
            let cited = present.compactMap { byAddress[$0] }.filter { !found.contains($0) }
            job.passages = found + cited.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            return job
        }
    }

    /// Returns the passages to plan a post with, in the order of the sources: those that fit the topic best, then the
    /// beginnings of other parts of each source.
    ///
    /// Throws `SourceError`.
    func planning(for profile: ModelProfile, _ instruction: String = "") throws -> [Passage] {
        let passages = profile.tier == .small || session.references.isEmpty ? [] : passages()
        guard !passages.isEmpty else { return [] }
        let room = Self.room(for: profile)
        var chosen = try PassageIndex(passages)
            .best(for: "\(session.topic) \(instruction)", tokens: room.tokens / 2, most: room.most / 2)
        var left = room.tokens - chosen.reduce(0) { $0 + $1.tokens }
        var heads = Set(chosen.map { "\($0.address.source) \($0.heading)" })
        for passage in passages where chosen.count < room.most && passage.tokens <= left {
            guard heads.insert("\(passage.address.source) \(passage.heading)").inserted else { continue }
            chosen.append(passage)
            left -= passage.tokens
        }
        return passages.filter(chosen.contains)
    }

    /// Returns the passages for a question that names a source, such as "what does source 2 say about salt?".
    ///
    /// Empty if it names none. Throws `SourceError`.
    func passages(for question: String, _ profile: ModelProfile) throws -> [Passage] {
        let named = SourceMention.named(in: question)
        let passages = named.isEmpty ? [] : passages().filter { named.contains($0.address.source) }
        guard !passages.isEmpty else { return [] }
        let room = Self.room(for: profile)
        let found = try PassageIndex(passages).best(for: question, tokens: room.tokens, most: room.most)
        return found.isEmpty ? Array(passages.prefix(room.most)) : found
    }

    /// Returns the words by which passages for a section are found: its title, brief and points, and an instruction.
    private func query(for entry: Outline.Entry, instruction: String) -> String {
        let section = entry.section
        let above = entry.parent.flatMap { session.outline[$0]?.title } ?? ""
        return ([section.title, section.brief] + section.points + [instruction, above]).joined(separator: " ")
    }

    /// Returns the room for passages in a prompt, which a model of each tier can use.
    private static func room(for profile: ModelProfile) -> (tokens: Int, most: Int) {
        let window = profile.contextWindow ?? .max
        switch profile.tier {
        case .large: return (min(2400, window / 5), 12)
        case .medium: return (min(800, window / 6), 6)
        case .small: return (min(400, window / 8), 3)
        }
    }
}
