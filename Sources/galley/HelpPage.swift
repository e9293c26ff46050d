import ArgumentParser
import CBuild
import Commands
import Platform
import REPL

/// `galley help [PAGE]`; the argument parser answers `galley help SUBCOMMAND`.
struct HelpPage: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "help", abstract: "Show a page of the documentation, or list the pages.",
        usage: "galley help [<page or subcommand>] [<options>]")

    @Argument(help: "The name of a page, or a part of it.")
    var page: String?

    @OptionGroup var common: CommonOptions

    /// Returns true if the arguments ask for a page or the list of them.
    static func answers(_ arguments: [String]) -> Bool {
        guard arguments.first == "help" else { return false }
        guard arguments.count > 1 else { return true }
        return !subcommands.contains(arguments[1]) && !["-h", "--help", "help"].contains(arguments[1])
    }

    private static let subcommands = Galley.configuration.subcommands.compactMap { $0.configuration.commandName }

    /// The pages that the compiler copied into the program.
    private static var pages: HelpPages {
        var pages: [HelpPages.Page] = []
        var next = galley_pages()
        while let page = next?.pointee, let name = page.name, let text = page.text {
            pages.append(.init(name: String(cString: name), text: String(cString: text)))
            next = next?.advanced(by: 1)
        }
        return HelpPages(pages, subcommands: subcommands)
    }

    /// Connects the program without configuration files, so that help is there even if one of them is broken.
    func connect() throws -> Program { try Program(common, isPrompt: false, reading: false) }

    func perform(in program: Program) async throws -> Int32 {
        await program.runner.give(try page.map { try Self.pages.page(named: $0) } ?? Self.pages.list, of: "help")
        return Runner.Status.done
    }
}
