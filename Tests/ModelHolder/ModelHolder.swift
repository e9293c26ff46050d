import ModelClient
import Platform

/// Starts the built-in model, says so, and does nothing more: a process for tests to kill.
@main struct ModelHolder {
    static func main() async throws {
        let environment = ChildEnvironment(ProcessInfo.processInfo.environment)
        let install = try BuiltInInstall(environment: environment)
        let server = try await BuiltInServer.start(install: install, environment: environment)
        let line = Array("\(server.endpoint.baseURL) \(server.processID ?? 0)\n".utf8)
        _ = write(1, line, line.count)
        await server.waitForEnd()
    }
}
