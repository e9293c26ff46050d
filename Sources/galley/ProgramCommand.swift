import ArgumentParser
import Commands
import REPL

/// A subcommand that runs in the connected program and ends with an exit status.
protocol ProgramCommand: AsyncParsableCommand {
    /// The options that all of these commands take.
    var common: CommonOptions { get }
    /// Connects the program.
    @MainActor func connect() throws -> Program
    /// Runs the command and returns the exit status; an error is reported and gives status 1.
    @MainActor func perform(in program: Program) async throws -> Int32
    /// True if the command serves until a signal ends it normally.
    static var isService: Bool { get }
}

extension ProgramCommand {
    static var isService: Bool { false }

    @MainActor
    func connect() throws -> Program { try Program(common, isPrompt: false) }

    @MainActor
    func run() async throws {
        throw ExitCode(try await connect().run(service: Self.isService) { try await perform(in: $0) })
    }
}

extension Program {
    /// Returns true in a dry run, after saying what the command would do.
    func rehearses(_ deed: String) -> Bool {
        if workspace.rehearsal.isOn { interface.note("Dry run: this would \(deed).") }
        return workspace.rehearsal.isOn
    }
}
