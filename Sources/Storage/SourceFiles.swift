package import Manuscript
import Platform

/// The texts of a session's sources: files in a folder beside the session file, each named by the digest of its text.
///
/// A text never changes under its name, so that undoing a refresh finds the old one. Only the user can read the files.
package struct SourceFiles: Sendable, Equatable {
    /// The path of the folder; it is made with the first text.
    package let folder: String

    /// Makes a reference to the folder of a session.
    package init(of name: String, in sessions: SessionFolder) { folder = sessions.sources(name) }

    private func file(_ digest: String) -> String { "\(folder)/\(digest).md" }

    /// Returns the digest of a text (SHA-256).
    package static func digest(of text: String) -> String {
        var hash = SHA256()
        hash.add(Array(text.utf8))
        return hash.hex()
    }

    /// Saves a text and returns its digest; throws `SystemError`.
    package func keep(_ text: String) throws -> String {
        let digest = Self.digest(of: text)
        try Files.makeFolder(folder)
        if FileStamp(file(digest)) == nil { try Files.replace(file(digest), with: Array(text.utf8)) }
        return digest
    }

    /// Returns the text with a digest; throws `SessionError.noSourceText` if it is gone or was changed.
    package func text(of source: Source) throws -> String {
        guard let bytes = try? Files.read(file(source.digest)) else {
            throw SessionError.noSourceText(source.number, file: file(source.digest))
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard Self.digest(of: text) == source.digest else {
            throw SessionError.noSourceText(source.number, file: file(source.digest))
        }
        return text
    }

    /// Copies the texts of another session; one that cannot be read is left out.
    ///
    /// Throws `SystemError`.
    package func copy(from other: SourceFiles) throws {
        for name in try Files.names(in: other.folder) where name.hasSuffix(".md") {
            guard let bytes = try? Files.read("\(other.folder)/\(name)") else { continue }
            try Files.makeFolder(folder)
            try Files.replace("\(folder)/\(name)", with: bytes)
        }
    }

    /// Deletes the folder with its texts; files that Galley did not make stay, and so does the folder then.
    ///
    /// Throws `SystemError`.
    package func delete() throws {
        guard Files.isFolder(folder), !Files.isLink(folder) else { return }
        for name in try Files.names(in: folder) where name.wholeMatch(of: /[0-9a-f]{64}\.md/) != nil {
            guard unlink("\(folder)/\(name)") == 0 || errno == ENOENT else {
                throw SystemError("deleted", "\(folder)/\(name)")
            }
        }
        guard rmdir(folder) == 0 || [ENOENT, ENOTEMPTY, EEXIST].contains(errno) else {
            throw SystemError("deleted", folder)
        }
    }
}
