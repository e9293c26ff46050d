import Manuscript
import Platform
import Subprocess

/// The writer's own editor: `$VISUAL`, else `$EDITOR`, else `vi`.
struct ExternalEditor {
    private let words: [String]
    private let folder: String

    init(environment: [String: String]) {
        let named = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0]?.trimmed }.first { !$0.isEmpty }
        // Split at white space and never given to a shell, so that nothing in it is executed but the editor.
        words = (named ?? "vi").split(whereSeparator: \.isWhitespace).map(String.init)
        folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    }

    /// Opens a text in the editor on the terminal, waits, and returns what it is then.
    ///
    /// Throws `CommandError.editorFailed`, `CommandError.noEditor` or `SystemError`; the file is gone afterwards, but
    /// kept where the editor failed, since there may be work in it.
    func edit(_ text: String, name: String) async throws -> String {
        let place = "\(folder)/galley-\(Identifier.random())"
        try Files.makeFolder(place)
        let file = "\(place)/\(name)"
        try Files.replace(file, with: Array(text.utf8))
        func clear() {
            unlink(file)
            rmdir(place)
        }
        guard let status = await run(file) else {
            clear()
            throw CommandError.noEditor(words[0])
        }
        let bytes = try Files.read(file)
        guard status == 0 else {
            let isTouched = bytes != Array(text.utf8)
            if !isTouched { clear() }
            throw CommandError.editorFailed(words[0], status, kept: isTouched ? file : nil)
        }
        clear()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Puts a text where it can be found again.
    ///
    /// Returns the file; throws `SystemError`.
    func keep(_ text: String, name: String) throws -> String {
        let place = "\(folder)/galley-\(Identifier.random())"
        try Files.makeFolder(place)
        try Files.replace("\(place)/\(name)", with: Array(text.utf8))
        return "\(place)/\(name)"
    }

    /// The editor's status; nil where it cannot be started.
    private func run(_ file: String) async -> Int? {
        // A name is looked for in PATH, a path is taken as it is (POSIX.1-2017, 2.9.1.1 "Command Search and Execution").
        let editor: Executable = words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0])
        do {
            let result = try await Subprocess.run(
                editor, arguments: Subprocess.Arguments(words.dropFirst() + [file]),
                input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
                output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
                error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
            switch result.terminationStatus {
            case .exited(let code): return Int(code)
            case .signaled(let signal): return 128 + Int(signal)
            }
        } catch {
            return nil
        }
    }
}
