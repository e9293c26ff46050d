import Manuscript
package import Platform
import Subprocess

/// A program that uses the terminal while it runs, such as an editor or a pager.
package struct ForegroundProgram: Equatable {
    /// The name or path, followed by the first arguments.
    package let words: [String]

    /// Parses the value of a variable such as `EDITOR`; nil if it is blank.
    ///
    /// The line is split into words as a shell does but never passed to one, so nothing in it runs but the program. A
    /// line that is the path of an executable is taken whole, spaces included.
    package init?(_ line: String?) {
        let whole = (line ?? "").trimmed
        let isPath = whole.contains("/") && whole.contains(" ") && !Files.isFolder(whole) && access(whole, X_OK) == 0
        words = isPath ? [whole] : ShellWords(whole).words
        if words.first?.isEmpty != false { return nil }
    }

    /// Makes a program without arguments.
    init(name: String) { words = [name] }

    /// The name, for messages.
    package var name: String { words[0] }

    /// Returns true if the program is in `PATH`, or at its path.
    func isInstalled(in environment: ChildEnvironment) -> Bool { environment.path(of: name) != nil }

    /// Runs the program to its end on the standard streams and returns its status; nil if it cannot be started.
    ///
    /// If a signal ended it, the status is 128 plus the signal number, as in shells. `input` replaces standard input.
    package func run(
        _ arguments: [String] = [], in environment: ChildEnvironment, input: FileDescriptor = .standardInput
    ) async -> Int? {
        // A name is looked up in PATH, a path is not (POSIX.1-2017, 2.9.1.1 "Command Search and Execution").
        let program: Executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
        // When Galley is told to exit, it first lets the child terminate, since the child may have work to save.
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        do {
            let result = try await Subprocess.run(
                program, arguments: Subprocess.Arguments(words.dropFirst() + arguments),
                environment: environment.ofChild, platformOptions: options,
                input: .fileDescriptor(input, closeAfterSpawningProcess: false),
                output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
                error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
            switch result.terminationStatus {
            case .exited(let code): return Int(code)
            case .signaled(let signal): return 128 + Int(signal)
            }
        } catch is CancellationError {
            return 128 + Int(SIGTERM)
        } catch {
            return nil
        }
    }
}

extension ChildEnvironment {
    /// The environment as the Subprocess package expects it.
    var ofChild: Subprocess.Environment {
        .custom(Dictionary(uniqueKeysWithValues: startable.map { (.init(stringLiteral: $0), $1) }))
    }
}
