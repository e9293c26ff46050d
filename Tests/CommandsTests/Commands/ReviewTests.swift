import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// `:review`: a critique kept as a list of points, each tied to words that stand in the text.
@Suite struct ReviewTests {
    private static func point(
        _ section: String, _ quote: String, kind: String = "support", problem: String = "Nobody is named who says so.",
        fix: String = "Give a source."
    ) -> JSONValue {
        [
            "section": .string(section), "kind": .string(kind), "quote": .string(quote), "problem": .string(problem),
            "fix": .string(fix),
        ]
    }

    private static let two = [
        point("2.1", "“A file is\na run of BYTES”"), point("section 2.2", "table has rows", kind: "jargon", fix: ""),
    ]

    private func models(
        _ points: [JSONValue] = two, edited: String = "A file is a run of bytes, says the standard.",
        tier: ModelProfile.Tier = .large
    ) -> ScriptedSupply {
        let answer = JSONValue.object(["points": .array(points)]).compact
        return ScriptedSupply(tier: tier) { request in
            if case .text = request.format { return .text(edited) }
            return .text(answer)
        }
    }

    private func reviewed(_ points: [JSONValue] = two, edited: String = "A file is a run of bytes, says the standard.")
        async throws -> TestWorkspace
    {
        let workspace = try TestWorkspace(Posts.written, models: models(points, edited: edited))
        try await workspace.run(":review")
        return workspace
    }

    // MARK: - Asking

    @Test func pointsAreKeptWithTheirSectionsAndWords() async throws {
        let workspace = try TestWorkspace(Posts.written, models: models())
        let report = try await workspace.changes(":review")
        #expect(
            workspace.session.review.map(\.number) == [1, 2]
                && workspace.session.review.map(\.section) == ["files", "tables"])
        #expect(
            report.note == "2 new points. `:review 1 apply` changes the text by it, `:review 1 dismiss` drops it.")
        #expect(
            report.plain == """
                1  2.1 Files and folders: a claim without support
                   "“A file is a run of BYTES”"
                   Nobody is named who says so.
                   → Give a source.

                2  2.2 Tables: unknown to the readers
                   "table has rows"
                   Nobody is named who says so.
                """)
        #expect(report.data["points"]?.array?.map { $0["section"] } == ["2.1", "2.2"])
        let request = try #require(workspace.models.requests.first)
        #expect(
            request.messages[0].text.contains("THE POST:")
                && request.messages.last?.text.contains("Section 2.1, \"Files and folders\":\n\"\"\"\nA file is")
                    == true
        )
        if case .jsonSchema(let name, let schema) = request.format {
            #expect(name == "review")
            #expect(schema["properties"]?["points"]?["maxItems"] == 12)
        } else {
            #expect(Bool(false))
        }
    }

    /// Each of these is dropped and counted.
    @Test(arguments: [
        ("words of no text", point("2.1", "a file is a bag of bytes")),
        ("another section's", point("2.2", "A file is a run")),
        ("no section", point("9", "A file is a run")), ("unwritten", point("3", "A file is a run")),
        ("one word", point("2.1", "bytes")),
        ("no words", point("2.1", "…")), ("no problem", point("2.1", "A file is a run", problem: "")),
        ("a copy", point("2.1", "A file is a run", problem: "A file is a run of bytes.")),
        ("no kind", point("2.1", "A file is a run", kind: "style")), ("no object", .string("A file is a run")),
    ])
    func pointsWithoutAQuoteFromTheTextAreDroppedAndCounted(what: String, point: JSONValue) async throws {
        let workspace = try TestWorkspace(Posts.written, models: models([point]))
        let report = try await workspace.run(":review")
        #expect(workspace.session.review.isEmpty && report.data["dropped"] == 1, "\(what)")
        #expect(
            report.note
                == "No new points, 1 left out, because their quotes are not in the text or they say nothing."
        )
        #expect(workspace.session.history == Posts.written.history && workspace.session.usage.calls == 1)
    }

    @Test func aPartIsReviewedAlone() async throws {
        let workspace = try TestWorkspace(Posts.written, models: models())
        let report = try await workspace.run(":review 2.2")
        #expect(workspace.session.review.map(\.section) == ["tables"] && report.data["dropped"] == 1)
        #expect(workspace.models.requests.first?.messages.last?.text.contains("A file is a run") == false)
    }

    @Test func anotherReviewRenumbersNothingAndBringsNothingBack() async throws {
        let points = Guarded(Self.two)
        let models = ScriptedSupply { _ in .text(JSONValue.object(["points": .array(points.withLock { $0 })]).compact) }
        let workspace = try TestWorkspace(Posts.written, models: models)
        try await workspace.run(":review")
        try await workspace.run(":review 1 dismiss")
        points.withLock { $0 += [Self.point("1", "come from somewhere", kind: "gap")] }
        let report = try await workspace.run(":review")
        #expect(
            workspace.session.review.map(\.number) == [1, 2, 3]
                && workspace.session.review.map(\.status) == [.dismissed, .open, .open])
        #expect(report.note.hasPrefix("1 new point, 2 known already. `:review 3 apply`"))
        #expect(report.plain?.hasSuffix("1  dismissed: 2.1 Files and folders, \"“A file is a run of …\"") == true)
    }

    @Test func anUnusableAnswerChangesNothing() async throws {
        let workspace = try TestWorkspace(Posts.written, models: ScriptedSupply { _ in .text("It is fine.") })
        await workspace.fails(
            ":review",
            "The answer of scripted-1 for the review could not be read, so nothing was changed. Ask again, or choose another `:model`."
        )
        await (try TestWorkspace(Posts.outlined)).refuses(
            ":review", "There is no text to check yet. `:write` writes the sections.")
        await (try TestWorkspace(Posts.written)).refuses(
            ":review 3", "Section 3 has no text yet. `:write` writes what is missing.")
    }

    // MARK: - A small model

    @Test(arguments: [
        point("2.1", "A file is a run of bytes", problem: "A file is a run of bytes."),
        point("1", "A file is a run of bytes", problem: "Which sentence of this text gives no reason or example?"),
        point("", "A file is a run of bytes", problem: "The text is missing a reason for the claim."),
        point("2.1", "The sentence", problem: "Nobody is named who measured the length of any run."),
    ])
    func nonsenseOfASmallModelLeadsToNoPoint(point: JSONValue) async throws {
        let workspace = try TestWorkspace(Posts.written, models: models([point], tier: .small))
        let report = try await workspace.run(":review")
        #expect(workspace.session.review.isEmpty && workspace.session.content == Posts.written.content)
        #expect(report.note.hasPrefix("No new points, 4 left out"))
        #expect(workspace.models.requests.count == 4)
    }

    // MARK: - Going through the list

    @Test func aPointIsAppliedAsOneEdit() async throws {
        let workspace = try await reviewed()
        let report = try await workspace.changes(":review 1 apply")
        #expect(workspace.session.text("files") == "A file is a run of bytes, says the standard.")
        #expect(workspace.session.review.map(\.status) == [.applied, .open])
        #expect(report.note.hasPrefix("Edited 1 section, 10 words."))
        let asked = try #require(workspace.models.requests.last?.messages.last?.text)
        #expect(
            asked.contains("as little as the instruction allows")
                && asked.contains("Nobody is named who says so. Give a source."))
        await workspace.fails(
            ":review 1 apply", "Point 1 is already applied, so nothing was changed. `:review list` shows what is open.")
        try await workspace.run(":undo")
        #expect(
            workspace.session.review.map(\.status) == [.open, .open]
                && workspace.session.text("files") == "A file is a run of bytes.")
    }

    @Test func aPointStaysOpenIfTheTextIsUnchanged() async throws {
        let workspace = try await reviewed(edited: "A file is a run of bytes.")
        #expect(try await workspace.run(":review 1 apply").note.contains("The model changed nothing"))
        #expect(workspace.session.review.map(\.status) == [.open, .open])
    }

    @Test func aPointIsStruck() async throws {
        let workspace = try await reviewed()
        let report = try await workspace.changes(":review 2 dismiss")
        #expect(workspace.session.review.map(\.status) == [.open, .dismissed] && workspace.models.requests.count == 1)
        #expect(
            report.note == "Dismissed point 2. `:undo` takes it back." && report.plain?.hasPrefix("1  2.1") == true)
        try await workspace.changes(":review 1 dismiss")
        #expect(try await workspace.run(":review list").note == "No point is open.")
    }

    @Test func aPointWhoseWordsAreGoneIsSettled() async throws {
        let workspace = try await reviewed(edited: "Something else stands here.")
        try await workspace.run(":edit 2.1 say it in other words")
        #expect(
            try await workspace.run(":review list").plain?.hasSuffix(
                "1  settled: 2.1 Files and folders, \"“A file is a run of …\"") == true)
        await workspace.fails(
            ":review 1 apply",
            "Point 1 is settled: its words are no longer in the text, so nothing was changed. `:review 1 dismiss` drops it."
        )
        try await workspace.run(":remove 2.2")
        let list = try await workspace.run(":review list")
        #expect(
            list.plain?.contains("2  settled: a section that is gone, \"table has rows\"") == true
                && list.note == "No point is open.")
        try await workspace.run(":undo 2")
        #expect(try await workspace.run(":review list").plain?.contains("settled") == false)
    }

    @Test func impossibleReviewsAreRefused() async throws {
        let empty = try TestWorkspace(Posts.written)
        await empty.refuses(
            ":review 1 apply", "There is no point 1, because there is no review yet. `:review` makes one.")
        #expect(try await empty.run(":review list").note == "There is no review yet. `:review` makes one.")
        let workspace = try await reviewed()
        await workspace.fails(":review 9 dismiss", "The review has no point 9; it has 1, 2. `:review list` shows them.")
        try await workspace.run(":lock 2.1")
        await workspace.fails(
            ":review 1 apply", "2.1 Files and folders is locked, so nothing was changed. `:unlock ADDRESS` opens it.")
    }

    @Test func pointsSurviveClosingAndOpening() async throws {
        let workspace = try await reviewed()
        #expect(try workspace.saved().review == workspace.session.review && workspace.session.review.count == 2)
    }
}
