import ArgumentParser
import Commands
import Manuscript
import Platform
import REPL
import Storage

/// `galley write TOPIC`: writes a whole post with one command.
struct WritePost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Make the outline, write every section, export the post.",
        discussion: """
            Running it again continues the post on the same topic and pays only for what is missing; a finished post is \
            exported again. Another --words or --sections, or --new, begins another post.
            """)

    @Argument(help: "The topic.")
    var topic: String

    @Option(
        name: .shortAndLong, help: "The file to write; its ending chooses the format, - is standard output.",
        completion: .file())
    var output = "-"

    @Option(help: "Words of the whole post.")
    var words: Int?

    @Option(help: "Sections of the first level.")
    var sections: Int?

    @Flag(inversion: .prefixedNo, help: "Have sections that retell another one written anew.")
    var repair = true

    @Flag(name: .customLong("new"), help: "Begin another post, also where there is one on this topic.")
    var isNew = false

    @OptionGroup var common: CommonOptions

    @MainActor
    func run() async throws {
        // No user is there to try again, so a starting server is waited for as long as a restarting one.
        let program = try Program(common, isPrompt: false, speech: .silent, firstPatience: .infinity)
        let status = await program.run { program in
            let calls = try isNew ? opening : resume(in: program.workspace) ?? opening
            guard try await mayExport(in: program.workspace) else { return Runner.Status.failed }
            for call in calls {
                let isOptional = call.line == Call.differentiate.line
                switch await program.runner.run(call, quietly: !common.isDry, optional: isOptional) {
                case .failed where isOptional: break
                case .failed: return Runner.Status.failed
                case .stopped: return Runner.Status.interrupted
                case .done(let report) where report.isLast: return Runner.Status.done
                case .nothing, .done: break
                }
            }
            return await export(by: program)
        }
        throw ExitCode(status)
    }

    private var write: Call { .write(repairs: repair) }

    private var settings: [Call] {
        [("words", words), ("sections", sections)].compactMap { name, value in
            value.map { Call.set(name, to: String($0)) }
        }
    }

    private var opening: [Call] { [.new(topic: topic)] + settings + [.outline, .differentiate, write] }

    /// Returns true if the output can be written, asked before anything is paid for; throws the errors of the export.
    @MainActor
    private func mayExport(in workspace: Workspace) async throws -> Bool {
        guard !workspace.isDry else { return true }
        if output == "-" || common.json {
            do { try Files.checkWritable(STDOUT_FILENO, named: "Standard output") } catch let error as SystemError {
                throw WriteError.noOutput(error)
            }
        }
        guard output != "-" else { return true }
        guard try await ExportTarget(output, in: workspace).isAllowed(in: workspace) else {
            workspace.interface.note("\(output) was left as it is, and nothing was asked.")
            return false
        }
        return true
    }

    /// Exports the post; if that fails, tells the user how to get it without paying again.
    @MainActor
    private func export(by program: Program) async -> Int32 {
        let name = program.workspace.session.name
        let isPrinted = output == "-"
        let folder = common.sessionsFolder.map { ["--sessions-dir", $0] } ?? []
        let words = ["galley", "export", name] + (isPrinted ? [] : ["-o", output]) + folder
        let command = words.map(Self.shellWord).joined(separator: " ")
        let advice = "The post is kept in the session \(name): `\(command)` \(isPrinted ? "prints" : "writes") it."
        if !program.workspace.isDry { program.outputAdvice = advice }
        let status = await program.runner.run(only: .export(to: output))
        if status == Runner.Status.failed, !isPrinted { program.interface.note(advice) }
        return status
    }

    /// Quotes a word for a shell (POSIX.1-2017, XCU 2.2.2).
    private static func shellWord(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "._-/".contains($0) }
        return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }

    /// Opens the newest post with the same topic and options; returns the calls that complete it, nil if there is none.
    @MainActor
    private func resume(in workspace: Workspace) throws -> [Call]? {
        let slug = SessionName.slug(topic)
        for listing in try workspace.folder.list() where listing.name.hasPrefix(slug) {
            guard let session = try? workspace.folder.load(listing.name), session.topic == Prose.title(topic) else {
                continue
            }
            guard isSame(session) else {
                workspace.interface.note("The post \(listing.name) has another length, so another one is begun.")
                continue
            }
            try workspace.open(listing.name)
            workspace.interface.note("Goes on with the session \(listing.name). \(Greeting.opened(session))")
            return rest(of: session)
        }
        return nil
    }

    /// Returns true if a post has the requested words and sections; one without an outline can still take them.
    private func isSame(_ session: Session) -> Bool {
        if session.outline.isEmpty { return true }
        let asked = session.settings.sections
        return (words == nil || words == session.style.words) && (sections == nil || sections == asked)
    }

    /// Returns the calls that are not done yet; the repair step itself tracks which repairs were made.
    private func rest(of session: Session) -> [Call] {
        if session.outline.isEmpty { return settings + [.outline, .differentiate, write] }
        let isBegun =
            session.history.contains { $0.kind == .differentiate }
            || session.outline.entries.contains { $0.section.text != nil }
        return isBegun ? [write] : [.differentiate, write]
    }
}

/// Errors found before any work begins.
enum WriteError: PlainError {
    /// Standard output, where the post is to go, cannot be written.
    case noOutput(SystemError)

    var sentence: String {
        switch self {
        case .noOutput(let error): "\(error.sentence) Nothing was asked of a model. Name a file with -o."
        }
    }
}
