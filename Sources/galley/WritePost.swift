import ArgumentParser
import Commands
import Manuscript
import Platform
import REPL
import Storage

/// `galley write TOPIC`: writes a whole post with one command.
struct WritePost: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Make the outline, write every section, export the post.",
        discussion: """
            Running it again continues the post on the same topic and pays only for what is missing; a finished post is \
            exported again. A different --words or --sections, or --new, begins another post.
            """)

    @Argument(help: "The topic.")
    var topic: String

    @Option(
        name: .shortAndLong, help: "The file to write; its ending chooses the format, - is standard output.",
        completion: .file())
    var output = "-"

    @Option(help: "The length of the whole post, in words.")
    var words: Int?

    @Option(help: "The number of top-level sections.")
    var sections: Int?

    @Flag(inversion: .prefixedNo, help: "Rewrite sections that retell others.")
    var repair = true

    @Flag(name: .customLong("new"), help: "Begin another post, even if one on this topic exists.")
    var isNew = false

    @OptionGroup var sources: SourceOptions
    @OptionGroup var common: CommonOptions

    func connect() throws -> Program {
        // No user is there to try again, so a starting server is waited for as long as a restarting one.
        try Program(common, isPrompt: false, speech: .silent, firstPatience: .infinity, installs: true)
    }

    func perform(in program: Program) async throws -> Int32 {
        let post = WholePost(topic: topic, words: words, sections: sections, repair: repair)
        let calls = try isNew ? post.opening : post.resume(in: program.workspace) ?? post.opening
        _ = try await sources.take(in: program, isPiped: sources.takesPipe(besideTopic: true), isOnlySource: true)
        guard try await WholePost.mayExport(to: output, prints: common.json, in: program.workspace) else {
            return Runner.Status.failed
        }
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

    /// Exports the post; if that fails, tells the user how to get it without paying again.
    @MainActor
    private func export(by program: Program) async -> Int32 {
        let name = program.workspace.session.name
        let isPrinted = output == "-"
        let folder = common.sessionsFolder.map { ["--sessions-dir", $0] } ?? []
        let words = ["galley", "export", name] + (isPrinted ? [] : ["-o", output]) + folder
        let command = words.map(\.shellQuoted).joined(separator: " ")
        let advice = "The post is kept in the session \(name): `\(command)` \(isPrinted ? "prints" : "writes") it."
        if !program.workspace.rehearsal.isOn { program.outputAdvice = advice }
        let status = await program.runner.run(only: .export(to: output))
        if status == Runner.Status.failed, !isPrinted { program.interface.note(advice) }
        return status
    }
}
