import Manuscript
import Platform

/// The writer's own editor: `$VISUAL`, else `$EDITOR`, else `vi`.
struct ExternalEditor {
    private let program: ForegroundProgram
    private let folder: String

    init(environment: [String: String]) {
        let named = ["VISUAL", "EDITOR"].lazy.compactMap { ForegroundProgram(environment[$0]) }.first
        program = named ?? ForegroundProgram(name: "vi")
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
        guard let status = await program.run([file]) else {
            clear()
            throw CommandError.noEditor(program.name)
        }
        let bytes = try Files.read(file)
        guard status == 0 else {
            let isTouched = bytes != Array(text.utf8)
            if !isTouched { clear() }
            throw CommandError.editorFailed(program.name, status, kept: isTouched ? file : nil)
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
}
