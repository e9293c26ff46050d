import LoopbackServer
import Platform
import Testing

@testable import ModelClient

/// Models that come in packages, from a folder of small wheels instead of the package index.
@Suite(.timeLimit(.minutes(10))) struct ModelPiecesTests {
    /// Writes wheels that hold one piece each; those of the numbers in `without` hold something else.
    private static let wheels = """
        import sys, zipfile
        folder, model = sys.argv[1:3]
        data = open(model, "rb").read()
        for i in range(3):
            name = "galley_test_part%d" % (i + 1)
            if str(i + 1) in sys.argv[3:]: continue
            with zipfile.ZipFile(f"{folder}/{name}-0.1-py3-none-any.whl", "w") as wheel:
                wheel.writestr(f"{name}/data/part{i + 1:02d}.bin", data[i * 100:(i + 1) * 100 if i < 2 else None])
                wheel.writestr(f"{name}-0.1.dist-info/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 0.1\\n")
                wheel.writestr(f"{name}-0.1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
                wheel.writestr(f"{name}-0.1.dist-info/RECORD", "")
        """

    @Test func `Pieces are joined by number, and those that are there are not fetched again`() async throws {
        let real = try await BuiltInFixture.install()
        let folder = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var values = BuiltInFixture.environment.filter { !$0.key.hasPrefix("PIP_") }
        values["PIP_NO_INDEX"] = "1"
        values["PIP_FIND_LINKS"] = folder
        values["PIP_CONFIG_FILE"] = "/dev/null"
        let install = try BuiltInInstall(environment: ChildEnvironment(values))
        #expect(install.python == real.python)
        let bytes = FakeGGUF().bytes
        try Files.replace("\(folder)/m.gguf", with: bytes)
        func make(without: [String] = []) async throws {
            let outcome = try await Tool(path: install.python, environment: [:]).run(
                ["-I", "-c", Self.wheels, folder, "\(folder)/m.gguf"] + without)
            try #require(outcome.succeeded, "\(outcome.lines)")
        }
        let model = KnownModel(
            name: "tiny", file: "tiny.gguf", bytes: bytes.count, digest: "", license: "",
            source: .pieces(prefix: "galley-test-part", version: "0.1", count: 3), note: "")
        let asked = Guarded<[String]>([])
        let pieces = ModelPieces(model: model, install: install) { progress in
            if case .amount(let text) = progress { asked.withLock { $0.append(String(text.prefix(12))) } }
        }
        let part = try PartialFile(path: "\(folder)/.tiny.part")
        try await make(without: ["3"])
        let gone = ModelInstallError.gone(name: "tiny", package: "galley-test-part3 0.1")
        await #expect(throws: gone) { try await pieces.receive(into: part, note: "\(folder)/note") }
        #expect(part.count == 200)
        // The part that a broken run wrote beyond the last whole piece is cut off.
        try part.append(Array("half a piece".utf8))
        try await make()
        try await pieces.receive(into: part, note: "\(folder)/note")
        #expect(try Files.read(part.path) == bytes)
        #expect(
            asked.withLock { $0 } == ["piece 1 of 3", "piece 2 of 3", "piece 3 of 3", "piece 3 of 3"])
        #expect(try !Files.names(in: folder).contains { $0.hasSuffix(".pieces") })
    }
}
