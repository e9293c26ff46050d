package import Commands
package import Manuscript
package import Testing

extension Session {
    /// The post without what every turn moves: history, tokens and the time of the last change.
    package var content: Session {
        var bare = self
        bare.history = []
        bare.undone = []
        bare.usage = Usage()
        bare.updatedAt = bare.createdAt
        return bare
    }
}

extension TestWorkspace {
    /// Performs a line that must change the post in one turn, which `:undo` takes back and `:redo` does again, exactly.
    @discardableResult
    package func changes(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Report {
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
    package var titles: [String] { session.outline.entries.map { "\($0.number) \($0.section.title)" } }
}

extension Report {
    /// The lines of a plain answer, or of an outline as a pipe gets it; nil where it is another.
    package var plain: String? {
        switch answer.content {
        case let content as PlainAnswer: content.plainText
        case let content as FileAnswer: content.plainText
        case let content as OutlineView: content.plainText
        case let content as TableAnswer: content.plainText
        default: nil
        }
    }
}
