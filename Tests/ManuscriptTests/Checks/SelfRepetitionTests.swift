import Testing

@testable import Manuscript

/// A text that goes round in circles with other words is noticed.
struct SelfRepetitionTests {
    private static let plain = [
        "Rivers carry sand from the mountains to the coast.", "Every bend erodes its outer bank in spring.",
        "Engineers straightened the Kissimmee for barges.", "Otters returned when oxbow lakes were flooded again.",
        "Silt settles where the current slackens.", "Fishermen remember deeper pools under alders.",
        "Satellites photograph abandoned channels across Siberia.", "Floodplains store water during autumn storms.",
        "Gravel bars shift whenever snowmelt arrives.", "Willows anchor loose banks within three summers.",
        "Surveyors measured sinuosity along the Mississippi.", "Cattle trample soft margins near fords.",
    ]

    private func goesRound(_ sentences: [String]) -> Bool {
        var reader = SelfRepetition()
        return sentences.contains { sentence in
            reader.repeats(sentence)
            return reader.goesRound
        }
    }

    @Test func sentencesWithAFewOtherWordsRepeatEarlierOnes() {
        var reader = SelfRepetition()
        let found = [
            "The setting sun cast golden shadows across the quiet valley.",
            "As the setting sun cast long golden shadows across a quiet valley, it rested.", "It rained.",
        ].map { reader.repeats($0) }
        #expect(found == [false, true, nil])
    }

    @Test func manySentencesToldForTheThirdTimeGoRound() {
        let (first, half) = (Array(Self.plain.prefix(4)), Array(Self.plain.prefix(3)))
        #expect(!goesRound(Self.plain))
        #expect(!goesRound(Self.plain + Self.plain), "a long refrain comes back once")
        #expect(goesRound(first + first + first), "eight are old, four of them for the third time")
        #expect(!goesRound(first + first + half))
        let fresh = Self.plain.suffix(8)
        #expect(!goesRound(first + fresh.prefix(4) + first + fresh.suffix(4) + first), "a refrain between verses")
    }

    /// Sentences are forgotten in time, but a round that begins then is still seen.
    @Test func aRoundIsSeenBehindALongText() {
        var reader = SelfRepetition()
        for number in 0..<1_000 {
            reader.repeats("Surveyor\(number) measured channel\(number) beside village\(number) under bridge\(number).")
            #expect(!reader.goesRound)
        }
        let round = Array(Self.plain.prefix(4))
        for sentence in round + round + round + round { reader.repeats(sentence) }
        #expect(reader.goesRound)
    }

    @Test func sentencesThatDifferInFiguresDoNot() {
        #expect(!goesRound((1990...2020).map { "In \($0), the shrinking lake still covered several villages." }))
        #expect(goesRound((1990...2020).map { _ in "That year, the shrinking lake still covered several villages." }))
    }
}
