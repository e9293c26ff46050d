import Configuration
import Manuscript
package import Platform
import Storage

/// The calls that write a whole post, or complete one that was begun.
package struct WholePost {
    private let topic: String
    private let words: Int?
    private let sections: Int?
    private let repair: Bool

    /// Makes the calls for a topic; `words` and `sections` are nil if any number will do.
    package init(topic: String, words: Int?, sections: Int?, repair: Bool) {
        self.topic = topic
        self.words = words
        self.sections = sections
        self.repair = repair
    }

    private var write: Call { .write(repairs: repair) }

    private var settings: [Call] {
        [("words", words), ("sections", sections)].compactMap { name, value in
            value.map { Call.set(name, to: String($0)) }
        }
    }

    /// The calls for a new post.
    package var opening: [Call] { [.new(topic: topic)] + settings + [.outline, .differentiate, write] }

    /// Returns true if the output can be written, asked before anything is paid for; throws the errors of the export.
    package static func mayExport(to output: String, prints: Bool, in workspace: Workspace) async throws -> Bool {
        guard !workspace.rehearsal.isOn else { return true }
        if output == "-" || prints {
            do { try Files.checkWritable(STDOUT_FILENO, named: "Standard output") } catch let error as SystemError {
                throw WriteError.noOutput(error)
            }
        }
        guard output != "-" else { return true }
        _ = try ExportPost.format(of: output)
        guard try await ExportTarget(output, in: workspace).isAllowed(in: workspace) else {
            workspace.interface.note("\(output) was left unchanged, and no model was called.")
            return false
        }
        return true
    }

    /// Opens the newest post with the same topic and options; returns the calls that complete it, nil if there is none.
    package func resume(in workspace: Workspace) throws -> [Call]? {
        let slug = SessionName.slug(topic)
        for listing in try workspace.store.folder.list() where listing.name.hasPrefix(slug) {
            guard let session = try? workspace.store.folder.load(listing.name), session.topic == Prose.title(topic)
            else {
                continue
            }
            guard isSame(session) else {
                workspace.interface.note(
                    "The post \(listing.name) has a different length, so this run starts another one.")
                continue
            }
            try workspace.open(listing.name)
            workspace.interface.note("Continuing the session \(listing.name). \(Greeting.opened(session))")
            return rest(of: session)
        }
        return nil
    }

    /// Returns true if a post has the requested words and sections; one without an outline can still take them.
    private func isSame(_ session: Session) -> Bool {
        if session.outline.isEmpty { return true }
        let asked = session.settings[\.sections]
        return (words == nil || words == session.style.words) && (sections == nil || sections == asked)
    }

    /// Returns the calls that are not done yet; the repair step itself tracks which repairs were made.
    private func rest(of session: Session) -> [Call] {
        if session.outline.isEmpty { return settings + [.outline, .differentiate, write] }
        let isBegun =
            session.history.contains { $0.kind == .differentiate }
            || session.outline.entries.contains { $0.section.text != nil }
        return isBegun ? [write] : [.differentiate, write]
    }
}

/// Errors found before any work begins.
package enum WriteError: PlainError {
    /// The post goes to standard output, which cannot be written.
    case noOutput(SystemError)

    package var sentence: String {
        switch self {
        case .noOutput(let error): "\(error.sentence) No model was called. Name a file with -o."
        }
    }
}
