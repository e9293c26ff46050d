import Manuscript
import Testing

@testable import Chains

/// A prompt is made to fit into a window, and what is left out is named.
struct FittedPromptTests {
    private func fitted(_ window: Int?, digests: Int = 20) throws -> FittedPrompt {
        let session = SeedPost.session()
        let entry = session.outline.unwritten[10]
        let known = session.outline.unwritten.prefix(digests).filter { $0.number != entry.number }
        let prompt = SectionPrompt(
            session: session, entry: entry, task: .write,
            digests: known.map { Digest.text(of: $0, body: String(repeating: "This was said. ", count: 40)) })
        return try FittedPrompt(prompt, window: window, ceiling: 3500, least: 600)
    }

    @Test func everythingIsSentIfItFits() throws {
        let whole = try fitted(nil)
        #expect(whole.leftOut.isEmpty && whole.maxTokens == 3500)
        #expect(try fitted(100_000) == whole)
        let tokens = whole.parts.messages.estimatedTokens
        let tight = try fitted(tokens + 600)
        #expect(tight.parts == whole.parts && tight.maxTokens == 600, "the answer's ceiling gives way first")
    }

    @Test func partsThatDoNotFitAreNamedAndDroppedFarthestFirst() throws {
        let whole = try fitted(nil)
        let tokens = whole.parts.messages.estimatedTokens
        for missing in stride(from: 1, to: tokens - 300, by: 37) {
            let window = tokens + 600 - missing
            guard let prompt = try? fitted(window) else {
                #expect(window < 1400, "even the shortest prompt does not fit into \(window)")
                continue
            }
            #expect(!prompt.leftOut.isEmpty)
            #expect(prompt.parts.messages.estimatedTokens + prompt.maxTokens <= window && prompt.maxTokens >= 600)
            #expect(prompt.parts.last == whole.parts.last, "the task stays whole")
            let digests = prompt.parts.filter { $0.name.hasPrefix("digest of ") }
            let named = Set(prompt.leftOut)
            for part in whole.parts where part.name.hasPrefix("digest of ") {
                #expect(digests.contains(part) != named.contains("the \(part.name)"), "each is there or named")
            }
        }
        let one = try fitted(tokens + 599)
        #expect(one.leftOut == ["the digest of 7.1"] || one.leftOut == ["the digest of 1.1"], "\(one.leftOut)")
    }

    @Test func aPromptThatCannotFitIsRefusedWithTheArithmetic() throws {
        let error = #expect(throws: ChainError.self) { try fitted(700) }
        let sentence = try #require(error?.sentence)
        #expect(sentence.contains("at least 600") && sentence.contains("the model's window holds 700"))
    }

    @Test func aRatioLearnedFromTheServerIsUsed() throws {
        let session = SeedPost.session()
        let prompt = SectionPrompt(session: session, entry: session.outline.unwritten[0], task: .write, digests: [])
        let tokens = prompt.parts.messages.estimatedTokens
        #expect(try FittedPrompt(prompt, window: tokens + 700, ceiling: 3500, least: 600).leftOut.isEmpty)
        let denser = try FittedPrompt(prompt, window: tokens + 700, ceiling: 3500, least: 600, ratio: 1.2)
        #expect(denser.leftOut == ["briefs and points of the other sections"])
    }
}
