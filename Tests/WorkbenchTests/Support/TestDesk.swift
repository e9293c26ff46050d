import Manuscript
import Platform
import Testing

@testable import Workbench

/// The time at every test desk.
let noon = Date(timeIntervalSince1970: 1_790_000_000)

/// A folder of its own for one test; gone when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        path = "\(base)/galley-workbench-\(Identifier.random())"
        try Files.makeFolder(path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A desk with everything around it that a test looks at.
final class TestDesk {
    let temporary: TemporaryFolder
    let folder: SessionFolder
    let stage: RecordingStage
    let models: ScriptedSupply
    let desk: Desk

    /// Makes a desk over a folder of its own, with a session where one is given.
    init(
        _ session: Session? = nil, models: ScriptedSupply = ScriptedSupply(),
        stage: RecordingStage = RecordingStage(), environment: [String: String] = [:],
        configuration: Configuration = Configuration()
    ) throws {
        temporary = try TemporaryFolder()
        folder = SessionFolder(path: temporary.path + "/sessions")
        self.models = models
        self.stage = stage
        let surroundings = environment.merging(["TMPDIR": temporary.path, "HOME": temporary.path]) { given, _ in given }
        desk = Desk(
            folder: folder, models: models, stage: stage, environment: surroundings,
            configuration: configuration, now: { noon })
        if let session {
            try folder.save(session)
            try desk.open(session.name)
        }
    }

    /// The open session.
    var session: Session { desk.session }

    /// The bytes of the open session's file; nil where there is none.
    var file: [UInt8]? { try? Files.read(folder.file(session.name)) }

    /// Reads and performs a line; throws what it throws.
    @discardableResult
    func run(_ line: String) async throws -> Report {
        let command = try #require(try InputLine(line).command(in: session))
        return try await command.perform(at: desk)
    }

    /// Performs a line that must fail before any model is asked, with this sentence and without a trace.
    func refuses(
        _ line: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        await fails(line, expected, sourceLocation: sourceLocation)
        #expect(models.supplied == 0, "A model was asked for.", sourceLocation: sourceLocation)
    }

    /// Performs a line that must fail with this sentence and leave the session and its file as they were.
    func fails(
        _ line: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let (before, bytes) = (session, file)
        let ending = await Shell.run(line, at: desk)
        #expect(ending == .failed(expected), sourceLocation: sourceLocation)
        #expect(session == before, "The session changed.", sourceLocation: sourceLocation)
        #expect(file == bytes, "The file changed.", sourceLocation: sourceLocation)
    }

    /// What the file holds now.
    func saved() throws -> Session { try folder.load(session.name) }
}
