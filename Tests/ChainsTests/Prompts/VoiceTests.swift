import Manuscript
import Testing

@testable import Chains

/// The style card is part of the voice.
struct VoiceTests {
    @Test func theStyleCardIsPartOfTheVoice() {
        var session = Posts.session()
        #expect(Voice.card(session.style) == ["Language: the language of the topic."])
        session.style.audience = "bakers"
        session.style.tone = "dry"
        session.style.person = "second person"
        session.style.language = "de"
        session.style.rules = ["no lists", "no puns"]
        session.style.sample = "Like this."
        let card = [
            "Readers: bakers", "Tone: dry", "Person: second person", "Language: de", "Rule: no lists", "Rule: no puns",
            "A paragraph in the right voice:\nLike this.",
        ]
        #expect(Voice.card(session.style) == card)
        #expect(Voice.system(for: session).hasSuffix(card.joined(separator: "\n")))
        let headings = "Titles, briefs and points are in the language of the text: de."
        let voice = OutlinePrompt.titles(session, sections: 4...9)[0].text
        #expect(voice.hasSuffix((card + [headings]).joined(separator: "\n")))
    }
}
