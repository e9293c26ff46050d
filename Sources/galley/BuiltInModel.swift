import ArgumentParser
import ModelClient
import Platform
import Workbench

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
                let (install, stage) = (
                    try BuiltInInstall(environment: program.desk.configuration.childEnvironment), program.stage
                )
                if case .installed(let weights, _) = install.status {
                    stage.note("The built-in model is installed already: \(weights).")
                    return Runner.Status.done
                }
                if program.desk.isDry {
                    stage.note("A dry run: this would install the built-in model (\(BuiltInPackages.summary)).")
                    return Runner.Status.done
                }
                return try await program.stoppable { try await install.install { stage.note($0) } }
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
                let (environment, stage) = (program.desk.configuration.childEnvironment, program.stage)
                let install = try BuiltInInstall(environment: environment)
                if program.desk.isDry {
                    stage.note("A dry run: this would serve the built-in model on a free port of this machine.")
                    return Runner.Status.done
                }
                let server = try await BuiltInServer.start(install: install, environment: environment)
                stage.raw("GALLEY_BASE_URL=\(server.endpoint.baseURL)\nGALLEY_API_KEY=\(server.endpoint.apiKey)\n")
                stage.note("Serving \(server.endpoint.model). Ctrl-C ends it.")
                _ = try await program.stoppable {
                    // The server's end is waited for whether or not somebody still wants it, so a Ctrl-C has to end it.
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
                switch try BuiltInInstall(environment: program.desk.configuration.childEnvironment).status {
                case .installed(let weights, let bytes):
                    program.stage.raw("installed: \(weights), \(bytes / 1_000_000) MB\n")
                    return Runner.Status.done
                case .missing:
                    program.stage.raw("not installed; `galley model install` installs it (127 MB to download)\n")
                    return Runner.Status.failed
                case .broken(let reason):
                    program.stage.raw("broken: \(reason); `galley model install` installs it anew\n")
                    return Runner.Status.failed
                }
            }
            throw ExitCode(status)
        }
    }
}
