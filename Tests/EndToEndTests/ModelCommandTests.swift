import LoopbackServer
import Platform
import Testing

/// `galley model` with small files that look like models.
@Suite(.timeLimit(.minutes(5))) struct ModelCommandTests {
    @Test func `A model is installed, listed, used and removed`() async throws {
        let place = try Place()
        let path = "\(place.work)/one.gguf"
        try FakeGGUF().write(to: path)
        try FakeGGUF(elements: 500).write(to: "\(place.work)/two.gguf")
        let rehearsed = try await place.run("model", "install", "one.gguf", "--dry-run")
        #expect(rehearsed.status == 0)
        #expect(!Files.exists("\(place.root)/data/galley/models"))

        let one = try await place.run("model", "install", "./one.gguf")
        #expect(one.status == 0 && one.errors.contains("Galley uses one now."), "\(one)")
        #expect(try await place.run("model", "install", "two.gguf").status == 0)
        let list = try await place.run("model", "list")
        let rows = list.output.split(separator: "\n")
        #expect(rows.count == 5 && rows[3].hasPrefix("one ") && rows[3].contains("installed"), "\(list)")
        #expect(rows[4].hasPrefix("two ") && rows[4].contains("in use"), "\(list)")

        #expect(try await place.run("model", "use", "one").errors.contains("Galley uses one now."))
        let status = try await place.run("model", "status")
        #expect(status.status == 1 && status.output.hasPrefix("model: one, "), "\(status)")
        #expect(status.output.contains("server: not installed"))
        let shown = try await place.run("-x", ":model", "-x", ":model two", "-x", ":model")
        #expect(
            shown.output.split(separator: "\n").map(String.init) == [
                "one, the built-in model, because no key is set and no Ollama answers",
                "Installed: one *, two",
                "the built-in model, because two is installed",
                "the built-in model, because two is installed",
                "Installed: one *, two",
            ], "\(shown)")

        let refused = try await place.run("model", "remove", "one")
        #expect(refused.status == 1 && refused.errors.contains("one is in use."), "\(refused)")
        #expect(try await place.run("model", "remove", "one", "--yes").errors.contains("Galley uses two now."))
        #expect(try await place.run("model", "remove", "one").errors.contains("There is no model “one”."))
        #expect(try await place.run("model", "remove", "two", "--yes").status == 0)
    }

    @Test func `A download ends with the model or with one sentence`() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { request in
            switch request.path {
            case "/good.gguf": .raw(200, [.init(FakeGGUF().bytes)])
            case "/page.gguf": .raw(200, headers: ["Content-Type": "text/html"], [.init("<html></html>")])
            default: .raw(302, headers: ["Location": "http://models.example/m.gguf"], [])
            }
        }
        let base = "http://127.0.0.1:\(server.port)"
        let good = try await place.run("model", "install", "\(base)/good.gguf")
        #expect(good.status == 0 && good.errors.contains("Galley uses good now."), "\(good)")
        let zeros = String(repeating: "0", count: 64)
        for (arguments, words) in [
            (["\(base)/page.gguf"], "is a web page"), (["\(base)/m.gguf"], "which is not https"),
            (["\(base)/good.gguf", "--sha256", zeros], "does not have the expected SHA-256"),
            (["http://models.example/m.gguf"], "is not an https address"), (["nonesuch"], "There is no model"),
        ] {
            let outcome = try await place.run(["model", "install"] + arguments)
            #expect(outcome.status == 1 && outcome.errors.contains(words), "\(outcome)")
            #expect(outcome.errors.split(separator: "\n").filter { $0.hasPrefix("galley: ") }.count == 1)
        }
        #expect(try Files.names(in: "\(place.root)/data/galley/models").sorted() == ["chosen", "good.gguf"])
    }

    @Test func `The first prompt asks which model to install, and takes no for an answer`() async throws {
        let place = try Place()
        let console = try Console([], at: place, columns: 120, rows: 40)
        try await console.begin("galley")
        try await console.enter("How bread rises", until: "Started")
        try console.enter(":outline")
        try await console.wait(for: "n for none]")
        #expect(console.everything.contains("2  qwen2.5-coder-0.5b: simple drafts (491 MB to download"))
        try console.enter("7")
        try await console.wait(for: "Type a number from 1 to 3, or n.")
        try await console.enter("n", until: "no model is installed")
        #expect(try await console.leave() == 0)
        #expect(!Files.exists("\(place.root)/data/galley/models"))
    }
}
