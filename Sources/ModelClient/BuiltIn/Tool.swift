import Platform
import Subprocess

/// A program that is run to completion, with its output read line by line.
struct Tool: Sendable {
    let path: String
    let environment: ChildEnvironment

    /// The result of a run.
    struct Outcome: Sendable {
        let succeeded: Bool
        /// All output lines, standard output and standard error together, in order of arrival.
        let lines: [String]
    }

    /// Runs the program and waits for it; calls `line` with each output line as it arrives.
    ///
    /// Throws if the program cannot be started, and `CancellationError` if the task is cancelled, which also ends the
    /// program.
    func run(
        _ arguments: [String], line: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Outcome {
        let result = try await Subprocess.run(
            Self.executable(path), arguments: Arguments(arguments),
            environment: environment.ofChild, platformOptions: Self.ownSession,
            input: .none, output: .sequence, error: .combinedWithOutput
        ) { execution in
            var lines: [String] = []
            for try await text in execution.standardOutput.strings() {
                let clean = text.trimmed
                if clean.isEmpty { continue }
                lines.append(clean)
                line(clean)
            }
            return lines
        }
        try Task.checkCancellation()
        return Outcome(
            succeeded: result.terminationStatus.isSuccess, lines: result.closureResult)
    }

    /// Returns the executable at a path, as the Subprocess package needs it.
    static func executable(_ path: String) -> Executable { .path(FilePath(path)) }

    /// Creates a separate session, so that only Galley reacts to a Ctrl-C at the terminal.
    static var ownSession: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        return options
    }
}

extension ChildEnvironment {
    /// The same environment, as the Subprocess package needs it.
    var ofChild: Subprocess.Environment {
        .custom(Dictionary(uniqueKeysWithValues: startable.map { (.init(stringLiteral: $0), $1) }))
    }
}

extension String {
    /// The string without white space, line ends and control characters at both ends.
    var trimmed: String {
        let isBlank = { (scalar: Unicode.Scalar) in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        }
        let scalars = unicodeScalars.drop(while: isBlank)
        guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(scalars[...last])
    }
}
