import Manuscript
import Testing

@testable import Workbench

extension Session {
    /// The post without what every turn moves: history, tokens and the time of the last change.
    var content: Session {
        var bare = self
        bare.history = []
        bare.undone = []
        bare.usage = Usage()
        bare.updatedAt = bare.createdAt
        return bare
    }
}

extension TestDesk {
    /// Performs a line that must change the post in one turn, which `:undo` takes back and `:redo` does again, exactly.
    @discardableResult
    func changes(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Report {
        let (before, turns) = (session, session.history.count)
        let report = try await run(line)
        let after = session
        #expect(after.content != before.content, "Nothing changed.", sourceLocation: sourceLocation)
        #expect(after.history.count == turns + 1, "It is not one turn.", sourceLocation: sourceLocation)
        #expect(after.history.last?.input == line, sourceLocation: sourceLocation)
        #expect(try saved() == after, "The file is behind.", sourceLocation: sourceLocation)
        try await run(":undo")
        #expect(session.content == before.content, "Undo is not exact.", sourceLocation: sourceLocation)
        #expect(session.history == before.history, sourceLocation: sourceLocation)
        #expect(try saved() == session, sourceLocation: sourceLocation)
        try await run(":redo")
        #expect(session.content == after.content, "Redo is not exact.", sourceLocation: sourceLocation)
        #expect(session.history == after.history, sourceLocation: sourceLocation)
        #expect(try saved() == session, sourceLocation: sourceLocation)
        return report
    }

    /// The numbers and titles of the outline.
    var titles: [String] { session.outline.entries.map { "\($0.number) \($0.section.title)" } }
}

extension Report {
    /// The lines of a plain answer, or of an outline as a pipe gets it; nil where it is another.
    var plain: String? {
        switch answer {
        case .plain(let text), .text(let text): text
        case .outline(let tree): tree.plain
        default: nil
        }
    }
}
