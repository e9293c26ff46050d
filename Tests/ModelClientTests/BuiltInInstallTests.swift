import Platform
import Testing

@testable import ModelClient

@Suite struct BuiltInInstallTests {
    @Test func livesInTheDataFolder() throws {
        #expect(
            try BuiltInInstall(environment: ["XDG_DATA_HOME": "/data", "HOME": "/home/a"]).folder
                == "/data/galley/model")
        #expect(
            try BuiltInInstall(environment: ["XDG_DATA_HOME": "relative", "HOME": "/home/a"]).folder
                == "/home/a/.local/share/galley/model")
        #expect(throws: BuiltInModelError.noDataFolder) { try BuiltInInstall(environment: ["HOME": ""]) }
    }

    @Test func pinsEveryPackageByHash() {
        let lines = BuiltInPackages.requirements.split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines.first == "xllamacpp==2026.10.11549 \\")
        #expect(BuiltInPackages.pins.allSatisfy { $0.digests.allSatisfy { $0.count == 64 } })
        #expect(lines.filter { $0.hasSuffix("\\") }.count == 5)
    }

    @Test func aFolderWithoutReceiptIsNotInstalled() throws {
        let home = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: home) }
        let install = try BuiltInInstall(environment: ["XDG_DATA_HOME": home])
        #expect(install.status == .missing)
        try FileManager.default.createDirectory(
            atPath: "\(install.folder)/bin", withIntermediateDirectories: true)
        #expect(install.status == .broken(reason: "it is not complete"))
    }

    @Test func anExistingInstallationIsChecked() throws {
        let home = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: home) }
        let install = try BuiltInInstall(environment: ["XDG_DATA_HOME": home])
        try FileManager.default.createDirectory(
            atPath: "\(install.folder)/bin", withIntermediateDirectories: true)
        func write(packages: String, bytes: Int) throws {
            let receipt = BuiltInInstall.Receipt(packages: packages, weights: "w.gguf", bytes: bytes)
            try JSONEncoder().encode(receipt).write(to: URL(filePath: install.receiptFile))
        }
        try write(packages: "older 1", bytes: 8)
        #expect(install.status == .broken(reason: "it was installed by another version of Galley"))
        try write(packages: BuiltInPackages.summary, bytes: 8)
        #expect(install.status == .broken(reason: "its Python is gone, perhaps after a system update"))
        _ = try BuiltInFixture.script("", named: "bin/python", in: install.folder)
        #expect(install.status == .broken(reason: "its weights are missing or cut short"))
        try Data("GGUF".utf8).write(to: URL(filePath: "\(install.folder)/w.gguf"))
        #expect(install.status == .broken(reason: "its weights are missing or cut short"))
        try Data("GGUFabcd".utf8).write(to: URL(filePath: "\(install.folder)/w.gguf"))
        #expect(install.status == .installed(gguf: "\(install.folder)/w.gguf", bytes: 8))
    }

    @Test func toolsGetNeitherSecretsNorDetours() throws {
        let install = try BuiltInInstall(environment: [
            "HOME": "/h", "PATH": "/bin", "PIP_INDEX_URL": "u", "PYTHONPATH": "/p", "PIP_TARGET": "/t",
            "GROQ_API_KEY": "k", "https_proxy": "x",
        ])
        #expect(install.toolEnvironment.variables.keys.sorted() == ["HOME", "PATH", "PIP_INDEX_URL", "https_proxy"])
    }

    /// The whole way with a package index that cannot be reached: nothing may be left that looks installed.
    @Test(.timeLimit(.minutes(2))) func withoutNetworkNothingIsInstalled() async throws {
        let home = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: home) }
        var environment = BuiltInFixture.environment.filter { !$0.key.lowercased().hasPrefix("pip_") }
        environment["XDG_DATA_HOME"] = home
        environment["PIP_INDEX_URL"] = "http://127.0.0.1:9/simple"
        environment["PIP_RETRIES"] = "1"
        environment["PIP_CONFIG_FILE"] = "/dev/null"
        environment["no_proxy"] = "127.0.0.1"
        let install = try BuiltInInstall(environment: ChildEnvironment(environment))
        await #expect(throws: BuiltInModelError.noNetwork) { try await install.install { _ in } }
        #expect(install.status == .missing)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home)/galley").isEmpty)
    }

    @Test func remainsOfInterruptedInstallsAreRemoved() async throws {
        let home = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: home) }
        // No process has this id: it is above what systems hand out.
        let left = "\(home)/galley/.model-installing-2147483646-1"
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        let environment: ChildEnvironment = ["XDG_DATA_HOME": home, "PATH": "/nowhere"]
        let task = Task { try await BuiltInInstall(environment: environment).install { _ in } }
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(!FileManager.default.fileExists(atPath: left))
    }

    @Test func aFolderThatCannotBeMadeIsNamed() async throws {
        let home = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: home) }
        try Data().write(to: URL(filePath: "\(home)/galley"))
        let install = try BuiltInInstall(environment: ["XDG_DATA_HOME": home])
        await #expect(
            throws: BuiltInModelError.unwritable(folder: "\(home)/galley", reason: "it cannot be made")
        ) { try await install.install { _ in } }
    }
}
