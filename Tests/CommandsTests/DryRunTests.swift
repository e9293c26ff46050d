import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// `--dry-run` at the workspace: what would be sent is answered, and nothing is changed on the disk.
@Suite struct DryRunTests {
    /// A supply whose model throws what it would have sent.
    private struct Supply: ModelSupply {
        var tier = ModelProfile.Tier.large

        func model(for settings: Settings) async throws -> (
            model: any LanguageModel, sampling: ModelRequest.Sampling
        ) {
            (Unsent(profile: ModelProfile(model: "m", service: "here", tier: tier)), .init(temperature: 0.5))
        }
        func description(for settings: Settings) -> String { "m here" }
    }

    private struct Unsent: LanguageModel {
        let profile: ModelProfile

        func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
            AsyncThrowingStream { () async throws -> ModelEvent? in
                throw UnsentRequest(
                    url: "http://u/v1/chat/completions", service: "here", model: "m", request: request,
                    body: ["model": "m", "max_tokens": 7, "messages": []])
            }
        }
        func models() async throws -> [String] {
            throw UnsentRequest(url: "http://u/v1/models", service: "here", model: "m")
        }
    }

    /// A dry workspace over a folder with one session in it.
    private final class DryDesk {
        let temporary: TemporaryFolder
        let folder: SessionFolder
        let workspace: Workspace
        private let before: [String: [UInt8]]

        init(_ session: Session = Posts.written, tier: ModelProfile.Tier = .large) throws {
            temporary = try TemporaryFolder()
            folder = SessionFolder(path: temporary.path + "/sessions")
            try folder.save(session)
            before = try Self.files(in: folder.path)
            workspace = Workspace(
                folder: folder, models: Supply(tier: tier), interface: RecordingInterface(isSure: true),
                environment: [:],
                isDry: true, now: { noon })
            try workspace.open(session.name)
        }

        static func files(in path: String) throws -> [String: [UInt8]] {
            try Files.names(in: path).reduce(into: [:]) { $0[$1] = try Files.read("\(path)/\($1)") }
        }

        /// Runs a line and checks that no file came, went or changed.
        func run(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Report {
            let ending = await Interpreter.run(line, in: workspace)
            #expect(try Self.files(in: folder.path) == before, sourceLocation: sourceLocation)
            guard case .done(let report) = ending else { throw Failed(ending: ending) }
            return report
        }

        struct Failed: Error { let ending: Interpreter.Ending }
    }

    @Test func writingShowsEachRequestPartByPart() async throws {
        let workspace = try DryDesk(Posts.outlined)
        let report = try await workspace.run(":write")
        let requests = try #require(report.data["requests"]?.array)
        #expect(
            requests.map { $0["for"]?.string } == [
                "2.1 Files and folders", "2.2 Tables", "3 Pipelines that run", "1 Opening", "4 Closing",
            ])
        for request in requests {
            let tokens = try #require(request["parts"]?.array).compactMap { $0["tokens"]?.int }
            #expect(tokens.count > 2 && request["tokens"]?.int == tokens.reduce(0, +))
            #expect(request["url"] == "http://u/v1/chat/completions" && request["body"]?["max_tokens"] == 7)
        }
        let text = try #require(report.plain)
        #expect(text.contains("2.1 Files and folders: POST http://u/v1/chat/completions\n  max_tokens 7\n  model m"))
        // The shared part is shown once.
        #expect(text.ranges(of: "tokens, as above]").count >= 4)
        #expect(report.note.hasPrefix("Dry run: 5 requests, about "))
        #expect(workspace.workspace.session == Posts.outlined)
    }

    @Test(arguments: [
        ":write 3", ":rewrite 2.1 shorter", ":edit 2.1 shorter", ":outline turn it round", ":differentiate 2.1 2.2",
        ":models",
    ])
    func everyCommandThatAsksTellsWhat(line: String) async throws {
        let workspace = try DryDesk()
        let report = try await workspace.run(line)
        #expect(report.data["dryRun"] == true && report.data["requests"]?.array?.count == 1)
        #expect(report.plain?.contains(line == ":models" ? "GET http://u/v1/models" : "POST http://u/v1/chat") == true)
        #expect(workspace.workspace.session == Posts.written)
    }

    @Test func aSmallModelIsAskedInItsOwnWay() async throws {
        let report = try await DryDesk(Posts.outlined, tier: .small).run(":write 2.2")
        #expect(report.data["requests"]?.array?.count == 1)
        #expect(report.data["requests"]?.array?.first?["parts"]?.array?.isEmpty == false)
    }

    @Test func aDryRunWithoutAModelChangesOnlyMemory() async throws {
        let workspace = try DryDesk()
        for line in [
            ":rename 2.1 Other", ":set words 900", ":lock 3", ":undo", ":save other", ":new Another topic", ":fork",
        ] {
            _ = try await workspace.run(line)
        }
        #expect(workspace.workspace.session.topic == "Another topic")
        _ = try await workspace.run(":open post")
        #expect(workspace.workspace.session == Posts.written)
        _ = try await workspace.run(":rename 2.1 Other")
        #expect(workspace.workspace.session.outline["files"]?.title == "Other")
        #expect(workspace.workspace.store.readOnly == nil)
    }

    @Test func deletingAndExportingAreOnlySaid() async throws {
        let workspace = try DryDesk()
        let path = "\(workspace.temporary.path)/post.md"
        #expect(try await workspace.run(":export \(path)").note.hasPrefix("Dry run: this would write \(path)"))
        #expect(!Files.exists(path))
        _ = try await workspace.run(":new Another topic")
        let report = try await workspace.run(":delete post")
        #expect(report.note.hasPrefix("Dry run: this would delete \"post\"") && report.data["deleted"] == false)
    }

    @Test func aLineThatNeedsAnAnswerEndsTheRun() async throws {
        let workspace = try DryDesk(Posts.begun)
        guard case .failed = await Interpreter.run(":write", in: workspace.workspace) else { throw Missing() }
        #expect(try await workspace.run(":outline").isLast == false)
        guard case .failed = await Interpreter.run(":frob", in: workspace.workspace) else { throw Missing() }
        let report = try await workspace.run(":write")
        #expect(report.isLast && report.data["dependsOnAnswer"] == true)
    }

    private struct Missing: Error {}
}
