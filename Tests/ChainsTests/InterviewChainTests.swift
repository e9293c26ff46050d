import Manuscript
import Testing

@testable import Chains

@Suite struct InterviewChainTests {
    private func questions(_ model: ScriptedModel) async throws -> [String] {
        try await InterviewChain(model: model, session: Posts.session()).questions().questions
    }

    @Test func questionsComeFromOneCallWithoutTools() async throws {
        let answer =
            #"{"questions":["How often did you bake there?","What failed?","How often did you bake there?","No question at all","Who reads your posts?","Which altitude was it, in metres?"]}"#
        let model = ScriptedModel(texts: [answer])
        #expect(
            try await questions(model) == [
                "How often did you bake there?", "What failed?", "Who reads your posts?",
                "Which altitude was it, in metres?",
            ])
        let request = try #require(model.requests.first)
        #expect(model.requests.count == 1 && request.tools.isEmpty)
        #expect(request.text.contains("Sourdough at altitude") && request.text.contains("Thin Air"))
    }

    @Test(arguments: ["{}", "nothing", #"{"questions":["What?"]}"#, #"{"questions":[1,2,3]}"#])
    func tooFewQuestionsAreNone(answer: String) async throws {
        #expect(try await questions(ScriptedModel(texts: [answer])) == [])
    }

    @Test func aSmallModelIsNotAsked() async throws {
        let model = ScriptedModel(tier: .small, texts: ["{}"])
        #expect(try await questions(model) == [] && model.requests.isEmpty)
    }

    @Test(arguments: PostKind.builtIn)
    func everyKindOfPostHasSixQuestions(kind: PostKind) {
        let usual = InterviewChain.usual(for: kind)
        #expect(usual.count == InterviewChain.most && Set(usual).count == 6 && usual.allSatisfy { $0.hasSuffix("?") })
        #expect(Array(usual.prefix(3)) == kind.questions)
    }

    @Test func aPostWithoutAKindIsAnExplainer() throws {
        let explainer = try #require(PostKind.named("explainer", among: PostKind.builtIn))
        #expect(InterviewChain.usual(for: nil) == InterviewChain.usual(for: explainer))
    }

    @Test func manyQuestionsOfAKindLeaveNoRoomForOthers() throws {
        let own = (1...8).map { "Question \($0)?" }
        var kind = try #require(PostKind.builtIn.first)
        kind.questions = own
        #expect(InterviewChain.usual(for: kind) == Array(own.prefix(6)))
    }

    @Test(arguments: [(239, 4), (240, 3)])
    func aQuestionThatIsTooLongIsLeftOut(length: Int, count: Int) async throws {
        let long = String(repeating: "a", count: length - 1) + "?"
        let answer = #"{"questions":["What failed?","Who reads it?","Where was it?","\#(long)"]}"#
        #expect(try await questions(ScriptedModel(texts: [answer])).count == count)
    }
}
