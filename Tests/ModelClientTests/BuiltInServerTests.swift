import LoopbackServer
import Platform
import Subprocess
import Testing

@testable import ModelClient

/// The real model: installed, served and asked.
@Suite(.serialized, .timeLimit(.minutes(10))) struct BuiltInServerTests {
    /// A client in a few lines of Python, so that these tests stand apart from galley's own client.
    private static let client = """
        import json, sys, time, urllib.request
        base, key, model = sys.argv[1:4]
        body = {"model": model, "stream": True, "max_tokens": 60, "temperature": 0, "min_p": 0.05,
                "repeat_penalty": 1.15, "repeat_last_n": 256, "cache_prompt": True,
                "stream_options": {"include_usage": True},
                "messages": [{"role": "user", "content": "What is a library? Answer in two sentences."}]}
        ask = urllib.request.Request(base + "/chat/completions", json.dumps(body).encode(),
                                     {"Authorization": "Bearer " + key, "Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            text, pieces = "", 0
            for line in opener.open(ask, timeout=120):
                if line.startswith(b"data: {"):
                    event = json.loads(line[6:])
                    for choice in event["choices"]:
                        text += choice["delta"].get("content") or ""
                        pieces += 1
                    usage = event.get("usage")
            print("pieces", pieces)
            print("tokens", usage["completion_tokens"])
            print("text", json.dumps(text))
        except urllib.error.HTTPError as error:
            print("status", error.code)
        """

    private func ask(_ endpoint: BuiltInEndpoint, key: String? = nil) async throws -> [String] {
        let install = try await BuiltInFixture.install()
        return try await Tool(path: install.python, environment: [:]).run(
            ["-I", "-c", Self.client, endpoint.baseURL, key ?? endpoint.apiKey, endpoint.model]
        ).lines
    }

    private func start() async throws -> BuiltInServer.Running {
        try await BuiltInServer.start(
            install: BuiltInFixture.install(), environment: ChildEnvironment(BuiltInFixture.environment))
    }

    private func listens(_ endpoint: BuiltInEndpoint) -> Bool {
        guard let port = endpoint.baseURL.split(separator: ":").last?.prefix(while: \.isNumber),
            let port = UInt16(port)
        else { return false }
        #if canImport(Glibc)
            let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let socket = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { addresses in
                addresses.baseAddress.map { connect(socket, $0, socklen_t(bytes.count)) == 0 } ?? false
            }
        }
    }

    /// The command line of a process, as everybody on the machine may read it.
    private func arguments(of process: Int32) async throws -> String {
        if let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") {
            return String(decoding: line, as: UTF8.self)
        }
        return try await Tool(path: "/bin/ps", environment: [:]).run(["-o", "args=", "-p", "\(process)"]).lines.joined()
    }

    /// Waits until `condition` holds, for 5 seconds at most.
    private func eventually(_ condition: () -> Bool) async throws -> Bool {
        for _ in 0..<100 {
            if condition() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return condition()
    }

    @Test func theInstallationIsWhole() async throws {
        let install = try await BuiltInFixture.install()
        guard case .installed(let gguf, let bytes) = install.status else {
            Issue.record("the model is not installed: \(install.status)")
            return
        }
        #expect(gguf.hasPrefix(install.folder) && bytes == 98_362_432)
    }

    @Test func itStreamsAnAnswer() async throws {
        let server = try await start()
        #expect(server.endpoint.model == "smollm2-135m")
        #expect(server.endpoint.contextWindow >= 2048 && server.endpoint.slots >= 2)
        let lines = try await ask(server.endpoint)
        let figures = lines.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        #expect(figures.count >= 2 && figures.allSatisfy { $0 > 10 }, "\(lines)")
        #expect(lines.last?.lowercased().contains("librar") == true, "\(lines)")
        #expect(try await ask(server.endpoint, key: "wrong") == ["status 401"])
        await server.stop()
        #expect(!server.isRunning && !listens(server.endpoint))
    }

    @Test func neitherArgumentsNorFilesShowTheKey() async throws {
        let server = try await start()
        let install = try await BuiltInFixture.install()
        let process = server.processID ?? 0
        let shown = try await arguments(of: process)
        #expect(shown.contains("serve.py") && !shown.contains(server.endpoint.apiKey))
        for file in [install.logFile, "\(install.folder)/serve.py"] {
            let text = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
            #expect(!text.contains(server.endpoint.apiKey))
        }
        let mode = try FileManager.default.attributesOfItem(atPath: "\(install.folder)/serve.py")[.posixPermissions]
        #expect((mode as? Int).map { $0 & 0o777 } == 0o600)
        await server.stop()
    }

    @Test func aCtrlCDoesNotReachIt() async throws {
        let server = try await start()
        let process = try #require(server.processID)
        #expect(getsid(process) == process && getsid(0) != process)
        for signal in [SIGINT, SIGQUIT, SIGTSTP, SIGHUP] { kill(process, signal) }
        try await Task.sleep(for: .milliseconds(200))
        #expect(server.isRunning && listens(server.endpoint))
        await server.stop()
    }

    /// A child that galley starts later, such as an editor, must not hold the pipe that keeps the server alive.
    @Test func itStopsWhileAnotherChildRuns() async throws {
        let server = try await start()
        let sleeper = Task {
            try await Tool(path: "/bin/sleep", environment: [:]).run(["300"])
        }
        try await Task.sleep(for: .milliseconds(200))
        #expect(await server.stop(patience: .seconds(60)) == false, "it had to be killed")
        sleeper.cancel()
        _ = await sleeper.result
    }

    @Test func theSupplyRestartsADeadServer() async throws {
        _ = try await BuiltInFixture.install()
        let supply = BuiltInModelSupply(environment: ChildEnvironment(BuiltInFixture.environment))
        let server = try await start()
        kill(try #require(server.processID), SIGKILL)
        await server.waitForEnd()
        #expect(!server.isRunning)
        let first = try await supply.endpoint()
        #expect(try await supply.endpoint() == first)
        await supply.stop()
        #expect(!listens(first))
        let second = try await supply.endpoint()
        #expect(second != first && listens(second))
        await supply.stop()
    }

    @Test func itIsGoneWhenItsOwnerIsKilled() async throws {
        _ = try await BuiltInFixture.install()
        let folder = try #require(BuiltInFixture.products)
        let result = try await Subprocess.run(
            Tool.executable("\(folder)/ModelHolder"), environment: ChildEnvironment(BuiltInFixture.environment).ofChild,
            input: .none, output: .sequence, error: .discarded
        ) { execution -> BuiltInEndpoint? in
            for try await line in execution.standardOutput.strings() {
                let endpoint = BuiltInEndpoint(
                    baseURL: String(line.split(separator: " ")[0]), apiKey: "", model: "", slots: 1, contextWindow: 1)
                #expect(listens(endpoint))
                try execution.send(signal: .kill)
                return endpoint
            }
            return nil
        }
        let endpoint = try #require(result.closureResult)
        #expect(try await eventually { !listens(endpoint) })
    }

    @Test func otherModelFilesAreCheckedAndTried() async throws {
        let install = try await BuiltInFixture.install()
        let folder = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/other.gguf"
        var environment = BuiltInFixture.environment
        environment["GALLEY_GGUF"] = path
        try Data("plain text".utf8).write(to: URL(filePath: path))
        await #expect(throws: BuiltInModelError.badModelFile(path: path, reason: "is not a model in GGUF form")) {
            try await BuiltInServer.start(install: install, environment: ChildEnvironment(environment))
        }
        try Data("GGUF and then nothing of use".utf8).write(to: URL(filePath: path))
        let fault = BuiltInModelError.badModelFile(path: path, reason: GGUFFault.version(1_684_955_424).words)
        await #expect(throws: fault) {
            try await BuiltInServer.start(install: install, environment: ChildEnvironment(environment))
        }
        // The header is whole, but the server does not know the model.
        try FakeGGUF(architecture: "unheard-of").write(to: path)
        do {
            _ = try await BuiltInServer.start(install: install, environment: ChildEnvironment(environment))
            Issue.record("an unknown model started")
        } catch let error as BuiltInModelError {
            #expect(error.sentence.hasPrefix("The server does not support this model"), "\(error)")
        }
        guard case .installed(let gguf, _) = install.status else { return }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: gguf)
        let server = try await BuiltInServer.start(install: install, environment: ChildEnvironment(environment))
        #expect(server.endpoint.model == "other")
        await server.stop()
    }
}
