import Manuscript
import Platform

/// Lines that one command runs in order.
struct Script: Sendable, Equatable {
    /// A line with its number, from 1.
    struct Line: Sendable, Equatable {
        var number: Int
        var text: String
    }

    /// The identity of a script, for detecting recursion.
    enum Identity: Sendable, Equatable {
        case file(device: UInt64, node: UInt64)
        case command(String)
    }

    /// The name used in messages: a path, or `:name`.
    let name: String
    let identity: Identity
    let lines: [Line]
    /// True if it belongs to the working folder, which may come from someone else.
    var isProjects = false

    /// The maximum nesting depth.
    static let deepest = 8
    /// The maximum size of a file in bytes.
    static let longest = 1 << 20

    /// Makes a script from a command of a configuration file, with its arguments filled in.
    init(name: String, lines: [String], isProjects: Bool) {
        self.name = ":\(name)"
        identity = .command(name)
        self.lines = lines.enumerated().map { Line(number: $0.offset + 1, text: $0.element) }
        self.isProjects = isProjects
    }

    /// Reads the lines of a file; `shown` is the path as the person typed it.
    ///
    /// Throws `SystemError` or `ScriptError`. Only regular text files are read; reading anything else could hang.
    init(file path: String, shown: String) throws {
        var information = stat()
        guard stat(path, &information) == 0 else { throw SystemError("read", shown) }
        guard information.st_mode & S_IFMT != S_IFDIR else { throw SystemError("read", shown, code: EISDIR) }
        guard information.st_mode & S_IFMT == S_IFREG else { throw ScriptError.noFile(shown) }
        guard Int(information.st_size) <= Self.longest else { throw ScriptError.tooLong(shown) }
        let bytes = try Files.read(path, within: ReadingLimit(bytes: Self.longest))
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            throw ScriptError.notText(shown)
        }
        name = shown
        identity = .file(device: UInt64(information.st_dev), node: UInt64(information.st_ino))
        lines = PlainText.unmarked(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
            .map { Line(number: $0.offset + 1, text: String($0.element)) }
    }

    /// Runs the lines in order, reporting each result at once, until one fails.
    ///
    /// Earlier changes stay. Throws `ScriptError` or `CancellationError`.
    func run(in workspace: Workspace) async throws -> Report {
        try await workspace.scripts.run(self) { try await runLines(in: workspace) }
    }

    private func runLines(in workspace: Workspace) async throws -> Report {
        var results: [JSONValue] = []
        for line in lines {
            try Task.checkCancellation()
            if workspace.interface.isInteractive, InputLine(line.text) != .empty {
                workspace.interface.note(line.text.trimmed)
            }
            switch await Interpreter.run(line.text, in: workspace) {
            case .nothing: continue
            case .stopped: throw CancellationError()
            case .failed(let sentence): throw ScriptError.failed(name, line: line.number, sentence)
            case .done(let report):
                guard !report.isRefused else { throw ScriptError.failed(name, line: line.number, report.note) }
                results.append(
                    ["command": .string(line.text.trimmed), "result": report.data, "note": .string(report.note)])
                workspace.interface.interject(report.answer)
                workspace.interface.note(report.note)
                if report.isLast { return Report(data: ["lines": .array(results)], isLast: true) }
            }
        }
        return Report(data: ["lines": .array(results)])
    }
}

/// Errors in the lines that a command runs.
enum ScriptError: PlainError, Equatable {
    case failed(String, line: Int, String)
    case recursion([String])
    case tooDeep(String)
    case noFile(String)
    case tooLong(String)
    case notText(String)
    case needsArgument(Int, of: String, synopsis: String)
    /// A line of a command of the working folder that would do more than change the post.
    case foreign(String, does: String, wasAsked: Bool)

    var sentence: String {
        switch self {
        case .failed(let script, let line, let sentence): "\(script), line \(line): \(sentence)"
        case .recursion(let names):
            "\(names.last ?? "") would run itself (\(names.joined(separator: " → "))), without end. Take that line out."
        case .tooDeep(let name):
            "\(name) would be the \(Script.deepest + 1)th script within others; \(Script.deepest) are the most. Put its lines where they are used."
        case .noFile(let path):
            "\(path) is not a regular file, so nothing was run. Give a file with one command a line."
        case .tooLong(let path):
            "\(path) is longer than \(Script.longest >> 20) MB, so nothing was run. Give a file with one command a line."
        case .notText(let path): "\(path) is not UTF-8 text, so nothing was run. Convert it, for example with iconv."
        case .needsArgument(let number, let name, let synopsis):
            ":\(name) needs \(number == 1 ? "an argument" : "\(number) arguments"): \(synopsis). `:help \(name)` shows its lines."
        case .foreign(let name, let what, wasAsked: true): "\(name) \(what). It was not allowed, so it was not done."
        case .foreign(let name, let what, wasAsked: false):
            "\(name) comes with this folder and \(what), so it was not done. Type that line yourself, or put the command into your own config.yml."
        }
    }
}
