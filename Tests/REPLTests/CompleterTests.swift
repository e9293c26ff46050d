import Manuscript
import Platform
import Terminal
import TestSupport
import Testing

@testable import Commands
@testable import Configuration
@testable import REPL

@Suite struct CompleterTests {
    private let home: String?
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
        home = temporary.path
        for name in ["plain.md", "a b.md", "a c.md", ".hidden", "odd\"quote", "evil\u{1B}[2J", "drafts/x y/z.md"] {
            let path = "\(temporary.path)/\(name)"
            try Files.makeFolder(Files.folder(of: path))
            try Files.replace(path, with: [])
        }
    }

    private func completion(_ line: String, cursor: Int? = nil, in session: Session = Posts.written) -> Completion {
        var completer = Completer(session: session)
        completer.sessions = { ["cats", "dogs", "Cathedrals"] }
        completer.models = [.init("some/model-70b", note: "listed by the server"), .init("some/other")]
        completer.own = [
            UserCommand(name: "tidy", description: "shorten it", lines: [":rewrite $1"], source: .standard)
        ]
        completer.value = { $0.name == "words" ? "900" : nil }
        completer.providers = ["groq", "work"]
        completer.home = home
        return completer.completion(of: line, cursor: cursor ?? line.count)
    }

    private func texts(_ line: String, cursor: Int? = nil, in session: Session = Posts.written) -> [String] {
        completion(line, cursor: cursor, in: session).candidates.map(\.text)
    }

    @Test func aColonBehindASectionListsItsParagraphs() {
        #expect(texts(":rewrite 2.1:") == ["2.1:1"] && texts(":edit 2.1:2").isEmpty && texts(":edit 9:").isEmpty)
        #expect(completion(":edit 2.1:").candidates.first?.note == "A file is a run of bytes.")
        #expect(texts(":lock 2.1:").isEmpty)
    }

    @Test(arguments: [":", "/", "：", "／"]) func aMarkIsTheMarkEverywhere(mark: String) async throws {
        var completer = Completer(session: Posts.written)
        completer.own = [UserCommand(name: "tighten", description: "", lines: [":show"], source: .standard)]
        func texts(_ line: String) -> [String] {
            completer.completion(of: line, cursor: line.count).candidates.map(\.text)
        }
        #expect(texts(mark + "renam") == [mark + "rename"])
        #expect(texts(mark + "tigh") == [mark + "tighten"])
        #expect(texts(mark + "export ht") == ["html"])
        let workspace = try TestWorkspace(Posts.written)
        let help = try await workspace.run(mark + "help \(mark)rename")
        #expect(help.data.object?["name"] == "rename")
    }

    @Test func commandsByPrefix() {
        #expect(texts(":") == Catalogue.all.map { ":\($0.card.name)" } + [":tidy"])
        #expect(texts(":re") == [":remove", ":rename", ":rewrite", ":replace", ":restore", ":review", ":redo"])
        #expect(texts("/RE") == ["/remove", "/rename", "/rewrite", "/replace", "/restore", "/review", "/redo"])
        #expect(
            completion(":und")
                == Completion(
                    replacing: 4,
                    candidates: [
                        .init(
                            ":undo",
                            note: "undo the last turn, or the last N; --preview only shows what would be undone")
                    ]))
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
        #expect(texts(":write La") == ["last"])
        #expect(texts(":rew 2.") == ["2.1", "2.2"])
        #expect(texts(":write ", in: Posts.begun).isEmpty)
    }

    @Test func oneSectionNeverMeansAllSections() {
        for command in ["accept", "discard", "rename", "move"] {
            #expect(texts(":\(command) ") == ["1", "2", "2.1", "2.2", "3", "4"])
        }
    }

    @Test func placesInTheirOrder() {
        #expect(texts(":move 2 ").contains("3"))
        #expect(texts(":export ") == Exports.all.map { $0.format })
        #expect(texts(":export h") == ["html"])
        #expect(texts(":rewrite 2 ").isEmpty)
        #expect(texts(":rewrite 2 a b").isEmpty)
        #expect(texts(":show 2 2.") == ["2.1", "2.2"])
    }

    @Test func sessionsSettingsAndCommands() {
        #expect(texts(":open ") == ["cats", "dogs", "Cathedrals"])
        #expect(texts(":resume cat") == ["cats", "Cathedrals"])
        #expect(texts(":set temp") == ["temperature"])
        #expect(texts(":set REAS") == ["reasoningEffort"])
        #expect(texts(":help rew") == ["rewrite"])
        #expect(texts(":undo ").isEmpty)
        #expect(texts(":quit ").isEmpty)
    }

    @Test func sessionsAreLookedUpOnlyForTheirCompletion() {
        for line in [":", ":show ", ":op", "text"] {
            var asked = 0
            var completer = Completer(session: Posts.written)
            completer.sessions = {
                asked += 1
                return []
            }
            _ = completer.completion(of: line, cursor: line.count)
            #expect(asked == 0)
        }
    }

    @Test func onlyTextBeforeTheCursorIsCompleted() {
        #expect(texts(":rew 2.1 shorter", cursor: 4) == [":rewrite"])
        #expect(completion(":rew 2.1 shorter", cursor: 4).replacing == 4)
        #expect(texts(":rew 2.1 shorter", cursor: 7) == ["2.1", "2.2"])
        #expect(texts(":rew 2.1", cursor: 0).isEmpty)
        #expect(texts(":und", cursor: 99) == [":undo"])
    }

    @Test(arguments: ["", "Cats", " ", "::re", "::show ", ": ", ":castle 2", ":r 2", "# :sh"])
    func otherTextIsNotCompleted(line: String) {
        #expect(completion(line).candidates.isEmpty)
    }

    @Test func titlesLeadToTheirNumbers() {
        #expect(
            completion(":show fil")
                == Completion(replacing: 3, candidates: [.init("2.1", note: "Files and folders")]))
        #expect(texts(":show FOLD") == ["2.1"])
        #expect(texts(":rewrite 2 fil").isEmpty)
    }

    @Test func valuesOfSettings() {
        #expect(texts(":set confirmChanges ") == ["on", "off", "default"])
        #expect(texts(":set confirm d") == ["destructive", "default"])
        #expect(texts(":set words ") == ["900", "default"])
        #expect(texts(":set provider ") == ["groq", "work", "default"])
        #expect(texts(":set model some/o") == ["some/other"])
        #expect(texts(":model some") == ["some/model-70b", "some/other"])
        #expect(texts(":set zebra ").isEmpty)
        #expect(completion(":set temperature d").candidates.first?.note == "takes a number from 0 to 2")
        for key in SettingKey.all {
            for choice in key.choices { #expect(throws: Never.self) { try key.edit(choice, Posts.written) } }
        }
        #expect(SettingKey.exactly("reasoningEffort")?.choices == ["low", "medium", "high"])
        #expect(SettingKey.exactly("provider")?.choices == [] && SettingKey.exactly("audience")?.choices == [])
    }

    @Test func options() {
        #expect(texts(":write --") == ["--repair"])
        #expect(texts(":write --repair 2.") == ["2.1", "2.2"])
        #expect(texts(":open --read-only do") == ["dogs"])
        #expect(texts(":outline -") == ["--words"])
        #expect(texts(":undo -") == ["--preview"] && texts(":redo -").isEmpty)
    }

    @Test func commandsOfOnesOwn() {
        #expect(
            completion(":ti") == Completion(replacing: 3, candidates: [.init(":tidy", note: "shorten it")]))
        #expect(texts(":tidy 2.") == ["2.1", "2.2"])
        #expect(texts(":help ti") == ["tidy"])
    }

    @Test func filesAsTheArgumentReaderTakesThem() {
        #expect(texts(":run ~") == ["~/"])
        #expect(texts(":run ~/") == ["~/a b.md", "~/a c.md", "~/drafts/", "~/plain.md"])
        #expect(completion(":run ~/").candidates.map(\.label) == ["a b.md", "a c.md", "drafts/", "plain.md"])
        #expect(texts(":run ~/.") == ["~/.hidden"])
        #expect(texts(":run ~/pl") == ["~/plain.md"])
        #expect(texts(":run ~/a") == ["\"~/a b.md", "\"~/a c.md"], "what both have in common holds a blank")
        #expect(texts(":run \"~/a b") == ["\"~/a b.md\""])
        #expect(texts(":export html ~/a\u{20}b").isEmpty, "the blank ended the word")
        #expect(texts(":run ~/drafts/") == ["\"~/drafts/x y/"])
        #expect(texts(":run \"~/drafts/x y/") == ["\"~/drafts/x y/z.md\""])
        #expect(completion(":run ~/dr").candidates == [.init("~/drafts/", label: "drafts/", isPart: true)])
        #expect(texts(":export ~/pl") == ["~/plain.md"], "a path may stand in place of the format")
        #expect(texts(":export html \(temporary.path)/pl") == ["\(temporary.path)/plain.md"])
        #expect(texts(":run ~/none/").isEmpty && texts(":run \"~/a b.md\"").isEmpty)
        // The inserted text is one word for the reader.
        for line in [":run \"~/a b", ":run ~/pl", ":run \"~/drafts/x y/"] {
            let found = completion(line)
            let whole = String(line.dropLast(found.replacing)) + found.candidates[0].text
            guard case .command(var arguments) = InputLine(whole) else { continue }
            let word = arguments.word() ?? ""
            #expect(arguments.isEmpty && Files.exists(word.replacing("~", with: temporary.path)), "\(whole)")
        }
    }

    @Test func wordsInQuotes() {
        #expect(TypedWords(" a \"b c\" d") == TypedWords(done: ["a", "b c"], typed: "d"))
        #expect(TypedWords(" \"b c") == TypedWords(typed: "\"b c"))
        #expect(TypedWords(" ") == TypedWords(typed: "") && TypedWords(" a ") == TypedWords(done: ["a"], typed: ""))
        #expect(TypedWords(" \"a\"") == nil)
    }

    /// Whatever is offered and put in is offered again, so Tab never leads astray.
    @Test func aCompletedWordIsOfferedAgain() {
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
