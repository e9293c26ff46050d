import Platform
import Testing

@testable import Manuscript

@Suite struct CriticExportTests {
    private static func changed() throws -> Session {
        var session = ExcerptTests.session(["Flour is old.\n\nSalt it.", "Bake it long."])
        let version = Version(number: 2, text: "Flour is new.\n\nSalt it.", origin: .edited, at: time(1))
        try session.commit([.addVersion("s0", version)], as: Turn(at: time(1), kind: .edit, input: ":edit 1 x"))
        return session
    }

    @Test func theLastTurnAndOpenPointsAreMarked() throws {
        var session = try Self.changed()
        session.review = [
            ReviewPoint(
                number: 1, section: "s1", kind: .gap, quote: "Bake it", problem: "How long?", fix: "Say.", at: time(1)),
            ReviewPoint(number: 2, section: "s0", kind: .comment, quote: "gone words", problem: "settled", at: time(1)),
        ]
        let text = try CriticExport.text(of: session, as: ExportOptions())
        #expect(
            text == """
                # T

                ## Title 1

                Flour is {~~old.~>new.~~}

                Salt it.

                ## Title 2

                {==Bake it==}{>>How long? Say.<<} long.

                """)
        #expect(CriticMarkup(text).accepted == MarkdownExport.text(of: session))
        #expect(session.points(for: CriticMarkup(text).comments, at: time(2)).points.isEmpty)
    }

    @Test func withoutAChangeItIsTheMarkdownExport() throws {
        let session = ExcerptTests.session(["Flour."])
        #expect(try CriticExport.text(of: session, as: ExportOptions()) == MarkdownExport.text(of: session))
    }

    @Test func aPostAboutCriticMarkupIsRefusedInOneSentence() throws {
        let error = try #require(throws: CriticError.self) {
            _ = try CriticExport.text(of: ExcerptTests.session(["Write {++so++}."]), as: ExportOptions())
        }
        #expect(error.sentence.hasSuffix("Put them in code, or export md."))
    }

    @Test func randomTurnsComeBack() throws {
        var making = RandomSessions(seed: 12)
        for _ in 0..<40 {
            let session = making.session()
            guard let text = try? CriticExport.text(of: session, as: ExportOptions()) else { continue }
            var before = session
            let taken = try? before.undo(1, at: session.updatedAt) { $0.kind != .new }
            let marks = CriticMarkup(text, readsNotes: false)
            #expect(marks.accepted == MarkdownExport.text(of: session))
            #expect(marks.rejected == MarkdownExport.text(of: taken?.isEmpty == false ? before : session))
        }
    }
}
