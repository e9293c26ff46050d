import Manuscript
import Platform
import Storage

/// The path of an export, checked before anything is sent to a model or written.
package struct ExportTarget {
    /// The path as given.
    package let path: String
    private let destination: Destination
    /// The record of this session's earlier export to that path.
    private let earlier: ExportRecord?

    /// Resolves and checks a path.
    ///
    /// Throws `ExportError.ofSession` for a file of a session, and `SystemError` for a folder or anything else that
    /// cannot be written.
    package init(_ path: String, in workspace: Workspace) throws {
        self.path = path
        do {
            destination = try Destination(workspace.path(path))
            try destination.checkWritable()
        } catch let error as SystemError {
            throw SystemError(error.action, path.isEmpty ? error.path : path, code: error.code)
        }
        if let name = Self.session(of: destination, in: workspace) {
            throw ExportError.ofSession(path, name: name, isOpen: name == workspace.session.name)
        }
        let target = destination.target
        earlier = workspace.session.exports.last { $0.path == target }
        if earlier == nil, Self.isFuture(destination, in: workspace) { throw ExportError.amongSessions(path) }
    }

    // MARK: - Files of sessions

    /// Returns the name of the session that a file belongs to, in this folder or another one; nil if there is none.
    private static func session(of destination: Destination, in workspace: Workspace) -> String? {
        let (folder, name) = (Files.folder(of: destination.target), Files.name(of: destination.target))
        if let file = SessionFolder.sessionFile(of: name), belongs(name, to: file, in: folder, in: workspace) {
            return stem(file)
        }
        let names = destination.kind == .new ? [] : (try? Files.names(in: workspace.store.folder.path)) ?? []
        for name in names {
            if let file = SessionFolder.sessionFile(of: name),
                destination.isSameFile(as: "\(workspace.store.folder.path)/\(name)")
            {
                return stem(file)
            }
        }
        switch destination.kind {
        case .file, .descriptor: return isSession(destination.target) ? stem(name) : nil
        default: return nil
        }
    }

    /// Returns true if a new file would look like a session: one that is begun later, perhaps in this run, could want its
    /// name.
    private static func isFuture(_ destination: Destination, in workspace: Workspace) -> Bool {
        destination.kind == .new && SessionFolder.sessionFile(of: Files.name(of: destination.target)) != nil
            && isHere(Files.folder(of: destination.target), in: workspace)
    }

    private static func isHere(_ folder: String, in workspace: Workspace) -> Bool {
        FileStamp(folder).flatMap { FileStamp(workspace.store.folder.path)?.isSameFile(as: $0) } ?? false
    }

    /// Returns true if a name is used, now or later, by a session in a folder; `file` is the session's own file.
    private static func belongs(_ name: String, to file: String, in folder: String, in workspace: Workspace) -> Bool {
        let isCompanion = name.count > file.count
        guard isHere(folder, in: workspace) else {
            let copies = isCompanion ? ["\(folder)/\(file)", "\(folder)/\(name)"] : ["\(folder)/\(file).bak"]
            return copies.contains(where: isSession)
        }
        if isCompanion { return true }
        // Some file systems ignore case, and on others two names that differ only in case would be confusing.
        let known =
            ((try? Files.names(in: folder)) ?? []).compactMap(SessionFolder.sessionFile) + [
                "\(workspace.session.name).json"
            ]
        return known.contains { $0.lowercased() == file.lowercased() }
    }

    private static func isSession(_ path: String) -> Bool {
        guard let stamp = FileStamp(path), stamp.size > 0, let bytes = try? Files.head(of: path, count: 1 << 16) else {
            return false
        }
        return SessionFile.isSession(bytes)
    }

    private static func stem(_ file: String) -> String {
        file.lowercased().hasSuffix(".json") ? String(file.dropLast(5)) : file
    }

    // MARK: - Files of the user

    /// Returns what would be lost, as the end of a sentence.
    ///
    /// Nil if the file is empty, holds what this session exported to it, or holds the same text.
    func loss(_ text: String?) -> String? { loss(text.map { Array($0.utf8) }) }

    private func loss(_ bytes: [UInt8]?) -> String? {
        if destination.kind == .disk { return "is a disk, and its contents would be lost" }
        guard destination.holdsSomething else { return nil }
        guard let contents = destination.contents else { return "cannot be read, so it may hold anything" }
        if let bytes, contents == bytes { return nil }
        guard let earlier else { return "already exists and was not exported from this session" }
        return earlier.digest == ExportRecord.digest(of: contents) ? nil : "was changed since it was exported"
    }

    /// Returns true if the path may be written; asks if another text would be lost, and returns false if the person
    /// says no.
    ///
    /// `bytes` are the bytes to be written, if known. Throws `ExportError.notAsked` if no one can be asked and yes was not
    /// given in advance.
    package func isAllowed(
        in workspace: Workspace, isSure: Bool = false, for bytes: [UInt8]? = nil
    ) async throws -> Bool {
        guard let loss = loss(bytes), !isSure, !workspace.interface.isSure else { return true }
        guard workspace.interface.canAsk else { throw ExportError.notAsked(path, loss: loss) }
        return await workspace.interface.consents(to: "\(path) \(loss). Replace it?")
    }

    /// Writes a text and records the export in the session; throws `SystemError` or `CancellationError`.
    func write(_ text: String, in workspace: Workspace) async throws {
        try await write(Array(text.utf8), in: workspace) { try await destination.write(text) }
    }

    /// Writes the bytes of a document and records the export; throws like the other.
    func write(_ bytes: [UInt8], in workspace: Workspace) async throws {
        try await write(bytes, in: workspace) { try await destination.write(bytes) }
    }

    private func write(_ bytes: [UInt8], in workspace: Workspace, by body: () async throws -> Void) async throws {
        do { try await body() } catch let error as SystemError {
            throw SystemError(error.action, path, code: error.code)
        }
        switch destination.kind {
        case .new, .file: workspace.store.note(ExportRecord(path: destination.target, bytes: bytes))
        default: break
        }
    }
}

/// The reasons why an export was not written.
package enum ExportError: PlainError, Equatable {
    /// The file belongs to a session; `isOpen` is true if it is the exported one.
    case ofSession(String, name: String, isOpen: Bool)
    /// It would lie among the sessions and look like one.
    case amongSessions(String)
    /// No one could be asked.
    case notAsked(String, loss: String)

    package var sentence: String {
        switch self {
        case .ofSession(let path, let name, let isOpen):
            "\(path) is a file of \(isOpen ? "this session" : "the session") \"\(name)\", so nothing was written. Give another path."
        case .amongSessions(let path):
            "\(path) would be taken for a session, since it ends in .json and lies in their folder, so nothing was written. Give a path in another folder."
        case .notAsked(let path, let loss):
            "\(path) \(loss), so it was left as it is. Give another path, or --yes to replace it."
        }
    }
}
