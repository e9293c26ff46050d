import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// `:import`: posts, outlines, and changed exports.
@Suite struct ImportTests {
    private static let post =
        "---\ntitle: Bread\n---\n\nLead text.\n\n## How it *rises*\n\nYeast.\n\n### Heat\n\nWarm.\n"

    private func write(_ text: String, _ name: String, in workspace: TestWorkspace) throws -> String {
        let path = "\(workspace.temporary.path)/\(name)"
        try Files.replace(path, with: Array(text.utf8))
        return path
    }

    @Test func aPostBecomesASessionAndTheSameFile() async throws {
        let workspace = try TestWorkspace()
        let path = try write(Self.post, "my-draft.md", in: workspace)
        let report = try await workspace.run(":import \(path)")
        #expect(report.note == "Imported \(path) as “bread”: 3 sections, 4 words. `:outline` shows it.")
        #expect(workspace.titles == ["1 Opening", "2 How it rises", "2.1 Heat"])
        #expect(try await workspace.run(":export md -").answer == .text(Self.post))
        #expect(try workspace.saved() == workspace.session)
        await workspace.refuses(":undo", "Nothing to undo. `:history` lists what was done.")
        let bare = try await workspace.run(
            ":import \(try write("## A\n\n## B\n", "two-parts_post.v2.md", in: workspace))")
        #expect(bare.data["topic"] == "Two parts post" && bare.note.hasSuffix("2 to write: `:outline` shows them."))
    }

    private static let described =
        #"{"sections":[{"number":"1","brief":"What is above the headings.","points":["a lead","a start"]},{"number":"2","brief":"The gas that yeast makes.","points":["sugar","gas"]},{"number":"2.1","brief":"Which heat is right.","points":["warm","hot"]}]}"#

    /// Every command works on a post that Galley did not write, and filling in its briefs changes no byte of the file.
    @Test(arguments: [ModelProfile.Tier.large, .medium, .small])
    func briefsAreFilledInOnRequest(tier: ModelProfile.Tier) async throws {
        let models = ScriptedSupply(tier: tier) { request in
            switch request.format {
            case .jsonSchema("briefs", _): .text(Self.described)
            case .jsonSchema("review", _): .text(#"{"points":[]}"#)
            default: .text("Yeast eats sugar and makes gas, which the dough holds.")
            }
        }
        let workspace = try TestWorkspace(models: models)
        try await workspace.run(":import \(try write(Self.post, "draft.md", in: workspace))")
        let before = workspace.session
        let report = try await workspace.run(":brief --fill")
        let sections: [Section] = workspace.session.outline.entries.map(\.section)
        #expect(report.note.hasPrefix("Filled in what 3 sections cover."))
        #expect(sections.allSatisfy { !$0.brief.isEmpty })
        if tier == .small {
            #expect(models.requests.isEmpty && sections[1].brief == "Yeast.")
        } else {
            #expect(sections[1].brief == "The gas that yeast makes." && sections[2].points == ["warm", "hot"])
        }
        #expect(try await workspace.run(":export md -").answer == .text(Self.post))
        let again = try await workspace.run(":brief --fill")
        if tier != .small { #expect(again.note == "No section with a text lacks a brief or points.") }
        try await workspace.run(":undo")
        #expect(workspace.session.outline == before.outline)
        let writing = [":rewrite 2 shorter", ":fit 2", ":review 2", ":write --repair", ":alt 2.1"]
        // A small model needs an answer for each paragraph.
        for line in [":check", ":context 2"] + (tier == .small ? [] : writing) {
            if case .failed(let error) = await Interpreter.run(line, in: workspace.workspace) {
                #expect(Bool(false), "\(line): \(error)")
            }
        }
        let unasked = try TestWorkspace(Posts.written)
        await unasked.refuses(":brief --fill 2 words", ":brief --fill takes an address and no text.")
    }

    @Test(arguments: [
        "1 Why\n1.1 Taste\n1.2 Cost\n2 How\n", "- Why\n  - Taste\n  - Cost\n- How\n", "Why\n    Taste\n    Cost\nHow\n",
        "1. Why\n   1.1. Taste\n   1.2. Cost\n\n2. How\n", "Why\n\tTaste\n\tCost\nHow",
        "<opml><body><outline text='Why'><outline text='Taste'/><outline text='Cost'/></outline><outline text='How'/></body></opml>",
    ])
    func anOutlineAloneBecomesSections(text: String) async throws {
        let workspace = try TestWorkspace()
        try await workspace.run(":import \(try write(text, "plan.txt", in: workspace))")
        #expect(workspace.titles == ["1 Why", "1.1 Taste", "1.2 Cost", "2 How"])
        #expect(workspace.session.topic == "Plan" && workspace.session.outline.unwritten.count == 3)
        #expect(workspace.session.outline.unwritten.allSatisfy { $0.section.words ?? 0 >= 40 })
    }

    @Test func aLongOutlineCountsBeyondNinetyNine() async throws {
        let workspace = try TestWorkspace()
        let lines = (1...110).flatMap { $0 == 104 ? ["104. Part 104", "104.1 Inner"] : ["\($0). Part \($0)"] }
        let path = try write(lines.joined(separator: "\n"), "plan.txt", in: workspace)
        let report = try await workspace.run(":import \(path)")
        #expect(report.note.contains("111 sections, 0 words."))
        #expect(workspace.titles.suffix(8).prefix(2) == ["104 Part 104", "104.1 Inner"])
        let one = try await workspace.run(":import \(try write("# Why\n\nYes.", "one.md", in: workspace))")
        #expect(one.note.contains("1 section, 1 word."))
        // These numbers do not count.
        let years = try write("1. Dawn\n1989. Berlin\n2001. New York\n", "years.txt", in: workspace)
        try await workspace.run(":import \(years)")
        #expect(workspace.titles == ["1 Opening"])
    }

    @Test(arguments: [true, false]) func aNewTextAboveTheFirstHeadingHasNone(isImported: Bool) async throws {
        let workspace = try TestWorkspace(Posts.written)
        let path = "\(workspace.temporary.path)/post.md"
        if isImported {
            try await workspace.run(
                ":import \(try write("# T\n\n## A\n\nOne.\n\n## B\n\nTwo.\n", "post.md", in: workspace))")
        } else {
            try await workspace.run(":rename 1 Start")
            try await workspace.run(":export \(path)")
        }
        let before = String(decoding: try Files.read(path), as: UTF8.self)
        let place = try #require(before.firstRange(of: "\n\n")).upperBound
        let changed = before[..<place] + "A new lead.\n\n" + before[place...]
        try Files.replace(path, with: Array(changed.utf8))
        try await workspace.run(":import --onto --yes \(path)")
        #expect(workspace.titles.first == "1 Opening")
        #expect(MarkdownExport.text(of: workspace.session) == changed)
        #expect(try await workspace.run(":import --onto --yes \(path)").note.contains("no changes"))
        try await workspace.run(":undo")
        #expect(MarkdownExport.text(of: workspace.session) == before)
    }

    @Test func aTextOfListsIsAText() async throws {
        let workspace = try TestWorkspace()
        for text in [
            "- First, wash it.\n- Then dry it.\n", "Run this\n\n    make\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        ] {
            try await workspace.run(":import --new \(try write(text, "list.md", in: workspace))")
            #expect(workspace.titles == ["1 Opening"])
            #expect(workspace.session.outline.sections[0].text?.text == Prose.body(text))
        }
    }

    @Test(arguments: [true, false]) func aChangedExportIsShownAndAsked(consents: Bool) async throws {
        let workspace = try TestWorkspace(Posts.written, interface: RecordingInterface(consent: consents))
        let path = "\(workspace.temporary.path)/post.md"
        try await workspace.run(":export \(path)")
        let before = workspace.session
        let same = try await workspace.run(":import \(path)")
        #expect(same.note == "\(path) has no changes for this post, so nothing was changed.")
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        try Files.replace(path, with: Array(text.replacing("A table has rows.", with: "A table has columns.").utf8))
        let report = try await workspace.run(":import \(path)")
        #expect(workspace.interface.events.contains(.asked("Make 1 change?")))
        guard consents else {
            #expect(workspace.session == before && report.note == "Nothing was changed.")
            return
        }
        #expect(report.note == "Took over 1 change from \(path). `:undo` takes it back.")
        #expect(workspace.session.text("tables") == "A table has columns.")
        #expect(workspace.session.outline["tables"]?.text?.origin == .imported)
        try await workspace.run(":undo")
        #expect(workspace.session.outline["tables"]?.current == before.outline["tables"]?.current)
    }

    @Test func withoutAPersonYesIsNeeded() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let path = try write("## Tables\n\nNew.\n", "x.md", in: workspace)
        let ending = await Interpreter.run(":import --onto \(path)", in: workspace.workspace)
        guard case .failed(let sentence) = ending else { throw CommandError.noTopic }
        #expect(sentence.hasSuffix("and no one could be asked, so nothing was changed. Add --yes."))
        let report = try await workspace.run(":import --onto --yes \(path)")
        #expect(report.note.hasPrefix("Took over ") && workspace.titles == ["1 Tables"])
        #expect(workspace.session.text("tables") == "New.")
        let name = workspace.session.name
        try await workspace.run(":import --new \(path)")
        #expect(workspace.session.name != name)
    }

    @Test func badFilesAreRefusedInOneSentence() async throws {
        let workspace = try TestWorkspace(Posts.written)
        func refuses(_ bytes: [UInt8], _ end: String) async throws {
            let path = "\(workspace.temporary.path)/bad.md"
            try Files.replace(path, with: bytes)
            await workspace.refuses(":import \(path)", "\(path) \(end)")
        }
        let notText =
            "is not UTF-8 text, so nothing was imported. Give a Markdown file, or convert it with iconv or pandoc."
        for (bytes, kind) in [
            ([0x50, 0x4B, 3, 4, 0xFF, 0], "a Word or ZIP file"), (Array("%PDF-1.7 x".utf8), "a PDF file"),
            (Array("{\"a\": [1]}\n".utf8), "JSON"),
        ] {
            try await refuses(
                bytes,
                "is \(kind), not Markdown, so nothing was imported. Convert it, for example with `pandoc -t gfm`.")
        }
        try await refuses(Array("caf".utf8) + [0xE9, 0x0A], notText)
        try await refuses(Array("a\u{0}b".utf8), notText)
        try await refuses(Array(" \n\u{FEFF}\n".utf8), "is empty, so nothing was imported. Give a Markdown file.")
        try await refuses(
            Array("<!DOCTYPE html><html>".utf8),
            "is an HTML page, not Markdown, so nothing was imported. Convert it, for example with `pandoc -t gfm`.")
        try await refuses(
            Array("<opml><outline/></opml>".utf8),
            "has no outline elements with a text, so nothing was imported. Give another OPML file.")
        try await refuses(
            try SessionFile.encode(Posts.written),
            "is a session of Galley, so nothing was imported. `:open NAME` opens it.")
        let gone = "\(workspace.temporary.path)/gone.md"
        await workspace.refuses(":import \(gone)", "\(gone) cannot be read: there is no such file or folder.")
        await workspace.refuses(":import", ":import needs a file. `:help import` shows how.")
        let outline = try write("1 A\n2 B\n", "plan.txt", in: workspace)
        await workspace.refuses(
            ":import --onto \(outline)",
            "\(outline) holds only an outline, so the open post was not changed. `:import --new` makes a new post of it."
        )
        let empty = try TestWorkspace()
        await empty.refuses(
            ":import --onto \(outline)",
            "No post is open that the file could change. `:open NAME` opens one, `:import FILE` makes a new one.")
    }

    @Test func frontMatterThatCannotBeReadIsKeptAndTold() async throws {
        let workspace = try TestWorkspace()
        let text = "---\ntitle: [a\n---\n\n## A\n\ntext\n"
        let report = try await workspace.run(":import \(try write(text, "x.md", in: workspace))")
        #expect(report.data["topic"] == "X")
        #expect(
            workspace.interface.notes.count == 1
                && workspace.interface.notes[0].hasPrefix("The front matter is not YAML"))
        #expect(try await workspace.run(":export md -").answer == .text(text))
    }
}
