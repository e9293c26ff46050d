import Manuscript
import Terminal
import Testing

@testable import Workbench

@Suite struct CompleterTests {
    private func completion(_ line: String, cursor: Int? = nil, in session: Session = Posts.written) -> Completion {
        Completer.completion(of: line, cursor: cursor ?? line.count, session: session) {
            ["cats", "dogs", "Cathedrals"]
        }
    }

    private func texts(_ line: String, cursor: Int? = nil, in session: Session = Posts.written) -> [String] {
        completion(line, cursor: cursor, in: session).candidates.map(\.text)
    }

    @Test func commandsByPrefix() {
        #expect(texts(":") == Catalogue.all.map { ":\($0.card.name)" })
        #expect(texts(":re") == [":remove", ":rename", ":rewrite", ":restore", ":redo"])
        #expect(texts("/RE") == ["/remove", "/rename", "/rewrite", "/restore", "/redo"])
        #expect(
            completion(":und")
                == Completion(
                    replacing: 4, candidates: [.init(":undo", note: "take the last turn back, or the last N")]))
        #expect(texts(":castle").isEmpty)
    }

    @Test func addressesWithTheirTitles() {
        #expect(texts(":rewrite ") == ["1", "2", "2.1", "2.2", "3", "4", "all", "last"])
        #expect(
            completion(":rewrite 2")
                == Completion(
                    replacing: 1,
                    candidates: [
                        .init("2", note: "Storage"), .init("2.1", note: "Files and folders"),
                        .init("2.2", note: "Tables"),
                    ]))
        #expect(texts(":write L") == ["last"])
        #expect(texts(":rew 2.") == ["2.1", "2.2"])
        #expect(texts(":write ", in: Posts.begun).isEmpty)
    }

    @Test func oneSectionIsNeverAllOfThem() {
        for command in ["accept", "discard", "rename", "move"] {
            #expect(texts(":\(command) ") == ["1", "2", "2.1", "2.2", "3", "4"])
        }
    }

    @Test func placesInTheirOrder() {
        #expect(texts(":move 2 ").contains("3"))
        #expect(texts(":export ") == ["md", "html", "txt", "json"])
        #expect(texts(":export h") == ["html"])
        #expect(texts(":export html ").isEmpty)
        #expect(texts(":rewrite 2 ").isEmpty)
        #expect(texts(":rewrite 2 a b").isEmpty)
        #expect(texts(":show 2 2.") == ["2.1", "2.2"])
    }

    @Test func sessionsSettingsAndCommands() {
        #expect(texts(":open ") == ["cats", "dogs", "Cathedrals"])
        #expect(texts(":resume cat") == ["cats", "Cathedrals"])
        #expect(texts(":set temp") == ["temperature"])
        #expect(texts(":set REAS") == ["reasoningEffort"])
        #expect(texts(":set temperature ").isEmpty)
        #expect(texts(":help rew") == ["rewrite"])
        #expect(texts(":undo ").isEmpty)
        #expect(texts(":quit ").isEmpty)
    }

    @Test func theSessionsAreReadOnlyWhereTheyAreOffered() {
        for line in [":", ":show ", ":op", "text"] {
            var asked = 0
            _ = Completer.completion(of: line, cursor: line.count, session: Posts.written) {
                asked += 1
                return []
            }
            #expect(asked == 0)
        }
    }

    @Test func onlyWhatIsBeforeTheCursorCounts() {
        #expect(texts(":rew 2.1 shorter", cursor: 4) == [":rewrite"])
        #expect(completion(":rew 2.1 shorter", cursor: 4).replacing == 4)
        #expect(texts(":rew 2.1 shorter", cursor: 7) == ["2.1", "2.2"])
        #expect(texts(":rew 2.1", cursor: 0).isEmpty)
        #expect(texts(":und", cursor: 99) == [":undo"])
    }

    @Test(arguments: ["", "Cats", " ", "::re", "::show ", ": ", ":castle 2", ":r 2", "# :sh"])
    func nothingElseIsCompleted(line: String) {
        #expect(completion(line).candidates.isEmpty)
    }

    /// Whatever is offered and put in is offered again, so Tab never leads astray.
    @Test func whatIsOfferedStays() {
        for line in [":", ":re", ":rewrite ", ":rewrite 2", ":open ", ":set ", ":export ", ":help "] {
            let first = completion(line)
            #expect(!first.candidates.isEmpty)
            for candidate in first.candidates {
                let next = String(line.dropLast(first.replacing)) + candidate.text
                #expect(texts(next).contains(candidate.text))
            }
        }
    }
}
