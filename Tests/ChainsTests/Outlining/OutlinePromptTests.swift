import Manuscript
import Testing

@testable import Chains

/// Prompts about an outline.
struct OutlinePromptTests {
    /// How often a part occurs.
    private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

    @Test func theOutlinePromptSaysHowMuchIsWanted() {
        var session = Posts.session()
        session.style.words = 3200
        let some = OutlinePrompt.titles(session, sections: 4...9)
        #expect(some.map(\.role) == [.system, .user])
        #expect(some[1].text.contains("about 3200 words, so about 20 parts that are written, in 4 to 9 sections."))
        #expect(OutlinePrompt.titles(session, sections: 5...5)[1].text.contains("in exactly 5 sections."))
        session.style.words = 10
        #expect(OutlinePrompt.titles(session, sections: 4...9)[1].text.contains("about 3 parts"))
    }

    @Test func aRevisionNamesEveryPartWithItsID() {
        let withSources = OutlinePrompt.revision(Posts.session(), instruction: "Drop it.", material: "- Fact.\n")[1]
            .text
        #expect(withSources.contains("\n- Fact.\nThe outline as it is"))
        let text = OutlinePrompt.revision(Posts.session(), instruction: "Drop the oven.")[1].text
        #expect(
            text.contains(
                "[in] Why Bother\n[a] The Starter — What lives in the jar.\n  [a1] Feeding Times — When to feed.\n"))
        #expect(count("Drop the oven.", in: text) == 1)
    }
}
