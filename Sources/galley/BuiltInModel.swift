import ArgumentParser
import Commands
import Configuration
import ModelClient
import Platform
import REPL

/// `galley model install|serve|status`: the built-in model.
struct BuiltInModel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "The built-in model: install it, serve it, or see whether it is there.",
        subcommands: [Install.self, Serve.self, Status.self])

    struct Install: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Install the built-in model (127 MB to download).", usage: "galley model install [<options>]")
        @OptionGroup var common: CommonOptions

        @MainActor
        func run() async throws {
            let program = try Program(common, isPrompt: false)
            let status = await program.run { program in
                let (install, interface) = (
                    try BuiltInInstall(environment: program.workspace.configuration.childEnvironment), program.interface
                )
                if case .installed(let weights, _) = install.status {
                    interface.note("The built-in model is installed already: \(weights).")
                    return Runner.Status.done
                }
                if program.workspace.isDry {
                    interface.note("A dry run: this would install the built-in model (\(BuiltInPackages.summary)).")
                    return Runner.Status.done
                }
                return try await program.stoppable { try await install.install { interface.note($0) } }
            }
            throw ExitCode(status)
        }
    }

    struct Serve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Serve the built-in model on this machine until Ctrl-C, for other programs.",
            usage: "galley model serve [<options>]")
        @OptionGroup var common: CommonOptions

        @MainActor
        func run() async throws {
            let program = try Program(common, isPrompt: false)
            let status = await program.run(service: true) { program in
                let (environment, interface) = (program.workspace.configuration.childEnvironment, program.interface)
                let install = try BuiltInInstall(environment: environment)
                if program.workspace.isDry {
                    interface.note("A dry run: this would serve the built-in model on a free port of this machine.")
                    return Runner.Status.done
                }
                let server = try await BuiltInServer.start(install: install, environment: environment)
                interface.raw("GALLEY_BASE_URL=\(server.endpoint.baseURL)\nGALLEY_API_KEY=\(server.endpoint.apiKey)\n")
                interface.note("Serving \(server.endpoint.model). Ctrl-C ends it.")
                _ = try await program.stoppable {
                    // Waiting for the server ignores cancellation, so Ctrl-C must stop the server.
                    await withTaskCancellationHandler {
                        await server.waitForEnd()
                    } onCancel: {
                        Task { await server.stop() }
                    }
                }
                return Runner.Status.done
            }
            throw ExitCode(status)
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether the built-in model is installed.", usage: "galley model status [<options>]")
        @OptionGroup var common: CommonOptions

        @MainActor
        func run() async throws {
            let program = try Program(common, isPrompt: false)
            let status = await program.run { program in
                switch try BuiltInInstall(environment: program.workspace.configuration.childEnvironment).status {
                case .installed(let weights, let bytes):
                    program.interface.raw("installed: \(weights), \(bytes / 1_000_000) MB\n")
                    return Runner.Status.done
                case .missing:
                    program.interface.raw("not installed; `galley model install` installs it (127 MB to download)\n")
                    return Runner.Status.failed
                case .broken(let reason):
                    program.interface.raw("broken: \(reason); `galley model install` installs it anew\n")
                    return Runner.Status.failed
                }
            }
            throw ExitCode(status)
        }
    }
}
