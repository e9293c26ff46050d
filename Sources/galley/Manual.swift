import ArgumentParser
import Commands
import REPL

/// `galley manual`.
struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page.",
        discussion: """
            Show it: galley manual | man -l -

            Keep it for man galley: galley manual > ~/.local/share/man/man1/galley.1
            """)

    func run() throws {
        let page = try ManualPage(described: Galley._dumpHelp(), version: "galley \(Version.number)")
        throw ExitCode(StandardOutput.give(page.text))
    }
}
