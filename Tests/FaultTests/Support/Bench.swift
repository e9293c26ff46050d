import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform

@testable import Commands
@testable import Configuration
@testable import Storage

/// The key that all clients here send; nothing may ever say it.
let secret = "sk-fault-0123456789"

/// A workspace over a folder of its own, whose model is a real client that can be exchanged.
final class Bench {
    let workspace: Workspace
    let supply = Supply()
    private let path: String

    init(_ session: Session, interface: any UserInterface = QuietStage()) throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        path = "\(base)/galley-faults-\(Identifier.random())"
        try Files.makeFolder(path)
        let folder = SessionFolder(path: path + "/sessions")
        workspace = Workspace(folder: folder, models: supply, interface: interface, environment: ["HOME": path])
        try folder.save(session)
        try workspace.open(session.name)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The bytes of the session's file.
    var file: [UInt8]? { try? Files.read(workspace.store.folder.file(workspace.session.name)) }
    /// The contents of the file.
    func saved() throws -> Session { try workspace.store.folder.load(workspace.session.name) }
    /// Performs a line.
    func run(_ line: String) async -> Interpreter.Ending { await Interpreter.run(line, in: workspace) }
}

/// Gives out whatever client there is now.
final class Supply: ModelSupply {
    private let client = Guarded<ChatClient?>(nil)

    func use(_ new: ChatClient) { client.withLock { $0 = new } }

    func model(for settings: Settings) async throws -> (model: any LanguageModel, sampling: ModelRequest.Sampling) {
        guard let client = client.withLock({ $0 }) else { throw ModelError.noModel(reason: "none was given") }
        return (client, ModelRequest.Sampling(temperature: 0.7))
    }

    func description(for settings: Settings) -> String { "the client under test" }
}

/// A user interface where nobody looks.
struct QuietStage: UserInterface {
    let isInteractive = false
    func note(_ text: String) {}
    func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result {
        try await body()
    }
    func consents(to question: String) async -> Bool { false }
    func view(of plan: WritingPlan, isHidden: Bool) -> any WritingView { QuietView() }
    func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result { try await body() }
}

/// A user interface that keeps what it says, where every question is answered with yes.
final class NotingStage: UserInterface {
    private let kept = Guarded<[String]>([])
    let isInteractive = true

    /// The messages and questions, in order.
    var notes: [String] { kept.withLock { $0 } }

    func note(_ text: String) { kept.withLock { $0.append(text) } }
    func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result {
        try await body()
    }
    func consents(to question: String) async -> Bool {
        note(question)
        return true
    }
    func view(of plan: WritingPlan, isHidden: Bool) -> any WritingView { QuietView() }
    func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result { try await body() }
}

/// Its view.
struct QuietView: WritingView {
    func show(_ live: SectionScheduler.Live) {}
    func ended(_ index: Int, text: String?) {}
    func close() {}
}

extension ChatClient {
    /// A client of the server at `baseURL` whose pauses are short.
    static func short(
        _ baseURL: String, limits: TransferLimits = TransferLimits(), choice: Choice = Choice(), engine: TransferEngine
    ) throws -> ChatClient {
        let endpoint = try Endpoint(baseURL: baseURL, apiKey: secret, service: "Loopback", model: "tester")
        return ChatClient(
            endpoint: endpoint, profile: ModelProfile(model: "tester", service: "Loopback", parallel: 4),
            engine: engine, limits: limits,
            retries: RetryPolicy(
                limit: 2, base: 0.01, longestWait: 20, patience: 4, away: 0.2, awayAtFirst: 0.2),
            choice: choice)
    }
}

extension ReceivedRequest {
    /// The number of the section that is asked for; nil where an outline is.
    var number: String? {
        messages("user").last?.firstMatch(of: /body of section ([0-9.]+),/).map { String($0.1) }
    }

    /// About how many tokens the prompt has, and the declared ceiling of the answer.
    var tokens: (prompt: Int, ceiling: Int) { (bytes.count / 4, json?["max_tokens"]?.int ?? 0) }
}
