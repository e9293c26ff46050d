import Manuscript
import Platform

/// Parses a simple request without a model: an address and a known verb, in any usual order.
///
/// An uncertain reading never changes anything.
struct PlainRequest {
    /// The result of reading a request.
    enum Reading: Equatable {
        /// A command that changes no text, or one that was typed without its colon; it runs at once.
        case line(String)
        /// Changes to be made as one turn.
        case steps([Step])
        /// A change whose details are uncertain; the sentence asks the person about them.
        case unclear(String)
        /// A list of sections of which one does not exist.
        case missing(AddressError)
        /// A question, or text that only a model can read.
        case open
    }

    private let text: String
    private let session: Session
    private let lexicon: Lexicon
    private let plain: String

    /// Reads a request in the languages of the post, of the writer's locale and of its words; see `Lexicon.of`.
    init(_ text: String, in session: Session, environment: [String: String] = [:]) {
        self.text = text
        self.session = session
        lexicon = .of(session, environment: environment, request: text)
        plain = Self.plain(text, lexicon)
    }

    /// True if it asks a question about the post, so that the answer must not change anything.
    var isQuestion: Bool { isQuestion(plain) }
    /// True if it begins like a polite request, such as "could you".
    var isPolite: Bool {
        let low = text.lowercased()
        return lexicon.phrases(.polite).contains { low.hasPrefix("\($0) ") || low.hasPrefix("please \($0) ") }
    }
    /// True if it is nothing but a question; "who reads this? assume CTOs" is more.
    var isOnlyQuestion: Bool { isQuestion && (text.trimmed.last == "?" || !text.contains("?")) }

    /// The reading of the whole request: a command without its colon, or else what its words ask for.
    var reading: Reading {
        guard !plain.isEmpty, plain.count <= 400, !isQuestion else { return .open }
        let spoken = spokenReading
        guard let command = BareCommand(plain, in: session) else { return spoken }
        switch spoken {
        // "Versions 2.1" asks for no alternatives.
        case .steps(let steps) where steps.contains { $0.name == command.name }: return spoken
        case .line, .missing: return spoken
        case .unclear, .open, .steps: return .line(command.line)
        }
    }

    private var spokenReading: Reading {
        let clauses = clauses
        var steps: [Step] = []
        var carried: [String] = []
        for text in clauses {
            let clause = RequestClause(text, in: session, lexicon, carried: carried)
            switch clause.reading {
            case .line(let line) where clauses.count == 1: return .line(line)
            case .line: return .open
            case .steps(let more):
                steps += more
                carried = more.last?.values["address"].map { [$0] } ?? []
            case .unclear, .missing: return clause.reading
            case .open:
                // "The opening is weak, give me three others."
                if clauses.count > 1, steps.isEmpty, let about = clause.complaint {
                    carried = about
                    continue
                }
                // One unreadable part makes the whole request unreadable.
                return clauses.count > 1 && !steps.isEmpty ? .unclear(Self.unclear(text)) : .open
            }
        }
        return steps.isEmpty ? .open : .steps(steps)
    }

    static func unclear(_ clause: String) -> String {
        "What should \"\(PlainText.clean(String(clause.prefix(60))))\" change, and in which section? Give its number, such as \"make 2 shorter\", or type a command; `:help` lists them."
    }

    // MARK: - Taking apart

    /// Removes polite phrases from both ends, and punctuation from the end.
    private static func plain(_ text: String, _ lexicon: Lexicon) -> String {
        var plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while let last = plain.last, ".! ".contains(last) { plain.removeLast() }
        var isShorter = true
        while isShorter {
            isShorter = false
            let low = plain.lowercased()
            for word in lexicon.phrases(.courtesy) where low.hasPrefix(word) {
                let rest = plain.dropFirst(word.count)
                guard let next = rest.first, next == " " || next == "," else { continue }
                plain = rest.drop { $0 == " " || $0 == "," }.trimmed
                isShorter = true
                break
            }
        }
        let isPolite = lexicon.phrases(.polite).contains { text.lowercased().hasPrefix($0) }
        while isPolite, let last = plain.last, last == "?" || last == " " { plain.removeLast() }
        for word in lexicon.phrases(.thanks) where plain.lowercased().hasSuffix(" \(word)") {
            plain = plain.dropLast(word.count).trimmed
            if plain.last == "," { plain.removeLast() }
        }
        return renaming(plain, lexicon)
    }

    /// Returns the text with "call 3.1 New title" as "rename 3.1 to New title".
    private static func renaming(_ plain: String, _ lexicon: Lexicon) -> String {
        var words = plain.split(separator: " ").map(String.init)
        for index in words.indices.dropLast(2).reversed() where lexicon.has(.callVerb, words[index].lowercased()) {
            let number = index + (lexicon.has(.section, words[index + 1].lowercased()) ? 2 : 1)
            guard number + 1 < words.count, words[number].first?.isWholeNumber == true, Address(words[number]) != nil,
                let start = words[number + 1].first, start.isUppercase || "\"“„«'‘".contains(start)
            else { continue }
            words[index] = "rename"
            words.insert("to", at: number + 1)
        }
        return words.joined(separator: " ")
    }

    private func isQuestion(_ plain: String) -> Bool {
        let low = text.lowercased()
        let start = plain.lowercased()
        // Both an old and a new title may be questions.
        let isNamed = session.outline.entries.contains {
            !$0.section.title.isEmpty && start.hasPrefix($0.section.title.lowercased() + " ")
        }
        let words = start.split(separator: " ").map { String($0.prefix { $0.isLetter || $0 == "-" || $0 == "'" }) }
        let deed = lexicon.deed(words)
        if deed?.deed == .rename { return false }
        if low.contains("?"), !isPolite || low.filter({ $0 == "?" }).count > 1 || low.last != "?" { return true }
        // "Come up with" is not an Italian question, and "do 2 again" is not an English one.
        let isRequest =
            deed.map { $0.count > 1 } ?? false
            || deed?.deed == .attempt
                && (lexicon.phrases(.again).contains { start.hasSuffix(" \($0)") } || isRead(clauses.first))
        return !isNamed && !isRequest && words.first.map { lexicon.has(.question, $0) } == true
    }

    private func isRead(_ clause: String?) -> Bool {
        guard let clause, case .steps = RequestClause(clause, in: session, lexicon, carried: []).reading else {
            return false
        }
        return true
    }

    /// The line that generates titles if the request is for a better title of one section; otherwise nil.
    var titlesLine: String? {
        let clauses = clauses
        return clauses.count == 1 ? RequestClause(clauses[0], in: session, lexicon, carried: []).titlesLine : nil
    }

    /// The clauses of the request, split at semicolons, full stops, "and then", and "and" before a verb.
    private var clauses: [String] {
        var clauses: [String] = []
        var current: [Substring] = []
        func end() {
            while let last = current.last, lexicon.has(.then, last.lowercased()) { current.removeLast() }
            let clause = current.joined(separator: " ").trimmed
            if !clause.isEmpty { clauses.append(clause) }
            current = []
        }
        let words = plain.split(separator: " ")
        let low = words.map { $0.lowercased().trimmingMarks }
        for (index, word) in words.enumerated() {
            let isBehindJoint =
                index > 0 && (lexicon.has(.then, words[index - 1].lowercased()) || words[index - 1].last == ",")
            let isRequest = lexicon.deed(low[index...]) != nil || lexicon.has(.otherVerb, low[index])
            if isBehindJoint, !current.isEmpty, isRequest { end() }
            current.append(
                word.last == ";" || (word.last == "." && Int(word.dropLast()) == nil) ? word.dropLast() : word)
            if word.last == ";" || (word.last == "." && word.count > 3 && !word.dropLast().contains(".")) { end() }
        }
        end()
        return clauses.map { $0.last == "," ? String($0.dropLast()) : $0 }
    }
}

extension String {
    /// The string without punctuation at its ends.
    var trimmingMarks: String {
        String(drop { $0.isPunctuation }.reversed().drop { $0.isPunctuation }.reversed())
    }
}
