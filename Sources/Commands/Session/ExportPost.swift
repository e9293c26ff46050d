import Manuscript
import Markdown
import Platform

/// `:export [FORMAT] [PATH]` writes the post to a file.
struct ExportPost: Command {
    private static let format = TypedParameter<String>(
        "format", .format, "the format; by default, the ending of the path decides", isOptional: true)
    private static let path = TypedParameter<String>("path", .path, "the file; - is standard output", isOptional: true)
    private static let site = TypedParameter<String>(
        "--front", .word, "front matter for hugo, jekyll or astro, or none", label: "SITE")
    private static let base = TypedParameter<Int>(
        "--base", .number(1...4), "the level of the first headings; 1 leaves out the title", label: "LEVEL",
        needs: "a level")
    static let card = CommandCard(
        name: "export",
        flags: [
            CommandFlag(site), CommandFlag(base), CommandFlag("--numbers", "number the headings"),
            CommandFlag("--unwrap", "make each paragraph one line"),
            CommandFlag("--changes", "track the changes of the last turn, in docx"),
            .yes("replace a file that this session did not export"),
        ],
        parameters: [format, path],
        summary:
            "write the post to a file (- is standard output); --yes replaces a file that this session did not export",
        example: ":export html post.html")

    private let format: any Export.Type
    private let path: String
    private let isSure: Bool
    private let options: ExportOptions

    init(_ arguments: Arguments, session: Session) throws {
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        try self.init(
            format: values[Self.format], path: values[Self.path],
            options: ExportOptions(
                site: try values[Self.site].map(Self.site), base: values[Self.base],
                isNumbered: values.has("--numbers"),
                isUnwrapped: values.has("--unwrap"), marksChanges: values.has("--changes")),
            isSure: values.has("--yes"), session: session)
    }

    /// Returns the site generator with a name; throws `CommandError.badArgument`.
    private static func site(_ name: String) throws -> ExportOptions.Site {
        guard let site = ExportOptions.Site(rawValue: name.lowercased()) else {
            throw CommandError.badArgument("--front", takes: "hugo, jekyll, astro or none")
        }
        return site
    }

    /// Makes an export to a path that may hold any characters.
    ///
    /// Without a format, the extension decides; without a path, the file has the session's name.
    init(
        format: String?, path: String?, options: ExportOptions = ExportOptions(), isSure: Bool, session: Session
    ) throws {
        self.options = options
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        if let format {
            guard let named = Exports.named(format) else {
                throw CommandError.unknownFormat(format, known: Exports.all.map { $0.format })
            }
            self.format = named
        } else {
            let usual: any Export.Type = options.marksChanges ? DocxExport.self : MarkdownExport.self
            self.format = try path.map(Self.format) ?? usual
        }
        if options.marksChanges, self.format != DocxExport.self {
            throw CommandError.badArgument("--changes", takes: "the format docx; `critic` marks changes in Markdown")
        }
        self.path = path ?? "\(session.name).\(self.format.format)"
        self.isSure = isSure
    }

    /// Returns the format for the extension of a path, or Markdown if there is none.
    ///
    /// Throws `CommandError.unknownFormat` for the extension of another kind of document.
    static func format(of path: String) throws -> any Export.Type {
        let name = Files.name(of: path)
        guard let dot = name.lastIndex(of: ".") else { return MarkdownExport.self }
        let ending = String(name[name.index(after: dot)...])
        if Exports.isForeign(ending: ending) {
            throw CommandError.unknownFormat(ending, known: Exports.all.map { $0.format })
        }
        return Exports.named(ending) ?? MarkdownExport.self
    }

    func reach(in workspace: Workspace) -> String? {
        guard path != "-" else { return nil }
        if let place = workspace.outside(path) { return "writes \(place)" }
        // Without a yes in advance, the person is asked anyway.
        let session = ReferenceList.applied(to: workspace.session)
        guard isSure || workspace.interface.isSure, let text = try? format.text(of: session, as: options),
            let loss = try? ExportTarget(path, in: workspace).loss(format.writer == nil ? text : nil)
        else { return nil }
        return "replaces \(path), which \(loss)"
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let text = try format.text(of: ReferenceList.applied(to: workspace.session), as: options)
        if path == "-", format.writer != nil { throw PandocError.notText(format: format.format) }
        let missing = workspace.session.outline.unwritten.count
        var warning = missing == 0 ? "" : " \(missing) of its sections \(missing == 1 ? "is" : "are") not written yet."
        if format == MarkdownExport.self, options.site == .hugo, SiteMarks.hasHTML(text) {
            warning +=
                " Hugo leaves out raw HTML, such as <kbd>, unless the site sets markup.goldmark.renderer.unsafe to true."
        }
        var members: [String: JSONValue] = [
            "format": .string(format.format), "path": .string(path), "unwritten": .int(missing),
        ]
        if path == "-" {
            // With `--json`, standard output holds only the object.
            members["text"] = .string(text)
            return Report(.text(text), note: String(warning.trimmed), data: .object(members))
        }
        let target = try ExportTarget(path, in: workspace)
        if workspace.rehearsal.isOn {
            let note =
                "Dry run: this would write \(path), \(workspace.session.outline.words.counted("word")).\(warning)"
            return Report(note: note, data: .object(members))
        }
        let bytes = try await bytes(of: text, in: workspace)
        guard try await target.isAllowed(in: workspace, isSure: isSure, for: bytes) else {
            members["written"] = false
            return Report(note: "\(path) was left as it is.", data: .object(members))
        }
        if format.writer == nil {
            try await target.write(text, in: workspace)
        } else {
            try await target.write(bytes, in: workspace)
        }
        return Report(
            note: "Wrote \(path), \(workspace.session.outline.words.counted("word")).\(warning)", data: .object(members)
        )
    }

    /// Returns the bytes of the file: those of the text, or of the document that pandoc makes of it and of the text before
    /// the last turn, if its changes are to be tracked.
    private func bytes(of text: String, in workspace: Workspace) async throws -> [UInt8] {
        guard let writer = format.writer else { return Array(text.utf8) }
        let pandoc = Pandoc(environment: workspace.childEnvironment)
        let session = workspace.session
        let time = session.createdAt
        if options.marksChanges {
            let before = try format.text(of: ReferenceList.applied(to: session.beforeLastTurn), as: options)
            if before == text { workspace.interface.note("The last turn changed no text, so no changes are tracked.") }
            let changes = TrackedChanges(author: "Galley", at: session.history.last?.at ?? time)
            return try await workspace.interface.waiting(for: "making the \(format.format)") {
                try await pandoc.document(of: text, changedFrom: before, by: writer, at: time, changes)
            }
        }
        return try await workspace.interface.waiting(for: "making the \(format.format)") {
            try await pandoc.document(of: text, by: writer, at: time)
        }
    }
}
