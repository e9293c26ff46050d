package import Platform

/// llama.cpp's own server, run as a child process that ends with Galley.
///
/// It listens only on 127.0.0.1, on a port chosen by the system. It requires a key that is new for each start and is
/// passed through a pipe, so neither its arguments nor its environment show it. It runs in a separate session, so a
/// Ctrl-C at the terminal does not reach it.
package enum BuiltInServer {
    /// Starts a server and returns when it answers, or throws `BuiltInModelError` or `CancellationError`.
    ///
    /// `GALLEY_GGUF` in `environment` names a model file to use instead of the built-in weights. `limit` bounds the
    /// start, which takes half a second for the built-in weights and longer for large files.
    package static func start(
        install: BuiltInInstall, environment: ChildEnvironment, limit: Duration = .seconds(120)
    ) async throws -> Running {
        let model = try model(install: install, environment: environment)
        let script = try ServeScript.write(into: install.folder)
        let settings = ServerSettings(
            model: model.path, name: model.name, log: install.logFile,
            cores: ProcessInfo.processInfo.activeProcessorCount)
        let process = ServerProcess(
            python: install.python, script: script, environment: childEnvironment(environment),
            line: try settings.line())
        do {
            let report = try await report(of: process, limit: limit)
            return try running(process, report: report, settings: settings)
        } catch {
            await process.stop()
            throw error
        }
    }

    /// A server that is running or has ended.
    package final class Running: BuiltInService {
        package let endpoint: BuiltInEndpoint
        private let process: ServerProcess

        init(endpoint: BuiltInEndpoint, process: ServerProcess) {
            self.endpoint = endpoint
            self.process = process
        }

        /// True until the child process ends, for whatever reason.
        package var isRunning: Bool { process.isRunning }

        /// The id of the child process.
        package var processID: Int32? { process.processID }

        /// Waits until the child process has ended.
        package func waitForEnd() async { await process.waitForEnd() }

        /// Stops the server and returns when it has ended: usually at once, by force after `patience`.
        ///
        /// Returns true if force was needed.
        @discardableResult
        package func stop(patience: Duration) async -> Bool { await process.stop(patience: patience) }

        /// Stops the server and returns when it has ended, after 2 seconds at the latest.
        package func stop() async { await process.stop() }
    }

    /// Returns the model file to serve and its name; throws if there is no model or no server.
    static func model(
        install: BuiltInInstall, environment: ChildEnvironment
    ) throws(BuiltInModelError) -> (path: String, name: String) {
        switch install.status {
        case .missing: throw .notInstalled
        case .broken(let reason): throw .broken(reason: reason)
        case .installed(let gguf, _):
            guard let other = environment["GALLEY_GGUF"], !other.isEmpty else {
                return (gguf, BuiltInPackages.modelName)
            }
            _ = try ModelFile.size(of: other)
            return (other.hasPrefix("/") ? other : "./\(other)", ModelFile.name(of: other))
        }
    }

    /// Returns only the variables that the child needs: it must not see keys.
    ///
    /// `OMP_` variables are passed on, since they tune the threads. The default is kept: threads that sleep while
    /// waiting for each other (`OMP_WAIT_POLICY=passive`) produce 35 tokens per second instead of 100 on two idle
    /// cores.
    static func childEnvironment(_ environment: ChildEnvironment) -> ChildEnvironment {
        let needed: Set = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE"]
        return environment.filter { name in
            needed.contains(name) || name.hasPrefix("GGML_") || name.hasPrefix("OMP_")
        }
    }

    private static func report(of process: ServerProcess, limit: Duration) async throws -> ServerReport? {
        try await withThrowingTaskGroup(of: ServerReport?.self) { group in
            group.addTask { await process.report() }
            group.addTask {
                try await Task.sleep(for: limit)
                throw BuiltInModelError.startTimedOut(seconds: Int(limit.components.seconds))
            }
            defer { group.cancelAll() }
            let report = try await group.next()
            try Task.checkCancellation()
            return report ?? nil
        }
    }

    private static func running(
        _ process: ServerProcess, report: ServerReport?, settings: ServerSettings
    ) throws(BuiltInModelError) -> Running {
        guard let port = report?.port else {
            // The log file may belong to another server by now; but a server that ended without a report left nothing
            // else.
            let log =
                report?.log
                ?? (try? Files.read(settings.log)).map { String(decoding: $0, as: UTF8.self) }
            throw .startFailed(
                reason: ServerLog.reason(in: log ?? "", fallback: report?.error ?? "it ended without a word"))
        }
        let endpoint = BuiltInEndpoint(
            baseURL: "http://127.0.0.1:\(port)/v1", apiKey: settings.key, model: settings.name,
            slots: report?.slots ?? settings.slots,
            contextWindow: report?.context ?? settings.context / settings.slots)
        return Running(endpoint: endpoint, process: process)
    }
}
