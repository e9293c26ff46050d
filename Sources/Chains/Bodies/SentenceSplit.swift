import Manuscript

/// Splits long sentences where a clause can stand alone, such as one with "which is" after a comma.
///
/// A small model hangs clause after clause on a sentence, so that all its sentences are long, and of one length. English
/// only, as the clauses are known by their words.
enum SentenceSplit {
    /// Sentences with fewer words stay as they are.
    private static let leastWords = 18
    /// The minimum words of each part.
    private static let leastPart = 5

    private static let conjunctions = ["and", "as", "but", "so", "yet"]
    private static let subjects = [
        "it", "they", "this", "these", "he", "she", "there", "you", "we", "it's", "they're",
    ]
    /// Words that can follow a semicolon.
    private static let sequels = ["however,", "therefore,"] + subjects

    /// Verbs that can follow "which" where it stands for one thing or the whole clause, and where it stands for several.
    private static let singular: Set<String> = [
        "is", "was", "has", "can", "may", "will", "could", "would", "means", "includes", "requires",
    ]
    private static let plural: Set<String> = ["are", "were", "have"]
    /// Participles of what follows from a whole clause.
    ///
    /// One such as "offering" goes with its subject instead, which may be several things.
    private static let participles = [
        "adding": "adds", "allowing": "allows", "causing": "causes",
        "contributing": "contributes", "creating": "creates", "driving": "drives", "enabling": "enables",
        "encouraging": "encourages", "enhancing": "enhances", "ensuring": "ensures", "forming": "forms",
        "fostering": "fosters", "helping": "helps", "highlighting": "highlights",
        "improving": "improves", "increasing": "increases", "keeping": "keeps", "leading": "leads", "making": "makes",
        "preventing": "prevents", "promoting": "promotes", "protecting": "protects",
        "reducing": "reduces", "resulting": "results", "showing": "shows",
        "supporting": "supports", "turning": "turns",
    ]
    /// Words that begin a subordinate clause, whose main clause comes after its comma.
    private static let subordinate: Set<String> = [
        "after", "although", "as", "because", "before", "by", "despite", "if", "once", "since", "though", "unlike",
        "when", "whether", "while", "with",
    ]
    /// Words after a comma that go on with a clause; others go on with the sentence around it.
    private static let continuing: Set<String> = [
        "and", "as", "but", "especially", "including", "like", "or", "so", "such", "where", "while", "who", "with",
    ]

    /// A place to split at, and the words with which the second sentence can begin in its place, best first.
    private struct Joint {
        let range: Range<String.Index>
        let openings: [String]
    }

    /// Returns a paragraph with its long sentences split; one whose second part would begin with a word of `avoided`
    /// stays whole.
    static func of(_ paragraph: String, avoiding avoided: Set<String> = []) -> String {
        var parts: [String] = []
        var start = paragraph.startIndex
        for end in Sentences.ends(in: paragraph) + [paragraph.endIndex] {
            let sentence = paragraph[start..<end].trimmed
            start = end
            if !sentence.isEmpty { parts += split(sentence, avoided) }
        }
        return parts.joined(separator: " ")
    }

    /// Returns true if a text may be the beginning of a joint.
    static func mayBeJoint(_ text: Substring) -> Bool {
        beginnings.contains { text.count < $0.count ? $0.hasPrefix(text) : text.hasPrefix($0) }
    }

    /// How the joints begin, up to the word that tells them from other text.
    private static let beginnings: [String] = {
        let clauses = conjunctions.flatMap { conjunction in subjects.map { ", \(conjunction) \($0) " } }
        let verbs = singular.union(plural).union(participles.values)
        let sequels = ["", "thereby ", "thus "].flatMap { adverb in participles.keys.map { ", \(adverb)\($0) " } }
        return clauses + Self.sequels.map { "; \($0) " } + verbs.map { ", which \($0) " } + sequels
            + [", including ", ", such as "]
    }()

    private static func split(_ sentence: String, _ avoided: Set<String>) -> [String] {
        guard Prose.words(in: sentence) >= leastWords else { return [sentence] }
        for joint in joints(in: sentence) {
            let head = String(sentence[..<joint.range.lowerBound])
            guard let opening = joint.openings.first(where: { !avoided.contains(String($0.prefix { $0.isLetter })) })
            else { continue }
            let tail = opening + sentence[joint.range.upperBound...]
            guard min(Prose.words(in: head), Prose.words(in: tail)) >= leastPart, isWhole(head) else { continue }
            return [head + "."] + split(tail, avoided)
        }
        return [sentence]
    }

    /// Returns true if a text before a joint ends with a main clause, as far as its first word, the brackets and the
    /// quotation marks tell.
    private static func isWhole(_ head: String) -> Bool {
        let first = head.split(separator: ", ").last?.prefix { $0.isLetter }.lowercased() ?? ""
        let isClosed = [("(", ")"), ("“", "”")].allSatisfy { opening, closing in
            head.count { opening.contains($0) } == head.count { closing.contains($0) }
        }
        return !subordinate.contains(first) && isClosed && head.count { $0 == "\"" }.isMultiple(of: 2)
    }

    private static func joints(in sentence: String) -> [Joint] {
        (clauses(in: sentence) + relatives(in: sentence) + examples(in: sentence))
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Returns the joints before clauses with a subject.
    private static func clauses(in sentence: String) -> [Joint] {
        var found: [Joint] = []
        for match in sentence.matches(of: #/, (\w+) ([\w']+) (?=\w)/#)
        where conjunctions.contains(String(match.1)) && subjects.contains(String(match.2)) {
            // "The bees, as they gather, keep warm" goes on behind the clause.
            if match.1 == "as", !endsSentence(sentence[match.range.upperBound...]) { continue }
            let subject = String(match.2)
            let opening = ["and", "as"].contains(match.1) ? subject : "\(match.1) \(subject)"
            found.append(Joint(range: match.range, openings: [opening.capitalizedFirst + " "]))
        }
        for match in sentence.matches(of: #/; ([\w']+,?) /#) where sequels.contains(String(match.1)) {
            found.append(Joint(range: match.range, openings: [String(match.1).capitalizedFirst + " "]))
        }
        return found
    }

    /// Returns the joints before clauses that get a subject: those with "which", and those with a participle.
    private static func relatives(in sentence: String) -> [Joint] {
        var found: [Joint] = []
        for match in sentence.matches(of: #/, which (\w+) /#) where endsSentence(sentence[match.range.upperBound...]) {
            let verb = String(match.1)
            let isPlural = plural.contains(verb)
            guard isPlural || singular.contains(verb) || participles.values.contains(verb) else { continue }
            let subjects = isPlural ? ["These", "Those"] : ["This", "That"]
            found.append(Joint(range: match.range, openings: subjects.map { "\($0) \(verb) " }))
        }
        for match in sentence.matches(of: #/, (?:thereby |thus )?(\w+ing) /#) {
            let (before, after) = (sentence[..<match.range.lowerBound], sentence[match.range.upperBound...])
            // One of several participles belongs to a list.
            guard let verb = participles[String(match.1)], after.prefixMatch(of: #/(its|their|his|her) /#) == nil,
                !before.contains(#/(by|,|and) \w+ing\b/#),
                !after.contains(#/(,|and) \w+ing\b/#)
            else { continue }
            found.append(Joint(range: match.range, openings: ["This \(verb) ", "That \(verb) "]))
        }
        return found
    }

    /// The maximum words of an item in a list of examples.
    private static let longestItem = 5

    /// Returns the joint before a list of examples at the end of a sentence.
    private static func examples(in sentence: String) -> [Joint] {
        guard
            let match = sentence.firstMatch(
                of: #/s, (?:including|such as) (?=([^,;:()]+(?:, [^,;:()]+)*,? and [^,;:()]+)$)/#),
            sentence[..<match.range.lowerBound].last != "s"
        else { return [] }
        let items = match.1.replacing(" and ", with: ", ").split(separator: ", ")
        guard items.count > 2, items.allSatisfy({ Prose.words(in: String($0)) <= longestItem }) else { return [] }
        // The "s" of the plural stays.
        let range = sentence.index(after: match.range.lowerBound)..<match.range.upperBound
        return [Joint(range: range, openings: ["Among them are ", "Examples are "])]
    }

    /// Returns true if a clause goes on to the end of its sentence.
    private static func endsSentence(_ clause: Substring) -> Bool {
        clause.split(separator: ", ", omittingEmptySubsequences: false).dropFirst().allSatisfy {
            continuing.contains(String($0.prefix { $0.isLetter }))
        }
    }
}
