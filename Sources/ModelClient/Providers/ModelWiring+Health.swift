import Chains
package import Configuration
package import Manuscript
import Platform

/// The state of the model, for `galley doctor`.
extension ModelWiring {
    /// Looks at the model that would write: at its installation, or by asking its server which models it has.
    ///
    /// A dry run asks no server. A command that prints a key is never run, and no model is started or installed.
    package func health(for settings: Settings) async -> Finding {
        do {
            let words = description(for: settings)
            if try isDry || plan(settings).hasCommand { return Finding("model", "\(words) (not asked)") }
            let provider = try await provider(for: settings)
            guard let endpoint = provider.endpoint else { return try await builtIn(provider.profile.model) }
            return try await answer(of: endpoint, description(for: settings))
        } catch {
            return Finding("model", fault: sentence(for: error))
        }
    }

    /// The time that the server gets, in seconds.
    private static let patience = 5.0

    private func answer(of endpoint: Endpoint, _ words: String) async throws -> Finding {
        let probe = ProviderResolution.probe(over: engine, retries: .never)
        let models: [String]
        do { models = try await probe(endpoint, Self.patience) } catch {
            // Some servers have no list; the model may answer all the same.
            guard case .rejected(_, let status, _, _, _)? = error as? ModelError, [404, 405, 501].contains(status)
            else {
                throw error
            }
            return Finding("model", "\(words); the server answers, and has no list of models")
        }
        let names = models.flatMap { [$0, String($0.prefix { $0 != ":" })] }
        guard models.isEmpty || names.contains(endpoint.model) else {
            return Finding(
                "model", .note, "\(words); the server answers, but does not list \(endpoint.model)",
                advice: "If calls fail, choose a model of `:models` with `-m`.")
        }
        return Finding("model", "\(words); the server answers")
    }

    /// Looks at an installation; if it is missing, at the Python that would make it.
    private func builtIn(_ name: String) async throws -> Finding {
        let environment = configuration.childEnvironment
        let install = try BuiltInInstall(environment: environment)
        if case .missing = install.status {
            _ = try await PythonSearch(environment: install.toolEnvironment).find()
            throw BuiltInModelError.notInstalled
        }
        // A name that is not installed would be asked for; the report is about what is there.
        let isInstalled = ModelStore(install: install).models.contains { $0.name == name }
        let model = try BuiltInServer.model(
            install: install, environment: environment, name: isInstalled ? name : nil)
        let plan = try BuiltInServer.plan(for: model)
        return Finding(
            "model", "\(model.name), the built-in model, \(Files.amount(model.bytes)), \(plan.window) tokens a call")
    }
}
