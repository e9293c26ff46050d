import Manuscript
package import Platform

/// The writer's own editor: `$VISUAL`, else `$EDITOR`, else `vi`.
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

    /// What came back from the editor, and the file that holds it until it is taken over.
    struct Edited {
        let text: String
        /// The file, which stays unless it is discarded.
        let file: String
        fileprivate let original: [UInt8]

        /// Does something with the text; where that fails, says where the text is.
        func takeOver<Result>(telling interface: any UserInterface, _ body: () throws -> Result) rethrows -> Result {
            do { return try body() } catch {
                interface.note("What you wrote is in \(file).")
                throw error
            }
        }

        /// Removes the file, and copies of it that the editor made beside it; what else is there stays.
        func discard() {
            let (place, texts) = (Files.folder(of: file), [original, Array(text.utf8)])
            for name in (try? Files.names(in: place)) ?? [] {
                let path = "\(place)/\(name)"
                if path == file || (try? Files.read(path)).map(texts.contains) == true { unlink(path) }
            }
            rmdir(place)
        }
    }

    /// Opens a text in the editor on the terminal, waits, and returns what it is then; the file goes when it is discarded.
    ///
    /// Throws `CommandError.editorFailed`, `.editorNoText`, `.editorNoFile` or `.noEditor`, or `SystemError`; a file in
    /// which there may be work is kept then and named.
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
            // Some editors write elsewhere and end before they rename; what they left is not thrown away.
            untouched.discard()
            throw CommandError.editorNoFile(program.name, status, kept: Files.exists(place) ? place : nil)
        }
        let bytes = try Files.read(file)
        guard status == 0 else {
            let isTouched = bytes != original
            if !isTouched { untouched.discard() }
            throw CommandError.editorFailed(program.name, status, kept: isTouched ? file : nil)
        }
        // Text of two bytes a character may pass as UTF-8, with a NUL in each.
        guard let read = String(validating: bytes, as: UTF8.self), text.utf8.contains(0) || !bytes.contains(0) else {
            throw CommandError.editorNoText(program.name, kept: file)
        }
        let plain = read.unicodeScalars.first == "\u{FEFF}" ? String(read.unicodeScalars.dropFirst()) : read
        return Edited(text: plain, file: file, original: original)
    }

    /// The same where the text is taken over at once.
    package func edit(_ text: String, name: String) async throws -> String {
        let edited = try await open(text, name: name)
        edited.discard()
        return edited.text
    }
}
