import ArgumentParser
import Commands
import Platform
import REPL

/// The option for sources, and text that is piped in as one.
struct SourceOptions: ParsableArguments {
    @Option(
        name: .customLong("source"),
        help: "A file, folder or web address that the post may cite; - is standard input; may be repeated.",
        completion: .file())
    var sources: [String] = []

    /// Returns true if standard input is a source: it was named, or text is piped in beside a topic.
    func takesPipe(besideTopic: Bool) -> Bool { sources.contains("-") || besideTopic && Files.hasPipedInput }

    /// Adds the sources to the session, or to the next post; returns lines of commands that were piped in instead.
    @MainActor
    func take(in program: Program, isPiped: Bool, isOnlySource: Bool = false) async throws -> [ScriptInput.Line] {
        var piped = isPiped ? try await program.reading { try Files.readStandardInput() } : nil
        var commands: [ScriptInput.Line] = []
        let isSource = isOnlySource || sources.contains("-")
        if let bytes = piped, bytes.isEmpty || !isSource && SourceShelf.isCommands(bytes) {
            if !bytes.isEmpty { commands = try ScriptInput.lines(in: bytes, of: "Standard input") }
            piped = nil
        }
        try await SourceShelf(in: program.workspace).take(sources, piped: piped)
        return commands
    }
}
