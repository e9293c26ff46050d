import Manuscript
package import Platform
import Subprocess

/// Another program that has the terminal while it runs: an editor, a pager.
package struct ForegroundProgram: Equatable {
    /// Its name or path, and its first arguments.
    package let words: [String]

    /// Reads a line as variables such as `EDITOR` hold it; nil where it is blank.
    ///
    /// It is split as a shell splits words and never given to one, so that nothing in it is executed but the program.
    /// A line that is the path of a program as it stands is that program, blanks and all.
    package init?(_ line: String?) {
        let whole = (line ?? "").trimmed
        let isPath = whole.contains("/") && whole.contains(" ") && !Files.isFolder(whole) && access(whole, X_OK) == 0
        words = isPath ? [whole] : ShellWords(whole).words
        if words.first?.isEmpty != false { return nil }
    }

    /// A program without further arguments.
    init(name: String) { words = [name] }

    /// Its name, for sentences.
    package var name: String { words[0] }

    /// Runs it in an environment to its end on standard input, output and error; its status, or nil where it cannot be started.
    ///
    /// A signal that ended it counts as 128 and its number, as shells count. `input` stands in for standard input.
    package func run(
        _ arguments: [String] = [], in environment: ChildEnvironment, input: FileDescriptor = .standardInput
    ) async -> Int? {
        // A name is looked for in PATH, a path is taken as it is (POSIX.1-2017, 2.9.1.1 "Command Search and Execution").
        let program: Executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
        // Asked to leave while it runs, this program ends it first: what it holds is its own to save.
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
    /// The same as the subprocess package wants it.
    fileprivate var ofChild: Subprocess.Environment {
        .custom(Dictionary(uniqueKeysWithValues: startable.map { (.init(stringLiteral: $0), $1) }))
    }
}
