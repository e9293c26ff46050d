import ArgumentParser
import Commands
import Platform
import REPL

/// `galley kinds`.
struct ListKinds: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "kinds", abstract: "List the kinds of post.", usage: "galley kinds [<options>]")

    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        await program.runner.give(try KindList.report(program.workspace.environment), of: "kinds")
        return Runner.Status.done
    }
}
