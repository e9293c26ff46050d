import Platform
import Subprocess

/// A program that is run to its end, its output taken line by line.
struct Tool: Sendable {
    let path: String
    let environment: ChildEnvironment

    /// How a run ended.
    struct Outcome: Sendable {
        let succeeded: Bool
        /// Everything it printed, standard output and standard error in the order in which they came.
        let lines: [String]
    }

    /// Runs the program and waits; `line` is called with each line of its output as it comes.
    ///
    /// Throws when the program cannot be started, and `CancellationError` when the task is cancelled, which ends the
    /// program as well.
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

    /// The executable at a path, as the subprocess package wants it.
    static func executable(_ path: String) -> Executable { .path(FilePath(path)) }

    /// A session of its own, so that a Ctrl-C typed at the terminal is galley's alone to act upon.
    static var ownSession: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        return options
    }
}

extension ChildEnvironment {
    /// The same as the subprocess package wants it.
    var ofChild: Subprocess.Environment {
        .custom(Dictionary(uniqueKeysWithValues: startable.map { (.init(stringLiteral: $0), $1) }))
    }
}

extension String {
    /// Without white space, line ends and control characters at both ends.
    var trimmed: String {
        let isBlank = { (scalar: Unicode.Scalar) in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        }
        let scalars = unicodeScalars.drop(while: isBlank)
        guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(scalars[...last])
    }
}
