import Manuscript
import Platform

/// `:copy [ADDRESS]` puts the post, some sections or a paragraph as Markdown on the clipboard.
struct CopyText: Command {
    private static let address = TypedParameter<Address>(
        "address", .paragraphs, "which sections, or a paragraph such as 2.3:4", isOptional: true)
    static let card = CommandCard(
        name: "copy",
        parameters: [address],
        summary: "copy the post, some sections or a paragraph to the clipboard as Markdown",
        example: ":copy 2")

    /// The Markdown; nil for the whole post.
    private let part: String?

    init(_ arguments: Arguments, session: Session) throws {
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        part = try values[Self.address].map { address in
            if let excerpt = try session.excerpt(at: address) { return excerpt.text + "\n" }
            return MarkdownExport.text(title: nil, entries: try session.sections(at: address))
        }
    }

    func reach(in workspace: Workspace) -> String? { "replaces the clipboard" }

    func perform(in workspace: Workspace) async throws -> Report {
        let text = part ?? MarkdownExport.text(of: workspace.session)
        let words = Prose.words(in: text)
        if workspace.rehearsal.isOn { return Report(note: "Dry run: this would copy \(words.counted("word")).") }
        guard let way = try await copy(text, in: workspace) else { throw CopyError.noClipboard }
        return Report(
            note: "Copied \(words.counted("word"))\(way).", data: ["words": .int(words)])
    }

    /// Copies a text; returns how, as the end of a sentence, or nil if there is no clipboard.
    private func copy(_ text: String, in workspace: Workspace) async throws -> String? {
        let environment = workspace.childEnvironment
        for (variable, line) in [
            ("WAYLAND_DISPLAY", "wl-copy"), ("DISPLAY", "xclip -selection clipboard"), ("HOME", "pbcopy"),
        ] where environment[variable]?.isEmpty == false {
            guard let program = ForegroundProgram(line), program.isInstalled(in: environment) else { continue }
            if try await feed(text, to: program, in: workspace) { return "" }
        }
        return workspace.interface.copy(text) ? " through the terminal" : nil
    }

    /// Runs a program with a text as its input; returns true if it took it.
    private func feed(_ text: String, to program: ForegroundProgram, in workspace: Workspace) async throws -> Bool {
        let environment = workspace.childEnvironment
        let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let file = "\(folder)/galley-copy-\(Identifier.random())"
        try Files.replace(file, with: Array(text.utf8))
        defer { unlink(file) }
        guard let input = try? FileDescriptor.open(file, .readOnly) else { return false }
        defer { try? input.close() }
        return await program.run(in: environment, input: input) == 0
    }
}

/// The reasons why nothing was copied.
enum CopyError: PlainError, Equatable {
    case noClipboard

    var sentence: String {
        "There is no clipboard here: neither wl-copy, xclip or pbcopy, nor a terminal. `:export -` prints the post instead."
    }
}
