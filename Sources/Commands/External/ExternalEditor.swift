import Manuscript
package import Platform

/// The writer's editor: `$VISUAL`, otherwise `$EDITOR`, otherwise `vi`.
package struct ExternalEditor {
    private let program: ForegroundProgram
    private let folder: String
    private let environment: ChildEnvironment

    /// Makes an editor from the variables `VISUAL`, `EDITOR` and `TMPDIR`.
    package init(environment: ChildEnvironment) {
        self.environment = environment
        let named = ["VISUAL", "EDITOR"].lazy.compactMap { ForegroundProgram(environment[$0]) }.first
        program = named ?? ForegroundProgram(name: "vi")
        folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    }

    /// The edited text, and the file that holds it until the caller has saved it.
    struct Edited {
        let text: String
        /// The path of the file, which stays until `discard()`.
        let file: String
        fileprivate let original: [UInt8]

        /// Passes the text to `body`; if that fails, tells the person where the file is.
        func takeOver<Result>(telling interface: any UserInterface, _ body: () throws -> Result) rethrows -> Result {
            do { return try body() } catch {
                interface.note("Your text is in \(file).")
                throw error
            }
        }

        /// Deletes the file and the copies that the editor made in its folder; other files stay.
        func discard() {
            let (place, texts) = (Files.folder(of: file), [original, Array(text.utf8)])
            for name in (try? Files.names(in: place)) ?? [] {
                let path = "\(place)/\(name)"
                if path == file || (try? Files.read(path)).map(texts.contains) == true { unlink(path) }
            }
            rmdir(place)
        }
    }

    /// Opens a text in the editor, waits, and returns the edited text; the file stays until it is discarded.
    ///
    /// Throws `CommandError.editorFailed`, `.editorNoText`, `.editorNoFile` or `.noEditor`, or `SystemError`. The error
    /// names the file if it may hold work, and the file is then kept.
    func open(_ text: String, name: String) async throws -> Edited {
        let place = "\(folder)/galley-\(Identifier.random())"
        try Files.makeFolder(place)
        let file = "\(place)/\(name)"
        let original = Array(text.utf8)
        try Files.replace(file, with: original)
        let untouched = Edited(text: text, file: file, original: original)
        guard let status = await program.run([file], in: environment) else {
            untouched.discard()
            throw CommandError.noEditor(program.name)
        }
        guard (try? Destination(file))?.kind == .file else {
            // Some editors write elsewhere and exit before renaming; keep the files that they left.
            untouched.discard()
            throw CommandError.editorNoFile(program.name, status, kept: Files.exists(place) ? place : nil)
        }
        let bytes = try Files.read(file)
        guard status == 0 else {
            let isTouched = bytes != original
            if !isTouched { untouched.discard() }
            throw CommandError.editorFailed(program.name, status, kept: isTouched ? file : nil)
        }
        // UTF-16 text can pass as UTF-8 with a NUL in each character.
        guard let read = String(validating: bytes, as: UTF8.self), text.utf8.contains(0) || !bytes.contains(0) else {
            throw CommandError.editorNoText(program.name, kept: file)
        }
        let plain = read.unicodeScalars.first == "\u{FEFF}" ? String(read.unicodeScalars.dropFirst()) : read
        return Edited(text: plain, file: file, original: original)
    }

    /// Opens a text in the editor and returns the edited text, without keeping the file; throws as `open` does.
    package func edit(_ text: String, name: String) async throws -> String {
        let edited = try await open(text, name: name)
        edited.discard()
        return edited.text
    }
}
