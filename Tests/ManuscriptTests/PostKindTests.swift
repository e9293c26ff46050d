import Manuscript
import Testing

@Suite struct PostKindTests {
    private func kind(_ text: String) throws -> PostKind {
        try PostKind(Array(text.utf8), name: "Recipe", file: "recipe.yml")
    }

    @Test func theBuiltInKindsAreWhole() {
        #expect(
            PostKind.builtIn.map(\.name) == [
                "tutorial", "comparison", "case-study", "opinion", "announcement", "explainer",
            ])
        for kind in PostKind.builtIn {
            #expect(
                kind.parts.count >= 5 && kind.questions.count == 3 && !kind.tone.isEmpty
                    && !kind.about.isEmpty)
            #expect(kind.parts.allSatisfy { !$0.brief.isEmpty } && kind.questions.allSatisfy { $0.hasSuffix("?") })
            #expect(kind.draft(for: "Bread").nodes.contains { $0.brief.contains("Bread") })
        }
        #expect(PostKind.named("Tutorial", among: PostKind.builtIn)?.name == "tutorial")
        #expect(PostKind.named("", among: PostKind.builtIn) == nil)
    }

    @Test func aFileDescribesOne() throws {
        let kind = try kind(
            "about: food\ntone: warm\nsections:\n  - Why {topic}\n  - title: How\n    brief: Say how.\n    points: [a, b]\nquestions: [Who?]\n"
        )
        #expect(kind.name == "recipe" && kind.about == "food" && kind.tone == "warm" && kind.questions == ["Who?"])
        let nodes = kind.draft(for: "bread").nodes
        #expect(
            nodes.map(\.title) == ["Why bread", "How"] && nodes[1].points == ["a", "b"] && nodes[1].brief == "Say how.")
    }

    @Test func badFilesAreOneSentence() {
        #expect(throws: PostKindError.noSections("recipe.yml")) { try kind("about: x\n") }
        #expect(throws: PostKindError.noSections("recipe.yml")) { try kind("- a\n") }
        #expect(throws: PostKindError.unknownKey("sektions", file: "recipe.yml")) { try kind("sektions: []\n") }
        #expect(throws: YAMLError.self) { try kind("a: [") }
        for error in [PostKindError.noSections("f"), .unknownKey("k", file: "f"), .unknown("x", known: ["a", "b"])] {
            #expect(error.sentence.hasSuffix("."))
        }
    }
}
