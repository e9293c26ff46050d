import ArgumentParser

extension Galley {
    /// Returns the command that the arguments name; throws an error with a message for the user.
    static func command(for arguments: [String]) throws -> any ParsableCommand {
        if arguments.isEmpty { return withoutArguments }
        return try HelpPage.answers(arguments)
            ? HelpPage.parse(Array(arguments.dropFirst())) : parseAsRoot(SessionOptions.named(arguments))
    }

    /// The program as it starts without arguments.
    ///
    /// Reading a command line takes half of the instructions until the prompt.
    /// An option that is missing here ends the program as soon as it is read.
    private static var withoutArguments: Galley {
        var program = Galley()
        (program.common, program.sessions) = (.defaults, .defaults)
        (program.lines, program.script) = ([], nil)
        return program
    }
}

extension CommonOptions {
    fileprivate static var defaults: CommonOptions {
        var options = CommonOptions()
        (options.sessionsFolder, options.model, options.baseURL, options.provider) = (nil, nil, nil, nil)
        (options.configurationFile, options.assignments) = (nil, [])
        (options.isDry, options.isSure, options.json) = (false, false, false)
        (options.noStream, options.raw, options.noColor) = (false, false, false)
        return options
    }
}

extension SessionOptions {
    fileprivate static var defaults: SessionOptions {
        var (options, sources) = (SessionOptions(), SourceOptions())
        sources.sources = []
        (options.session, options.continueLatest, options.resume) = (nil, false, nil)
        (options.topic, options.sources, options.readOnly) = (nil, sources, false)
        return options
    }
}
