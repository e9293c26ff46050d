import Chains

/// Paragraphs as a grammar in llama.cpp's notation (GBNF).
///
/// Source: llama.cpp, grammars/README.md.
struct ParagraphGrammar {
    /// The characters with which no paragraph begins: marks of Markdown and digits, as items of a list have.
    private static let marks = #" \t\n\r*#>|`~+•–—0-9-"#
    /// Further characters with which no sentence begins, since models hide an avoided word behind them.
    private static let disguises = #""“”„«‘’'(/\\_.,;:!?"#
    /// The characters that are in no word inside a sentence.
    private static let wordEnds = #" \n\r.!?\u3000-\ufaff\uff00-\uffef"#
    /// The ends of names that are written with a dot.
    private static let endings = ["com", "csv", "html", "io", "js", "json", "md", "net", "org", "pdf", "py", "txt"]
    /// The shortest word that also forbids longer words that begin with it; "It" does not forbid "Iteration".
    private static let leastPrefix = 3
    /// Shorter words with which hardly any other begins; a model that may not begin with "By" invents "Byusing".
    private static let shortPrefixes: Set<String> = ["As", "By"]
    /// The number of sentences within which the long one has to come.
    private static let sentences = 3

    /// The rest of an avoided word, and whether it forbids the words that begin with it.
    private typealias Avoided = (rest: ArraySlice<Character>, isPrefix: Bool)

    /// The grammar's text.
    private(set) var text = ""

    /// Creates the grammar of a form.
    init(_ shape: ParagraphShape) {
        add("root", "paragraph" + (shape.isSingle ? "" : #" ("\n\n" paragraph)*"#))
        guard shape.readsSentences else {
            // A paragraph that ends with a colon announces a list.
            add("paragraph", #"[^\#(Self.marks)] [^\n\r]* [^: \t\n\r]"#)
            return
        }
        add("paragraph", #"head (" " opening tail)*"#)
        addHead(shape.longSentence)
        addOpening("start", besides: shape.avoidedOpenings.union(shape.avoidedAtStart))
        addOpening("opening", besides: shape.avoidedOpenings)
        add("letters", #"[^ \n\r.!?\u3000-\uffff]* point?"#)
        // Chinese models put a word of their language into an English text, and some write hashtags without end. Without
        // colons, lists come as "types:0. Access:2" and numbers without end.
        add("plain", "[^#\(Self.wordEnds)] [^\(Self.wordEnds)]*")
        add("word", "plain point? | [A-Z] ([.] [A-Z])+")
        // A mark that ends no sentence: "3.5", "e.g.", "Node.js", "(why?)". Other letters behind it would begin a sentence
        // without a space, in which a model escapes the rules for openings.
        let endings = Self.endings.map { "\"\($0)\"" }.joined(separator: " | ")
        add("point", #"([.] ([0-9]+ | [a-z] | \#(endings)))+ closing? | closing"#)
        add("closing", #"[.!?] [,;)] | [!?] ["'”’] [,;)]?"#)
        // A model that wants to end but may not write a title or a list writes brackets without end.
        add("tail", #"(" " word)* [.!?] ["'”’)]?"#)
    }

    /// Adds the rule for the start of a paragraph, up to its long sentence if it needs one.
    private mutating func addHead(_ longSentence: Int?) {
        guard let longSentence, longSentence > 1 else { return add("head", "start tail") }
        // Without any full stop: a model that would end the sentence there goes on as it would behind "e.g." otherwise.
        let run = #"(" " plain){\#(longSentence - 1)} tail"#
        let late = (1..<Self.sentences).map { count in
            "start tail " + String(repeating: #"" " opening tail "#, count: count - 1) + #"" " opening \#(run)"#
        }
        add("head", "start \(run) | " + late.joined(separator: " | "))
    }

    private mutating func add(_ name: String, _ rule: String) { text += "\(name) ::= \(rule)\n" }

    /// Adds the rules for the first word of a sentence: those of a tree of letters that leaves out the avoided words.
    private mutating func addOpening(_ name: String, besides avoided: Set<String>) {
        let known = avoided.filter { $0.first?.isLetter == true && $0.allSatisfy { $0.isLetter || $0 == " " } }
        let words = known.map { word -> Avoided in
            (Array(word)[...], word.count >= Self.leastPrefix || Self.shortPrefixes.contains(word))
        }
        addBranch(name, words, isFirst: true)
    }

    private mutating func addBranch(_ name: String, _ words: [Avoided], isFirst: Bool, mayEnd: Bool = true) {
        let branches = Dictionary(grouping: words.filter { !$0.rest.isEmpty }) { $0.rest.first ?? " " }
            .sorted { $0.key < $1.key }
        let letters = String(branches.map(\.key))
        let others = isFirst ? "\(Self.disguises)\(Self.marks)" : #" \n\r,;:.!?\u3000-\uffff"#
        var choices = ["[^\(letters)\(others)] letters"]
        // The word may end here, unless it is an avoided one; a phrase goes on with the words that it forbids.
        let isAvoided = words.contains(where: \.rest.isEmpty)
        if !isFirst, mayEnd, !isAvoided { choices.append(letters.contains(" ") ? "[,]" : "[,]?") }
        var later: [(String, [Avoided], Character)] = []
        for (index, (letter, group)) in branches.enumerated() {
            let rest = group.map { (rest: $0.rest.dropFirst(), isPrefix: $0.isPrefix) }
            if rest.contains(where: { $0.rest.isEmpty && $0.isPrefix }) || isAvoided && letter == " " { continue }
            let branch = "\(name)-\(index)"
            choices.append("\"\(letter)\" \(branch)")
            later.append((branch, rest, letter))
        }
        add(name, choices.joined(separator: " | "))
        for (branch, rest, letter) in later { addBranch(branch, rest, isFirst: false, mayEnd: letter != " ") }
    }
}
