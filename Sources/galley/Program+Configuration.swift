import ArgumentParser
import Commands
import Configuration
import Platform
import REPL

extension Program {
    /// Reads the configuration and shows its notes.
    static func configuration(
        _ options: CommonOptions, _ processEnvironment: ProcessEnvironment, _ interface: TerminalInterface
    ) throws -> Configuration {
        do {
            let configuration = try readConfiguration(options, processEnvironment)
            for remark in configuration.remarks { interface.note(remark) }
            return configuration
        } catch {
            interface.complain(sentence(for: error))
            throw ExitCode.validationFailure
        }
    }

    /// Reads the configuration; throws as `Configuration.read` does.
    static func readConfiguration(
        _ options: CommonOptions, _ processEnvironment: ProcessEnvironment
    ) throws -> Configuration {
        try Configuration.read(
            asked: options.configurationFile, flags: options.settings, processEnvironment: processEnvironment,
            reserved: Catalogue.names)
    }
}
