import Chains
import Platform
import Subprocess

/// Runs the commands that print keys, each once.
///
/// A key is kept in memory only. Standard error goes to the user, who may have to type a passphrase; standard output is
/// read and never shown.
package actor KeyCommand {
    private let environment: [String: String]
    private let keys: Set<String>
    private let patience: Duration
    private let takesInput: Bool
    private var known: [String: String] = [:]

    /// The maximum length of a key, in bytes.
    static let longest = 16_384

    /// Creates a runner; `keys` are the variables that hold providers' keys, and a command gets only those it names.
    ///
    /// `takesInput` lends commands the program's standard input; `patience` is the time limit for each.
    package init(
        environment: [String: String], keys: Set<String> = [], takesInput: Bool, patience: Duration = .seconds(120)
    ) {
        self.environment = environment
        self.keys = keys
        self.takesInput = takesInput
        self.patience = patience
    }

    /// Returns the first line of the command's output; the command runs only once, however often its key is needed.
    ///
    /// Throws `ModelError.invalidSetting` if it fails, takes too long or prints nothing, and `CancellationError` if it
    /// is interrupted.
    package func key(_ command: String) async throws -> String {
        if let key = known[command] { return key }
        let key = try await run(command)
        known[command] = key
        return key
    }

    private func run(_ command: String) async throws -> String {
        let end = try await withThrowingTaskGroup(of: End?.self) { group in
            group.addTask { [self] in try await output(of: command) }
            group.addTask { [patience] in
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let first else { throw failure("took too long") }
            return first
        }
        // A Ctrl-C at the passphrase prompt is meant for both the command and this program.
        guard end.status != 128 + SIGINT else { throw CancellationError() }
        guard end.status == 0 else { throw failure("ended with status \(end.status)") }
        guard let line = end.output.split(whereSeparator: \.isNewline).first.map({ String($0.trimmed) }), !line.isEmpty
        else { throw failure("printed nothing") }
        return line
    }

    /// How a command ended; a signal counts as 128 plus its number, as in a shell.
    private struct End: Sendable {
        let status: Int32
        let output: String
    }

    private nonisolated func output(of command: String) async throws -> End {
        let arguments = Arguments(["-c", command])
        let variables = ChildEnvironment(environment, without: keys, for: command)
        do {
            let result =
                takesInput
                ? try await Subprocess.run(
                    .path("/bin/sh"), arguments: arguments, environment: variables.ofChild,
                    input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
                    output: .string(limit: Self.longest),
                    error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
                : try await Subprocess.run(
                    .path("/bin/sh"), arguments: arguments, environment: variables.ofChild, input: .none,
                    output: .string(limit: Self.longest),
                    error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
            try Task.checkCancellation()
            switch result.terminationStatus {
            case .exited(let code): return End(status: code, output: result.standardOutput)
            case .signaled(let signal): return End(status: 128 + signal, output: "")
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw failure("cannot be run, or prints more than a key")
        }
    }

    /// Never includes the command itself: people have put keys into commands.
    private nonisolated func failure(_ what: String) -> ModelError {
        .invalidSetting("The apiKeyCommand of the provider \(what), so nothing was sent. Try it in a shell.")
    }
}
