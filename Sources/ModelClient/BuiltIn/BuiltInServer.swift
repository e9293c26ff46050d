package import Platform

/// llama.cpp's own server, run as a child process that ends with Galley.
///
/// It listens only on 127.0.0.1, on a port chosen by the system. It requires a key that is new for each start and is
/// passed through a pipe, so neither its arguments nor its environment show it. It runs in a separate session, so a
/// Ctrl-C at the terminal does not reach it.
package enum BuiltInServer {
    /// Starts a server and returns when it answers, or throws `BuiltInModelError` or `CancellationError`.
    ///
    /// `name` names an installed model; without it, `GALLEY_GGUF` in `environment` names a file, else the chosen model
    /// is served. `limit` bounds the start, which takes half a second for the small model and longer for large files.
    package static func start(
        install: BuiltInInstall, environment: ChildEnvironment, name: String? = nil, limit: Duration = .seconds(120)
    ) async throws -> Running {
        let model = try model(install: install, environment: environment, name: name)
        let plan = try plan(for: model)
        let script = try ServeScript.write(into: install.folder)
        let settings = ServerSettings(model: model.path, name: model.name, log: install.logFile, plan: plan)
        let process = ServerProcess(
            python: install.python, script: script, environment: childEnvironment(environment),
            line: try settings.line())
        do {
            let report = try await report(of: process, limit: limit)
            let running = try running(process, report: report, settings: settings)
            let record = RunningServer.record(running.endpoint, process.processID, plan, in: install)
            running.record.withLock { $0 = record }
            return running
        } catch {
            await process.stop()
            throw error
        }
    }

    /// A server that is running or has ended.
    package final class Running: BuiltInService {
        package let endpoint: BuiltInEndpoint
        private let process: ServerProcess
        /// The file that tells `galley model status` of this server.
        fileprivate let record = Guarded<String?>(nil)

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
        package func stop(patience: Duration) async -> Bool {
            if let record = record.withLock({ $0 }) { unlink(record) }
            return await process.stop(patience: patience)
        }

        /// Stops the server and returns when it has ended, after 2 seconds at the latest.
        package func stop() async { await stop(patience: .seconds(2)) }
    }

    /// Returns the model file to serve; throws if there is no model or no server.
    static func model(
        install: BuiltInInstall, environment: ChildEnvironment, name: String? = nil
    ) throws -> ModelStore.Model {
        switch install.status {
        case .missing: throw BuiltInModelError.notInstalled
        case .broken(let reason): throw BuiltInModelError.broken(reason: reason)
        case .installed: break
        }
        let store = ModelStore(install: install)
        if let file = environment["GALLEY_GGUF"], !file.isEmpty, name == nil || name == ModelFile.name(of: file) {
            let bytes = try ModelFile.size(of: file)
            do { _ = try GGUFHeader(path: file) } catch {
                throw BuiltInModelError.badModelFile(path: file, reason: error.words)
            }
            return .init(name: ModelFile.name(of: file), path: file.hasPrefix("/") ? file : "./\(file)", bytes: bytes)
        }
        guard let name else {
            guard let chosen = store.chosen else { throw BuiltInModelError.notInstalled }
            return chosen
        }
        guard let model = store.model(named: name) else { throw ModelInstallError.notInstalled(name: name) }
        return model
    }

    /// Returns how to run a model on this machine; throws `BuiltInModelError.badModel` for a damaged file, and
    /// `ModelInstallError.tooLarge`.
    static func plan(for model: ModelStore.Model) throws -> ServerPlan {
        let header: GGUFHeader
        do { header = try GGUFHeader(path: model.path) } catch {
            throw BuiltInModelError.badModel(path: model.path, reason: error.words)
        }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return try ServerPlan(
            header, bytes: model.bytes, name: model.name, memory: .current, cores: cores,
            load: MachineLoad.current(cores: cores))
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
                reason: ServerLog.reason(in: log ?? "", fallback: report?.error ?? "it exited without a message"))
        }
        let endpoint = BuiltInEndpoint(
            baseURL: "http://127.0.0.1:\(port)/v1", apiKey: settings.key, model: settings.name,
            slots: report?.slots ?? settings.slots,
            contextWindow: report?.context ?? settings.context / settings.slots)
        return Running(endpoint: endpoint, process: process)
    }
}
