import Manuscript
import Testing

@testable import Chains

/// Prompts about a section.
struct SectionPromptTests {
    private func request(
        _ id: String, _ task: SectionTask = .write, session: Session = Posts.session(), digests: [String] = []
    ) throws -> ModelRequest {
        let model = ScriptedModel(texts: [""])
        return try SectionChain(
            model: model, session: session, entry: try session.entry(id), task: task, digests: digests
        ).request()
    }

    /// How often a part occurs.
    private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

    @Test(arguments: ["in", "a", "a1", "a2", "b", "c", "out"])
    func theTopicIsInOnePlace(id: String) throws {
        let session = Posts.session()
        for task in [SectionTask.write, .rewrite(instruction: "shorter"), .edit(instruction: "shorter")] {
            let text = try request(id, task).text
            #expect(count(Posts.topic, in: text) == 1)
            let small = SmallPrompt(session: session, entry: try session.entry(id), task: .write).messages
            #expect(small.reduce(0) { $0 + count(Posts.topic, in: $1.text) } == 1)
        }
        for messages in [
            OutlinePrompt.titles(session, sections: 4...9), OutlinePrompt.revision(session, instruction: "x"),
        ] {
            #expect(messages.reduce(0) { $0 + count(Posts.topic, in: $1.text) } == 1)
        }
    }

    @Test func theSectionAndItsNeighboursAreNamed() throws {
        let session = Posts.session()
        for entry in session.outline.entries {
            let messages = try request(entry.section.id).messages
            #expect(messages.map(\.role) == [.system, .user])
            let task = try #require(messages.last?.text)
            #expect(task.contains("Write the body of section \(entry.number), \"\(entry.section.title)\"."))
            for other in session.outline.entries {
                #expect(count("\(other.number) \(other.section.title)", in: messages[0].text) == 1)
                if other.section.id != entry.section.id { #expect(!task.contains(other.section.title)) }
            }
        }
    }

    @Test func theBeginningIsTheSameForEveryCall() throws {
        let session = Posts.session()
        let written = Posts.session(written: ["b": "Air is thin."])
        let systems = try session.outline.entries.map { try request($0.section.id).messages[0] }
        #expect(Set(systems.map(\.text)).count == 1)
        let later = try request(
            "c", .edit(instruction: "x"), session: written, digests: ["3 Thin Air says:\n- Air is thin."])
        #expect(later.messages[0] == systems[0])
        let known = ["one says", "two says"]
        let first = try request("c", digests: known).messages[1].text
        let second = try request("b", digests: known + ["three says"]).messages[1].text
        #expect(first.hasPrefix("Already written, not to be told again:\n\none says\n\ntwo says\n\n"))
        #expect(second.hasPrefix("Already written, not to be told again:\n\none says\n\ntwo says\n\nthree says\n\n"))
    }

    @Test func theTaskHoldsWhatTheSectionIsToSay() throws {
        let task = try request("a1").messages[1].text
        #expect(task.contains("It covers: When to feed."))
        #expect(task.contains("Say each of these here:\n- twice a day\n- warm water"))
        #expect(task.hasSuffix("Length: about 180 words in 2 paragraphs."))
        #expect(try request("in").text.contains("It opens the post"))
        #expect(try request("out").text.contains("It closes the post"))
        #expect(try request("a2").messages[1].text.hasSuffix("Length: about 90 words in 1 paragraph."))
        #expect(try request("a1").maxTokens ?? 0 > 180 * 3)
    }

    @Test func anExistingTextIsShownToTheCallsThatChangeIt() throws {
        let session = Posts.session(written: ["b": "Air is thin."])
        let body = "The body as it stands:\n\"\"\"\nAir is thin.\n\"\"\""
        let rewrite = try request("b", .rewrite(instruction: "shorter"), session: session).messages[1].text
        #expect(rewrite.contains(body) && rewrite.contains("What the writer asks for: shorter"))
        #expect(rewrite.contains("Length, unless the writer asks otherwise: about 120 words"))
        let anew = try request("b", .rewrite(instruction: ""), session: session).messages[1].text
        #expect(anew.contains(body) && anew.contains("Find a better way to say it.\nLength: "))
        let edit = try request("b", .edit(instruction: "shorter"), session: session).messages[1].text
        #expect(edit.contains(body) && edit.contains("Instruction: shorter") && !edit.contains("Length"))
        #expect(try !request("b", session: session).text.contains("Air is thin."))
    }
}
