import ArgumentParser
import Manuscript
import Platform
import Workbench

/// `galley write TOPIC`: the main job in one line.
struct WritePost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Make the outline, write every section, export the post.",
        discussion: "A post on the same topic that was interrupted goes on where it stopped.")

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

    @OptionGroup var common: CommonOptions

    @MainActor
    func run() async throws {
        let program = try Program(common, isPrompt: false, speech: .silent)
        let status = await program.run { program in
            let isResumed = try resume(at: program.desk)
            for call in isResumed ? [write] : opening {
                switch await program.runner.run(call, quietly: !common.isDry) {
                case .failed: return Runner.Status.failed
                case .stopped: return Runner.Status.interrupted
                case .done(let report) where report.isLast: return Runner.Status.done
                case .nothing, .done: break
                }
            }
            return await program.runner.run(only: .export(to: output))
        }
        throw ExitCode(status)
    }

    private var write: Call { .write(repairs: repair) }

    private var opening: [Call] {
        let settings = [("words", words), ("sections", sections)].compactMap { name, value in
            value.map { Call.set(name, to: String($0)) }
        }
        return [.new(topic: topic)] + settings + [.outline, .differentiate, write]
    }

    /// Opens a post on the same topic that has an outline and is not finished yet.
    @MainActor
    private func resume(at desk: Desk) throws -> Bool {
        let slug = SessionName.slug(topic)
        for listing in try desk.folder.list() where listing.name.hasPrefix(slug) {
            guard let session = try? desk.folder.load(listing.name), session.topic == Prose.title(topic),
                !session.outline.unwritten.isEmpty
            else { continue }
            try desk.open(listing.name)
            desk.stage.note("Goes on with the session \(listing.name). \(Greeting.opened(session))")
            return true
        }
        return false
    }
}
