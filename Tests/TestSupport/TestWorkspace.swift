package import Commands
package import Configuration
package import Manuscript
package import Platform
package import Storage
package import Testing

/// The time at every test workspace.
package let noon = Date(timeIntervalSince1970: 1_790_000_000)

/// A folder of its own for one test; gone when the test is over.
package final class TemporaryFolder {
    package let path: String

    package init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        path = "\(base)/galley-test-\(Identifier.random())"
        try Files.makeFolder(path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A workspace with everything around it that a test looks at.
package final class TestWorkspace {
    package let temporary: TemporaryFolder
    package let folder: SessionFolder
    package let interface: RecordingInterface
    package let models: ScriptedSupply
    package let workspace: Workspace

    /// Makes a workspace over a folder of its own, with a session where one is given.
    package init(
        _ session: Session? = nil, models: ScriptedSupply = ScriptedSupply(),
        interface: RecordingInterface = RecordingInterface(), environment: [String: String] = [:],
        configuration: Configuration = Configuration()
    ) throws {
        temporary = try TemporaryFolder()
        folder = SessionFolder(path: temporary.path + "/sessions")
        self.models = models
        self.interface = interface
        let processEnvironment = environment.merging(["TMPDIR": temporary.path, "HOME": temporary.path]) { given, _ in
            given
        }
        workspace = Workspace(
            folder: folder, models: models, interface: interface, environment: processEnvironment,
            configuration: configuration, now: { noon })
        if let session {
            try folder.save(session)
            try workspace.open(session.name)
        }
    }

    /// The open session.
    package var session: Session { workspace.session }

    /// The bytes of the open session's file; nil where there is none.
    package var file: [UInt8]? { try? Files.read(folder.file(session.name)) }

    /// Reads and performs a line; throws what it throws.
    @discardableResult
    package func run(_ line: String) async throws -> Report {
        let command = try #require(try InputLine(line).command(in: session))
        return try await command.perform(in: workspace)
    }

    /// Performs a line that must fail before any model is asked, with this sentence and without a trace.
    package func refuses(
        _ line: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        await fails(line, expected, sourceLocation: sourceLocation)
        #expect(models.supplied == 0, "A model was asked for.", sourceLocation: sourceLocation)
    }

    /// Performs a line that must fail with this sentence and leave the session and its file as they were.
    package func fails(
        _ line: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let (before, bytes) = (session, file)
        let ending = await Interpreter.run(line, in: workspace)
        #expect(ending == .failed(expected), sourceLocation: sourceLocation)
        #expect(session == before, "The session changed.", sourceLocation: sourceLocation)
        #expect(file == bytes, "The file changed.", sourceLocation: sourceLocation)
    }

    /// The present contents of the file.
    package func saved() throws -> Session { try folder.load(session.name) }
}
