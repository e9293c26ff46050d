package import Platform

/// A server of a model that some Galley on this machine runs now.
struct RunningServer: Codable, Equatable, Sendable {
    /// The id of its process.
    var process: Int32
    /// The name of the model.
    var model: String
    /// The address for clients; the key is known only to the Galley that started the server.
    var address: String
    /// The number of compute threads.
    var threads: Int
    /// The number of calls processed in parallel.
    var slots: Int
    /// The maximum number of tokens of prompt and reply in one call.
    var window: Int

    /// Returns the servers that run; forgets those whose process is gone.
    static func all(of install: BuiltInInstall) -> [RunningServer] {
        let folder = folder(of: install)
        return ((try? Files.names(in: folder)) ?? []).sorted().compactMap { name in
            let path = "\(folder)/\(name)"
            guard let bytes = try? Files.read(path, within: .small),
                let server = try? JSONDecoder().decode(RunningServer.self, from: Data(bytes))
            else { return nil }
            if kill(server.process, 0) == 0 || errno == EPERM { return server }
            unlink(path)
            return nil
        }
    }

    /// Writes down a server that has started; returns the file's path, or nil if it cannot be written.
    static func record(
        _ endpoint: BuiltInEndpoint, _ process: pid_t?, _ plan: ServerPlan, in install: BuiltInInstall
    ) -> String? {
        guard let process else { return nil }
        let server = RunningServer(
            process: process, model: endpoint.model, address: endpoint.baseURL, threads: plan.threads,
            slots: endpoint.slots, window: endpoint.contextWindow)
        let path = "\(folder(of: install))/\(process)"
        guard (try? Files.makeFolder(folder(of: install))) != nil, let data = try? JSONEncoder().encode(server),
            (try? Files.replace(path, with: Array(data))) != nil
        else { return nil }
        return path
    }

    private static func folder(of install: BuiltInInstall) -> String { "\(install.folder)/servers" }
}

extension BuiltInInstall {
    /// Throws `BuiltInModelError.inUse` if a Galley on this machine runs a server of an installed model.
    ///
    /// Without a folder for models there is none.
    package static func checkIdle(environment: ChildEnvironment) throws(BuiltInModelError) {
        guard let install = try? BuiltInInstall(environment: environment) else { return }
        if let server = RunningServer.all(of: install).first { throw .inUse(process: server.process) }
    }
}
