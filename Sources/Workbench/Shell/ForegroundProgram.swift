import Manuscript
import Platform
import Subprocess

/// Another program that has the terminal while it runs: an editor, a pager.
struct ForegroundProgram: Equatable {
    /// Its name or path, and its first arguments.
    let words: [String]

    /// Reads a line as variables such as `EDITOR` hold it; nil where it is blank.
    ///
    /// It is split as a shell splits words and never given to one, so that nothing in it is executed but the program.
    /// A line that is the path of a program as it stands is that program, blanks and all.
    init?(_ line: String?) {
        let whole = (line ?? "").trimmed
        let isPath = whole.contains("/") && whole.contains(" ") && !Files.isFolder(whole) && access(whole, X_OK) == 0
        words = isPath ? [whole] : ShellWords(whole).words
        if words.first?.isEmpty != false { return nil }
    }

    /// A program without further arguments.
    init(name: String) { words = [name] }

    /// Its name, for sentences.
    var name: String { words[0] }

    /// Runs it to its end on standard input, output and error; its status, or nil where it cannot be started.
    ///
    /// A signal that ended it counts as 128 and its number, as shells count. `input` stands in for standard input;
    /// `variables` are added to the environment.
    func run(
        _ arguments: [String] = [], input: FileDescriptor = .standardInput, variables: [String: String] = [:]
    ) async -> Int? {
        // A name is looked for in PATH, a path is taken as it is (POSIX.1-2017, 2.9.1.1 "Command Search and Execution").
        let program: Executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
        let added = variables.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) }
        // Asked to leave while it runs, this program ends it first: what it holds is its own to save.
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        do {
            let result = try await Subprocess.run(
                program, arguments: Subprocess.Arguments(words.dropFirst() + arguments),
                environment: .inherit.updating(Dictionary(uniqueKeysWithValues: added)), platformOptions: options,
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
