import Platform
import Testing

@testable import ModelClient

/// The built-in model as tests use it: installed once, into a folder that the next run finds again.
enum BuiltInFixture {
    /// The environment of this process with `XDG_DATA_HOME` set to `GALLEY_TEST_MODEL_HOME`, else `.build/model-test`.
    static var environment: [String: String] {
        var values = ProcessInfo.processInfo.environment
        values["XDG_DATA_HOME"] = values["GALLEY_TEST_MODEL_HOME"] ?? "\(package)/.build/model-test"
        values["GALLEY_GGUF"] = nil
        return values
    }

    /// The installation, made where it is missing; all tests share one attempt.
    static func install() async throws -> BuiltInInstall { try await attempt.value }

    /// A fresh folder for one test.
    static func temporaryFolder() throws -> String {
        let path = FileManager.default.temporaryDirectory.path() + "/galley-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Writes an executable shell script and returns its path.
    static func script(_ text: String, named name: String, in folder: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    /// The folder in which the built programs lie: the one that holds the test bundle.
    static var products: String? {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
        guard let bundle, let cut = bundle.firstRange(of: ".xctest") else { return nil }
        let path = String(bundle[..<cut.lowerBound])
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }

    private static let package: String = {
        var parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    private static let attempt = Task {
        let install = try BuiltInInstall(environment: ChildEnvironment(environment))
        try await install.install { _ in }
        return install
    }
}
