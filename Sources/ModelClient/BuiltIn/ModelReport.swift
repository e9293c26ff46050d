package import Manuscript
package import Platform

/// The report of `galley model status`.
package struct ModelReport: Sendable, Equatable {
    /// The lines: the model in use, its server, and the servers that run.
    package let lines: [String]
    /// The same for programs (`--json`); `model` is left out if there is none.
    package let data: JSONValue
    /// True if the model can be used at once.
    package let isReady: Bool

    /// Looks at the installation; throws `BuiltInModelError.noDataFolder`.
    package init(environment: ChildEnvironment) throws(BuiltInModelError) {
        let store = try ModelStore(environment: environment)
        var lines: [String] = []
        var isReady = true
        var data: [String: JSONValue] = [:]
        switch store.install.status {
        case .installed: lines.append("server: \(BuiltInPackages.summary), in \(store.install.folder)")
        case .missing:
            lines.append("server: not installed; `galley model install` installs it with a small model (127 MB)")
            isReady = false
        case .broken(let reason):
            lines.append("server: broken: \(reason); `galley model install` installs it anew")
            isReady = false
        }
        let isInstalled = isReady
        if let used = Self.used(store) {
            data["model"] = ["name": .string(used.name), "path": .string(used.path), "bytes": .int(used.bytes)]
            let size = Files.amount(used.bytes)
            lines.insert("model: \(used.name), \(size), \(used.path)", at: 0)
            do {
                let plan = try BuiltInServer.plan(for: used)
                lines.append("runs with: \(Self.words(threads: plan.threads, slots: plan.slots, window: plan.window))")
            } catch {
                lines.append("does not run: \(Platform.sentence(for: error))")
                isReady = false
            }
        } else {
            lines.insert("model: none", at: 0)
            isReady = false
        }
        let running = RunningServer.all(of: store.install)
        for server in running {
            let how = Self.words(threads: server.threads, slots: server.slots, window: server.window)
            lines.append("running: \(server.model) on \(server.address), process \(server.process), \(how)")
        }
        data["ready"] = .bool(isReady)
        data["serverInstalled"] = .bool(isInstalled)
        data["running"] = .array(running.map(\.data))
        self.lines = lines
        self.data = .object(data)
        self.isReady = isReady
    }

    private static func used(_ store: ModelStore) -> ModelStore.Model? {
        guard let file = store.ownFile else { return store.chosen }
        return .init(
            name: ModelFile.name(of: file), path: file, bytes: (try? ModelFile.size(of: file)) ?? 0)
    }

    private static func words(threads: Int, slots: Int, window: Int) -> String {
        "\(threads.counted("thread")), \(slots.counted("call")) at once, \(window) tokens each"
    }
}

extension RunningServer {
    fileprivate var data: JSONValue {
        [
            "model": .string(model), "address": .string(address), "process": .int(Int(process)),
            "threads": .int(threads), "slots": .int(slots), "window": .int(window),
        ]
    }
}

extension ModelStore {
    /// The models of `galley model list` for programs (`--json`); one that is not installed has no path.
    package var list: JSONValue {
        let (installed, used) = (models, chosen)
        let known = KnownModel.all.map { known -> [String: JSONValue] in
            let model = installed.first { $0.name == known.name }
            return [
                "name": .string(known.name), "bytes": .int(model?.bytes ?? known.bytes),
                "license": .string(known.license), "note": .string(known.note),
                "isUsed": .bool(model != nil && model == used),
                "path": model.map { .string($0.path) } ?? .null,
            ]
        }
        let own = installed.filter { KnownModel.named($0.name) == nil }.map { model -> [String: JSONValue] in
            [
                "name": .string(model.name), "bytes": .int(model.bytes), "isUsed": .bool(model == used),
                "path": .string(model.path),
            ]
        }
        return .array((known + own).map { .object($0.filter { $0.value != .null }) })
    }

    /// The lines of `galley model list`: name, size, licence, state and note, in columns.
    package var table: [String] {
        let installed = models
        let used = chosen
        var rows = KnownModel.all.map { known in
            let model = installed.first { $0.name == known.name }
            return [known.name, Files.amount(known.bytes), known.license, state(model, used), known.note]
        }
        rows += installed.filter { KnownModel.named($0.name) == nil }.map { model in
            [model.name, Files.amount(model.bytes), "", state(model, used), "your own file"]
        }
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in
                column < 4 ? text + String(repeating: " ", count: widths[column] - text.count) : text
            }.joined(separator: "  ")
        }
    }

    private func state(_ model: Model?, _ used: Model?) -> String {
        guard let model else { return "-" }
        return model == used ? "in use" : "installed"
    }
}
