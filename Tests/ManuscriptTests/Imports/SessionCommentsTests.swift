import Testing

@testable import Manuscript

@Suite struct SessionCommentsTests {
    private static let text = """
        # Bread

        ## Flour

        Rye is {~~dark~>very dark~~}.{>>Is it?<<}

        ## Salt

        Salt the {==dough==}{>>How much?<<}. {--Or not.--}

        [//]: # (Nothing on sugar)
        """

    private static func taken(_ text: String) -> (session: Session, unplaced: [String]) {
        let marks = CriticMarkup(text)
        var session = ImportedPosts.session(marks.accepted)
        let unplaced = session.take(marks, at: time(0))
        return (session, unplaced)
    }

    @Test func commentsBecomePointsAndChangesVersions() throws {
        let (session, unplaced) = Self.taken(Self.text)
        #expect(unplaced.isEmpty && session.review.map(\.number) == [1, 2, 3])
        #expect(session.review.map(\.problem) == ["Is it?", "How much?", "Nothing on sugar"])
        #expect(session.review.map(\.quote) == ["Rye is very dark.", "dough", "Salt the dough."])
        #expect(session.review.allSatisfy { $0.kind == .comment && !$0.isSettled(in: session) })
        #expect(session.review.map { session.place(of: $0) } == ["1:1", "2:1", "2:1"])
        let flour = try #require(session.outline.entries.first?.section)
        #expect(flour.versions.map(\.text) == ["Rye is dark.", "Rye is very dark."] && flour.current == 2)
        #expect(MarkdownExport.text(of: session) == CriticMarkup(Self.text).accepted)
    }

    @Test func aKnownCommentIsNotTakenTwiceAndOneWithoutTextIsNamed() {
        let (session, _) = Self.taken(Self.text)
        #expect(session.points(for: CriticMarkup(Self.text).comments, at: time(1)).points.isEmpty)
        let more = session.points(for: [.init(text: "New", quote: "salt the DOUGH", heading: "Salt")], at: time(1))
        #expect(more.points.map(\.number) == [4] && more.points[0].remark == "New")
        #expect(Self.taken("# T\n\n{>>alone<<}\n").unplaced == ["alone"])
    }

    @Test func theHeadingTellsEqualWordsApart() {
        let (session, _) = Self.taken("## A\n\nSame words.\n\n## B\n\nSame words.{>>c<<}\n")
        #expect(session.review.map(\.section) == [session.outline.sections[1].id])
    }

    @Test func aPlainFileHasNeitherPointsNorSecondVersions() {
        for seed in 0..<20 {
            let text = ImportedPosts.blocks.dropFirst(seed % 7).prefix(4).joined(separator: "\n\n## H\n\n")
            let (session, _) = Self.taken(text)
            #expect(session.review.isEmpty && session.outline.entries.allSatisfy { $0.section.versions.count < 2 })
            #expect(MarkdownExport.text(of: session) == text)
        }
    }
}
