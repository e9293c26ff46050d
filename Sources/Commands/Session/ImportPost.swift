import Chains
import Manuscript
import Platform

/// `:import FILE` makes a session of a Markdown file or an outline, or takes over the changes of an exported file.
struct ImportPost: Command {
    private static let file = TypedParameter<String>("file", .path, "a Markdown file or an outline", needs: "a file")
    static let card = CommandCard(
        name: "import",
        flags: [
            CommandFlag("--onto", "take over the file's changes into the open post"),
            CommandFlag("--new", "make a new post, even of a file that was exported from the open one"),
            .yes("do not ask for confirmation"),
        ],
        parameters: [file],
        summary:
            "make a post of a Markdown file or an outline; a changed export of the open post changes its sections, shown first",
        example: ":import draft.md")

    /// The use of the file.
    enum Way: Equatable {
        /// A new post, unless the file belongs to the open one.
        case either
        case new
        case update
    }

    private let path: String
    private let way: Way
    private let isSure: Bool

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        let way: Way = values.has("--onto") ? .update : values.has("--new") ? .new : .either
        self.init(path: try values(Self.file), way: way, isSure: values.has("--yes"))
    }

    /// Makes an import of a path that may hold any characters.
    init(path: String, way: Way, isSure: Bool) { (self.path, self.way, self.isSure) = (path, way, isSure) }

    func reach(in workspace: Workspace) -> String? { workspace.outside(path).map { "reads \($0)" } }

    func perform(in workspace: Workspace) async throws -> Report {
        let place = path == "-" ? "-" : workspace.path(path)
        var file = try ImportedFile.read(place, shown: path)
        let whole = path == "-" ? "" : Files.real(place) ?? ""
        guard way == .update || way == .either && belongs(whole, to: workspace.session) else {
            return try begin(file, whole, in: workspace)
        }
        guard !workspace.session.topic.isEmpty else { throw ImportError.nothingOpen }
        if workspace.session.imported == nil { file = file.withoutEscapes }
        guard case .post(let post, _, let marks) = file else { throw ImportError.outlineOnto(path) }
        return try await ImportedChanges(post, marks, path: path, isSure: isSure).take(in: workspace)
    }

    /// Returns true if a file was imported to or exported from a session.
    private func belongs(_ file: String, to session: Session) -> Bool {
        !file.isEmpty && (session.imported?.path == file || session.exports.contains { $0.path == file })
    }

    private func begin(_ file: ImportedFile, _ whole: String, in workspace: Workspace) throws -> Report {
        let name = path == "-" ? "" : String(Files.name(of: path).prefix { $0 != "." })
        let fallback = Prose.title(name.replacing(/[-_]+/, with: " ")).capitalizedFirst
        let topic = Prose.words(in: fallback) > 0 ? fallback : "Imported post"
        let words = workspace.filled.style.words ?? OutlineChain.defaultWords
        var new: Session
        switch file {
        case .post(let post, _, let marks):
            if let fault = post.front?.fault {
                workspace.interface.note(
                    "The front matter is not YAML that can be read (\(fault)), so it was kept as it is and not used.")
            }
            new = Session(
                importing: post, name: "new", fallback: topic, path: whole, words: words, at: workspace.now())
            workspace.interface.noteUnplaced(new.take(marks, at: workspace.now()))
        case .outline(let draft, let title):
            var session = Session(name: "new", topic: title ?? topic, at: workspace.now())
            session.outline = Outline(draft.sections(words: words))
            new = session
        }
        try workspace.store.begin(imported: new, input: ":import \(path)", from: path)
        let session = workspace.session
        let count = session.outline.entries.count
        let unwritten = session.outline.unwritten.count
        let what = "\(count.counted("section")), \(session.outline.words.counted("word"))"
        let points = session.review.count
        let comments = points == 0 ? "" : " \(points) comment\(points == 1 ? " is" : "s are") in `:review list`."
        let next = unwritten == 0 ? "`:outline` shows it." : "\(unwritten) to write: `:outline` shows them."
        return Report(
            note: "Imported \(path) as “\(session.name)”: \(what).\(comments) \(next)",
            data: [
                "name": .string(session.name), "topic": .string(session.topic), "sections": .int(count),
                "words": .int(session.outline.words), "comments": .int(points),
            ])
    }
}

extension UserInterface {
    /// Tells which comments of a file belong to no text, so that they are not lost in silence.
    func noteUnplaced(_ comments: [String]) {
        guard !comments.isEmpty else { return }
        let list = comments.map { "“\($0)”" }.joined(separator: ", ")
        note("Left out, because no text is beside them: \(list).")
    }
}
