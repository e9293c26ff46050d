import LoopbackServer
import Platform
import Testing

@testable import ModelClient

struct ModelStoreTests {
    /// Makes a store in a fresh folder with files of these names and sizes.
    private func store(_ files: [String: Int], environment: [String: String] = [:]) throws -> ModelStore {
        let home = try BuiltInFixture.temporaryFolder()
        let all = environment.merging(["XDG_DATA_HOME": home]) { $1 }
        let store = try ModelStore(environment: ChildEnvironment(all))
        try Files.makeFolder(store.folder)
        for (name, elements) in files { try FakeGGUF(elements: elements).write(to: store.path(of: name)) }
        return store
    }

    @Test func `The largest model is used until one is chosen`() throws {
        let store = try store(["a": 10, "b": 1000, "qwen2.5-coder-0.5b": 20])
        #expect(store.models.map(\.name) == ["qwen2.5-coder-0.5b", "a", "b"])
        #expect(store.chosen?.name == "b" && store.usual == "b")
        #expect(try store.use("A").name == "a")
        #expect(store.chosen?.name == "a")
        #expect(throws: ModelInstallError.unknown(name: "c")) { try store.use("c") }
        for path in ["/m/a.gguf", "a.gguf", "https://h/m"] {
            #expect(throws: ModelInstallError.notAName(path)) { try store.use(path) }
        }
        #expect(throws: ModelInstallError.notInstalled(name: "qwen2.5-coder-1.5b")) {
            try store.use("qwen2.5-coder-1.5b")
        }
    }

    @Test func `Without a model, the small one is the usual`() throws {
        let store = try store([:])
        #expect(store.models.isEmpty && store.chosen == nil && store.usual == "smollm2-135m")
        #expect(try self.store(["a": 1], environment: ["GALLEY_GGUF": "/m/own.gguf"]).usual == "own")
    }

    @Test func `The model in use is removed only on purpose`() throws {
        let store = try store(["a": 10, "b": 1000])
        _ = try store.use("a")
        #expect(throws: ModelInstallError.inUse(name: "a")) { try store.remove("a", isSure: false) }
        #expect(try store.remove("b", isSure: false).name == "b")
        #expect(try store.remove("a", isSure: true).name == "a")
        #expect(store.models.isEmpty)
        #expect(throws: ModelInstallError.unknown(name: "a")) { try store.remove("a", isSure: true) }
    }

    @Test func `Hidden and other files are not models`() throws {
        let store = try store(["a": 1])
        try Files.replace("\(store.folder)/text.gguf", with: Array("text".utf8))
        try FakeGGUF().write(to: "\(store.folder)/.b.part")
        try FakeGGUF().write(to: "\(store.folder)/.c.gguf")
        #expect(store.models.map(\.name) == ["a"])
    }

    @Test func `The table has a row for each model`() throws {
        let lines = try store(["own": 10]).table
        #expect(lines.count == KnownModel.all.count + 1)
        #expect(lines[0].hasPrefix("smollm2-135m        98 MB") && lines[3].contains("in use  your own file"))
        #expect(Set(KnownModel.all.map(\.name)).count == KnownModel.all.count)
        #expect(KnownModel.all.allSatisfy { $0.digest.count == 64 && $0.bytes > 0 })
    }

    @Test func `The report tells the model, the plan and the servers`() throws {
        let store = try store(["own": 10])
        let environment = store.install.environment
        let endpoint = BuiltInEndpoint(
            baseURL: "http://127.0.0.1:9/v1", apiKey: "secret", model: "own", slots: 2, contextWindow: 4096)
        let plan = try BuiltInServer.plan(for: try #require(store.chosen))
        _ = RunningServer.record(endpoint, getpid(), plan, in: store.install)
        // No process has this id: it is above what systems hand out.
        _ = RunningServer.record(endpoint, 2_147_483_646, plan, in: store.install)
        let report = try ModelReport(environment: environment)
        #expect(!report.isReady, "the server is missing")
        #expect(report.lines.first?.hasPrefix("model: own, ") == true)
        #expect(report.lines.filter { $0.hasPrefix("running: ") }.count == 1)
        #expect(report.lines.last?.contains("2 calls at once, 4096 tokens each") == true)
        #expect(!report.lines.joined().contains("secret"))
    }
}
