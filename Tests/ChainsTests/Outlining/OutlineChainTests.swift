import Manuscript
import Platform
import Testing

@testable import Chains

/// A topic becomes an outline, whatever the server takes and the model sends.
@Suite(.timeLimit(.minutes(5)))
struct OutlineChainTests {
    private static let json =
        #"{"sections":[{"title":"A","brief":"One.","points":["ants","bees"]},"#
        + #"{"title":"B","brief":"Two.","points":["cats","dogs"]}]}"#
    private static let bare = #"{"sections":[{"title":"A"},{"title":"B","subsections":["C","D"]}]}"#

    private func outline(_ model: ScriptedModel, topic: String = Posts.topic, count: Int? = nil) async throws
        -> OutlineChain.Result
    {
        let session = Session(name: "n", topic: topic, at: Date(timeIntervalSince1970: 0))
        return try await OutlineChain(model: model, session: session, sectionCount: count).outline()
    }

    private func refusal(_ status: Int = 400, code: String? = nil, _ message: String = "response_format") -> ModelError
    {
        .rejected(server: "The script", status: status, code: code, message: message, retryAfter: nil)
    }

    /// The kinds of answer that were asked for.
    private func formats(_ model: ScriptedModel) -> [String] {
        model.requests.map {
            switch $0.format {
            case .text: "text"
            case .jsonObject: "object"
            case .jsonSchema: "schema"
            }
        }
    }

    @Test func oneCallUnderASchemaWillDo() async throws {
        let model = ScriptedModel(texts: [Self.json])
        let result = try await outline(model)
        #expect(result.draft.nodes.map(\.title) == ["A", "B"])
        #expect(result.usage == ScriptedModel.usage && !result.isTemplate)
        #expect(formats(model) == ["schema"])
    }

    @Test func everyListAndTextOfTheSchemasIsBounded() throws {
        func check(_ value: JSONValue) {
            if let fields = value.object {
                if fields["type"]?.string == "array" { #expect(fields["maxItems"]?.int ?? 0 > 0) }
                if fields["type"]?.string == "string" { #expect(fields["maxLength"]?.int ?? 0 > 0) }
                for field in fields.values { check(field) }
            }
        }
        for schema in [
            OutlineSchema.headings(sections: 4...9), OutlineSchema.revision(sections: 1...9), OutlineSchema.briefs(3),
            OutlineSchema.titles(3...3),
        ] {
            #expect(schema["type"]?.string == "object")
            check(schema)
        }
        #expect(OutlineSchema.headings(sections: 4...9)["properties"]?["sections"]?["maxItems"]?.int == 9)
    }

    @Test func aServerWithoutSchemasIsAskedForPlainJSONAndThenForText() async throws {
        let refusal = refusal()
        let model = ScriptedModel { request, _ in
            request.format == .text ? [.say("1. A\n2. B"), .finish()] : [.fail(refusal)]
        }
        #expect(try await outline(model).draft.nodes.map(\.title) == ["A", "B"])
        // The same again for the briefs of each section, which a list of titles lacks, twice.
        #expect(formats(model).prefix(3) == ["schema", "object", "text"])
        #expect(formats(model).count { $0 == "text" } == 1 + 2 * 2 && formats(model).count == 5 * 3)
    }

    @Test func nonsenseIsAskedAboutThriceAndIsThenOneSentence() async throws {
        for text in ["I cannot.", "{\"sections\":[{\"title\":\"A\"}", "[]"] {
            let model = ScriptedModel(texts: [text])
            let error = try await #require(throws: ChainError.self) { _ = try await outline(model) }
            #expect(error == .unreadableOutline(model: "scripted-1"))
            #expect(Set(model.requests.map(\.sampling.seed)).count == 3)
            let sentence = sentence(for: error)
            #expect(sentence.hasPrefix("The outline that scripted-1 sent could not be read") && sentence.hasSuffix("."))
            #expect(!sentence.contains("\n") && !sentence.contains(text))
        }
    }

    @Test func nonsenseOnceIsForgiven() async throws {
        let model = ScriptedModel(texts: ["I cannot.", Self.json])
        let result = try await outline(model)
        #expect(result.draft.nodes.count == 2)
        #expect(result.usage.calls == 2)
    }

    @Test func emptyRepliesAreUnreadable() async throws {
        let model = ScriptedModel { _, _ in [.fail(.emptyReply(server: "The script"))] }
        let error = try await #require(throws: ChainError.self) { _ = try await outline(model) }
        #expect(error == .unreadableOutline(model: "scripted-1"))
        #expect(model.requests.count == 3)
    }

    /// An outline that is paid for does not go because its briefs, in a call of their own, do not come.
    @Test func anOutlineDoesWithoutBriefsThatDoNotCome() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let model = ScriptedModel { _, count in
            count == 0 ? [.say(#"{"sections":[{"title":"A"},{"title":"B"}]}"#), .finish()] : [.fail(error)]
        }
        let result = try await outline(model)
        #expect(result.draft.nodes.map(\.title) == ["A", "B"] && result.briefless == error.sentence)
    }

    @Test(arguments: ModelProfile.Tier.allCases)
    func errorsUnrelatedToTheFormatArePassedOn(tier: ModelProfile.Tier) async throws {
        for error in [
            refusal(401), refusal(429), refusal(400, code: "context_length_exceeded"), refusal(400, "Context full"),
        ] {
            let model = ScriptedModel(tier: tier) { _, _ in [.fail(error)] }
            #expect(try await #require(throws: ModelError.self) { _ = try await outline(model) } == error)
            #expect(model.requests.count == 1)
        }
    }

    @Test(arguments: ModelProfile.Tier.allCases)
    func withoutATopicNothingIsAsked(tier: ModelProfile.Tier) async {
        let model = ScriptedModel(tier: tier, texts: [Self.json])
        await #expect(throws: ChainError.noTopic) { _ = try await outline(model, topic: "") }
        #expect(model.requests.isEmpty)
    }

    @Test func aRevisionKeepsTheIDsOfWhatStays() async throws {
        let model = ScriptedModel(texts: [#"{"sections":[{"id":"b","title":"Thinner Air"},{"id":"","title":"New"}]}"#])
        let result = try await OutlineChain(model: model, session: Posts.session()).revision("Thinner.")
        #expect(result.draft.nodes.map(\.title) == ["Thinner Air", "New"])
        #expect(result.draft.nodes[0].id == "b")
        #expect(model.requests[0].text.contains("Change it as follows: Thinner."))
    }

    @Test(arguments: [1, 2, 3, 5, 7, 9])
    func aSmallModelsNonsenseGivesATemplate(count: Int) async throws {
        let model = ScriptedModel(tier: .small, texts: ["I do not know.", "{", ""])
        let result = try await outline(model, count: count)
        #expect(result.isTemplate)
        #expect(result.draft.nodes.count == count)
        let titles = result.draft.nodes.map { TitleMatch.key($0.title) }
        #expect(Set(titles).count == count && !titles.contains(""))
    }

    @Test func stoppingStopsTheOutline() async {
        let model = ScriptedModel { _, _ in [.say("{"), .hang] }
        let task = Task { try await outline(model) }
        while model.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(model.requests.count == 1)
    }

    @Test func everyErrorIsOneLineThatEndsAsASentenceDoes() {
        let chain: [any PlainError] = [
            ChainError.noTopic, ChainError.unreadableOutline(model: "m"), ChainError.emptyBody(number: "1", model: "m"),
            ChainError.cutOff(number: "1", model: "m"),
        ]
        let model: [ModelError] = [
            .noModel(reason: "r"), .unreachable(server: "s", reason: "r"), .dropped(server: "s", reason: "r"),
            .timedOut(server: "s", phase: .connecting, seconds: 3),
            .timedOut(server: "s", phase: .firstByte, seconds: 3),
            .timedOut(server: "s", phase: .nextByte, seconds: 3), .notAModel(server: "s", status: 200, what: "a page"),
            .emptyReply(server: "s"),
        ]
        let rejected = [400, 401, 403, 404, 413, 418, 422, 429, 500, 503].map { refusal($0, "told \($0)") }
        for error in chain + model + rejected {
            #expect(error.sentence.hasSuffix(".") && !error.sentence.hasSuffix(".."))
            #expect(!error.sentence.contains("\n"))
            #expect("\(error)" == error.sentence)
        }
        for error in rejected { #expect(error.sentence.contains("(told ")) }
    }
}
