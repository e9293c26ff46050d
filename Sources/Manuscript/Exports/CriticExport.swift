import Platform

/// The post as Markdown with CriticMarkup: the changes of the last turn, and the open points of the review as comments.
package enum CriticExport: Export {
    package static let format = "critic"
    package static let aliases = ["criticmarkup"]
    package static let summary = "Markdown with the last changes and open review points as CriticMarkup"

    /// Accepting all gives the Markdown export, rejecting all the export before the last turn, byte for byte.
    ///
    /// Throws `CriticError` if the post itself has such marks.
    package static func text(of session: Session, as options: ExportOptions) throws -> String {
        let before = session.beforeLastTurn
        let new = MarkdownExport.text(of: session, as: options)
        let old = MarkdownExport.text(of: before, as: options)
        guard let diff = CriticDiff(from: old, to: new) else { throw CriticError.hasMarks }
        let open = session.review.filter { $0.status == .open && !$0.isSettled(in: session) }
        return open.reduce(diff) { $0.adding($1.remark, to: $1.quote) }.text
    }
}

extension Session {
    /// The session as it was before the last turn that can be undone; the same if there is none.
    package var beforeLastTurn: Session {
        var before = self
        let turns = try? before.undo(1, at: updatedAt) { $0.kind != .new }
        return turns?.isEmpty == false ? before : self
    }
}

/// The reason why a post has no CriticMarkup export.
package enum CriticError: PlainError, Equatable {
    case hasMarks

    package var sentence: String {
        "The text itself has marks of CriticMarkup outside code, such as {++ ++}, so changes could not be told from it, and nothing was written. Put them in code, or export md."
    }
}
