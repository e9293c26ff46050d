import ArgumentParser
import Commands
import Configuration
import ModelClient
import Platform
import REPL

/// `galley model serve`.
struct ServeModel: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the built-in model on this machine until Ctrl-C, for other programs.",
        usage: "galley model serve [<options>]")
    @OptionGroup var common: CommonOptions
    static let isService = true

    func perform(in program: Program) async throws -> Int32 {
        let (environment, interface) = (program.workspace.configuration.childEnvironment, program.interface)
        let install = try BuiltInInstall(environment: environment)
        if program.rehearses("serve the built-in model on a free port of this machine") { return Runner.Status.done }
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
}
