import LoopbackServer
import Platform
import Testing

@testable import ModelClient

struct ModelInstallerTests {
    /// A data folder of its own for one test.
    private final class Home {
        let path: String
        let messages = Guarded<[String]>([])
        var memory = MachineMemory(total: 1 << 36, available: 1 << 34)

        init() throws { path = try BuiltInFixture.temporaryFolder() }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        var installer: ModelInstaller {
            get throws {
                let messages = messages
                var installer = try ModelInstaller(environment: ["XDG_DATA_HOME": path], network: [:]) { progress in
                    if case .step(let text) = progress { messages.withLock { $0.append(text) } }
                }
                installer.memory = memory
                installer.pause = .milliseconds(1)
                return installer
            }
        }

        /// Everything in the folder of the models, hidden files too.
        var names: [String] { get throws { try Files.names(in: "\(path)/galley/models").sorted() } }

        func write(_ file: FakeGGUF, to name: String = "My Model.gguf") throws -> String {
            try file.write(to: "\(path)/\(name)")
            return "\(path)/\(name)"
        }

        func install(_ text: String, digest: String? = nil) async throws -> ModelStore.Model {
            try await installer.install(try .init(text), digest: digest)
        }
    }

    private static func digest(_ bytes: [UInt8]) -> String {
        var hash = SHA256()
        hash.add(bytes)
        return hash.hex()
    }

    /// Serves a file with ranges, as RFC 9110 §14 says.
    private static func serve(_ bytes: [UInt8], tag: String = "\"one\"", to request: ReceivedRequest) -> Reply {
        let isSame = request.headers["if-range"].map { $0 == tag } ?? true
        let start = request.headers["range"].flatMap { Int($0.dropFirst("bytes=".count).prefix(while: \.isNumber)) }
        guard let start, isSame else {
            return .raw(200, headers: ["ETag": tag, "Content-Length": "\(bytes.count)"], [.init(bytes)])
        }
        guard start < bytes.count else { return .raw(416, []) }
        return .raw(
            206,
            headers: ["ETag": tag, "Content-Range": "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"],
            [.init(Array(bytes[start...]))])
    }

    @Test func `A model is given by name, path or address`() throws {
        #expect(try ModelInstaller.Source("Qwen2.5-Coder-0.5B") == .known(KnownModel.all[1]))
        #expect(try ModelInstaller.Source("m.GGUF") == .path("m.GGUF"))
        #expect(try ModelInstaller.Source("./m") == .path("./m"))
        #expect(try ModelInstaller.Source("https://x/m.gguf") == .address("https://x/m.gguf"))
        #expect(throws: ModelInstallError.unknown(name: "gpt")) { try ModelInstaller.Source("gpt") }
    }

    @Test func `A file is copied under a plain name and chosen`() async throws {
        let home = try Home()
        let path = try home.write(FakeGGUF())
        let model = try await home.install(path, digest: Self.digest(FakeGGUF().bytes).uppercased())
        #expect(model.name == "My-Model")
        #expect(try Files.read(model.path) == FakeGGUF().bytes)
        #expect(try home.names == ["My-Model.gguf", "chosen"])
        let mode = try FileManager.default.attributesOfItem(atPath: model.path)[.posixPermissions] as? Int
        #expect(mode.map { $0 & 0o777 } == 0o600)
        // The same file again changes nothing, another of that name is refused.
        #expect(try await home.install(path) == model)
        try FakeGGUF(elements: 65).write(to: path)
        await #expect(throws: ModelInstallError.taken(name: "My-Model")) { try await home.install(path) }
        #expect(try Files.read(model.path) == FakeGGUF().bytes)
        #expect(try home.names == ["My-Model.gguf", "chosen"])
    }

    @Test func `A file that is not a usable model leaves nothing`() async throws {
        let home = try Home()
        let whole = try home.write(FakeGGUF())
        let hash = String(repeating: "0", count: 64)
        await #expect(throws: ModelInstallError.wrongHash(what: whole)) { try await home.install(whole, digest: hash) }
        await #expect(throws: ModelInstallError.badHash("12")) { try await home.install(whole, digest: "12") }
        let cut = "\(home.path)/cut.gguf"
        try Files.replace(cut, with: FakeGGUF().bytes.dropLast())
        await #expect(throws: ModelInstallError.notAModel(what: cut, reason: "is cut off")) {
            try await home.install(cut)
        }
        let picture = try home.write(FakeGGUF(architecture: "clip"), to: "clip.gguf")
        await #expect(throws: ModelInstallError.self) { try await home.install(picture) }
        await #expect(throws: ModelInstallError.notAModel(what: "./none", reason: "does not exist")) {
            try await home.install("./none")
        }
        home.memory.total = 1000
        await #expect(throws: ModelInstallError.self) { try await home.install(whole) }
        #expect(try home.names == [])
    }

    @Test func `A download goes on where it broke off, in the same run and in the next`() async throws {
        let home = try Home()
        let bytes = FakeGGUF(elements: 5000).bytes
        let breaks = Guarded(2)
        let server = try await LoopbackServer.start { request in
            let isBroken = breaks.withLock { left in
                left -= 1
                return left >= 0
            }
            guard isBroken else { return Self.serve(bytes, to: request) }
            let start = request.headers["range"].flatMap { Int($0.filter(\.isNumber)) } ?? 0
            let status = start == 0 ? 200 : 206
            var headers = ["ETag": "\"one\"", "Content-Length": "\(bytes.count - start)"]
            if start > 0 { headers["Content-Range"] = "bytes \(start)-\(bytes.count - 1)/\(bytes.count)" }
            return .raw(status, headers: headers, [.init(Array(bytes[start..<start + 3000]))], cut: true)
        }
        let url = "http://127.0.0.1:\(server.port)/files/tiny.gguf"
        let model = try await home.install(url)
        #expect(model.name == "tiny")
        #expect(try Files.read(model.path) == bytes)
        #expect(server.requests.compactMap { $0.headers["range"] } == ["bytes=3000-", "bytes=6000-"])
        #expect(try home.names == ["chosen", "tiny.gguf"])
        #expect(home.messages.withLock { $0 }.contains("The connection broke off; trying again."))

        // A server that brings nothing more ends the run, and what came is kept for the next one.
        let limited = Guarded(false)
        let other = try await LoopbackServer.start { request in
            if limited.withLock({ $0 }) { return Self.serve(bytes, to: request) }
            return request.headers["range"] == nil
                ? .raw(
                    200, headers: ["ETag": "\"one\"", "Content-Length": "\(bytes.count)"],
                    [.init(Array(bytes[..<4000]))], cut: true)
                : .raw(503, [])
        }
        let broken = "http://127.0.0.1:\(other.port)/next.gguf"
        await #expect(throws: ModelInstallError.brokeOff(url: broken, received: 4000, total: bytes.count)) {
            try await home.install(broken)
        }
        #expect(try home.names.contains(".next.part"))
        #expect(try home.installer.store.model(named: "next") == nil)
        limited.withLock { $0 = true }
        #expect(try Files.read(try await home.install(broken).path) == bytes)
        #expect(other.requests.last?.headers["range"] == "bytes=4000-")
        #expect(try !home.names.contains { $0.hasPrefix(".") })
    }

    @Test func `A file that has changed meanwhile is fetched anew`() async throws {
        let home = try Home()
        let (old, new) = (FakeGGUF(elements: 3000).bytes, FakeGGUF(elements: 4000).bytes)
        let first = Guarded(true)
        let server = try await LoopbackServer.start { request in
            let isFirst = first.withLock { first in
                defer { first = false }
                return first
            }
            guard isFirst else { return Self.serve(new, tag: "\"two\"", to: request) }
            return .raw(
                200, headers: ["ETag": "\"one\"", "Content-Length": "\(old.count)"], [.init(Array(old[..<2000]))],
                cut: true)
        }
        let model = try await home.install("http://127.0.0.1:\(server.port)/m.gguf")
        #expect(try Files.read(model.path) == new)
    }

    @Test func `Addresses that are not a model's end in one sentence each`() async throws {
        let home = try Home()
        let server = try await LoopbackServer.start { request in
            switch request.path {
            case "/page": .raw(200, headers: ["Content-Type": "text/html; charset=utf-8"], [.init("<html>")])
            case "/hidden-page": .raw(200, [.init("<!doctype html><p>Sign in")])
            case "/text": .raw(200, [.init("once upon a time")])
            case "/away": .raw(302, headers: ["Location": "http://models.example/m.gguf"], [])
            case "/loop": .raw(302, headers: ["Location": "/loop"], [])
            case "/moved": .raw(307, headers: ["Location": "/there/m.gguf"], [])
            case "/there/m.gguf": .raw(200, [.init(FakeGGUF().bytes)])
            case "/huge": .raw(200, headers: ["Content-Length": "1000000000000"], [.init("GGUF")], cut: true)
            default: .raw(404, [])
            }
        }
        let base = "http://127.0.0.1:\(server.port)"
        let cases: [(String, ModelInstallError)] = [
            ("\(base)/page", .webPage(url: "\(base)/page")),
            ("\(base)/hidden-page", .webPage(url: "\(base)/hidden-page")),
            ("\(base)/text", .notAModel(what: "\(base)/text", reason: "is not a model in GGUF form")),
            ("\(base)/away", .insecureRedirect(url: "http://models.example/m.gguf")),
            ("\(base)/loop", .redirectLoop(url: "\(base)/loop")),
            ("\(base)/none?token=secret", .refused(url: "\(base)/none", status: 404)),
            ("\(base)/huge", .tooLarge(name: "huge", needed: 1_000_000_000_000, memory: 1 << 36)),
            ("http://models.example/m.gguf", .insecure(url: "http://models.example/m.gguf")),
            ("ftp://127.0.0.1/m.gguf", .insecure(url: "ftp://127.0.0.1/m.gguf")),
        ]
        for (url, error) in cases {
            await #expect(throws: error) { try await home.install(url) }
            #expect(error.sentence.hasSuffix("."))
            #expect(try home.names == [], "\(url)")
        }
        await #expect(throws: ModelInstallError.wrongHash(what: "\(base)/moved")) {
            try await home.install("\(base)/moved", digest: String(repeating: "a", count: 64))
        }
        #expect(try home.names == [])
        #expect(try await home.install("\(base)/moved").name == "moved")
    }

    @Test func `A size above the disk's is refused before the download`() async throws {
        let home = try Home()
        home.memory.total = .max
        let server = try await LoopbackServer.start { _ in
            .raw(200, headers: ["Content-Length": "1000000000000000"], [.init("GGUF")], cut: true)
        }
        let error = await #expect(throws: ModelInstallError.self) {
            try await home.install("http://127.0.0.1:\(server.port)/m.gguf")
        }
        guard case .noRoom? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.sentence.contains("1000000 GB are needed") == true)
    }

    @Test func `Two installations of one model do not mix`() async throws {
        let home = try Home()
        let path = try home.write(FakeGGUF(), to: "m.gguf")
        try Files.makeFolder("\(home.path)/galley/models")
        let other = try PartialFile(path: "\(home.path)/galley/models/.m.part")
        await #expect(throws: ModelInstallError.busy) { try await home.install(path) }
        withExtendedLifetime(other) {}
    }
}
