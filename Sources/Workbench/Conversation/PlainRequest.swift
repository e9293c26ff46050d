import Manuscript
import Platform

/// Reads a request without a model, where it is plain what is meant: an address and a verb of a known class, in any usual order.
///
/// What is not understood for certain is never guessed into a change.
struct PlainRequest {
    /// What a request comes to.
    enum Reading: Equatable {
        /// A command that changes no text: done at once.
        case line(String)
        /// Things to be done, as one turn.
        case steps([Step])
        /// A change that is meant, but not for certain which; the sentence asks back.
        case unclear(String)
        /// A question, or more than code can read.
        case open
    }

    private let text: String
    private let session: Session
    private let plain: String

    init(_ text: String, in session: Session) {
        self.text = text
        self.session = session
        plain = Self.plain(text)
    }

    /// Whether it asks something about the post, so that whatever answers it changes nothing.
    var isQuestion: Bool { isQuestion(plain) }
    /// Whether it does nothing else: "who reads this? assume CTOs" does.
    var isOnlyQuestion: Bool { isQuestion && (text.trimmed.last == "?" || !text.contains("?")) }

    /// The reading of the whole request.
    var reading: Reading {
        guard !plain.isEmpty, plain.count <= 400, !isQuestion else { return .open }
        let clauses = Self.clauses(of: plain)
        var steps: [Step] = []
        var carried: [String] = []
        for text in clauses {
            let clause = RequestClause(text, in: session, carried: carried)
            switch clause.reading {
            case .line(let line) where clauses.count == 1: return .line(line)
            case .line: return .open
            case .steps(let more):
                steps += more
                carried = more.last?.values["address"].map { [$0] } ?? []
            case .unclear(let question): return .unclear(question)
            case .open:
                // "The opening is weak, give me three others."
                if clauses.count > 1, steps.isEmpty, let about = clause.complaint {
                    carried = about
                    continue
                }
                // One part that is not understood makes a whole that is not.
                return clauses.count > 1 && !steps.isEmpty ? .unclear(Self.unclear(text)) : .open
            }
        }
        return steps.isEmpty ? .open : .steps(steps)
    }

    static func unclear(_ clause: String) -> String {
        "What is \"\(PlainText.clean(String(clause.prefix(60))))\" to change, and in which section? Say it with a number, such as \"make 2 shorter\", or as a command; `:help` lists them."
    }

    // MARK: - Taking apart

    /// Without courtesies in front and marks at the end.
    private static func plain(_ text: String) -> String {
        var plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while let last = plain.last, ".! ".contains(last) { plain.removeLast() }
        var isShorter = true
        while isShorter {
            isShorter = false
            let low = plain.lowercased()
            for word in Lexicon.courtesies where low.hasPrefix(word) {
                let rest = plain.dropFirst(word.count)
                guard let next = rest.first, next == " " || next == "," else { continue }
                plain = rest.drop { $0 == " " || $0 == "," }.trimmed
                isShorter = true
                break
            }
        }
        let isPolite = Lexicon.polite.contains { text.lowercased().hasPrefix($0) }
        while isPolite, let last = plain.last, last == "?" || last == " " { plain.removeLast() }
        for word in Lexicon.thanks where plain.lowercased().hasSuffix(word) {
            plain = plain.dropLast(word.count).trimmed
        }
        return plain
    }

    private func isQuestion(_ plain: String) -> Bool {
        let low = text.lowercased()
        let isPolite = Lexicon.polite.contains { low.hasPrefix($0) || low.hasPrefix("please \($0)") }
        let start = plain.lowercased()
        // A title may be a question, the new one and the old one.
        let isNamed = session.outline.entries.contains {
            !$0.section.title.isEmpty && start.hasPrefix($0.section.title.lowercased() + " ")
        }
        let first = String(start.prefix { $0.isLetter || $0 == "-" || $0 == "'" })
        if Lexicon.deeds[first] == .rename { return false }
        if low.contains("?"), !isPolite || low.filter({ $0 == "?" }).count > 1 || low.last != "?" { return true }
        return !isNamed && Lexicon.questions.contains(first)
    }

    /// The parts of a request that are about one thing each: at semicolons, full stops, "and then", and "and" before a verb.
    private static func clauses(of text: String) -> [String] {
        var clauses: [String] = []
        var current: [Substring] = []
        func end() {
            while let last = current.last,
                ["and", "then", "und", "dann", "et", "puis", "y", "luego", "e", "poi"].contains(last.lowercased())
            {
                current.removeLast()
            }
            let clause = current.joined(separator: " ").trimmed
            if !clause.isEmpty { clauses.append(clause) }
            current = []
        }
        let words = text.split(separator: " ")
        for (index, word) in words.enumerated() {
            let low = word.lowercased().trimmingMarks
            let joints = ["and", "then", "und", "dann", "et", "puis", "y", "luego", "e", "poi"]
            let isBehindJoint =
                index > 0 && (joints.contains(words[index - 1].lowercased()) || words[index - 1].last == ",")
            if isBehindJoint, !current.isEmpty, Lexicon.deeds[low] != nil || low == "add" || low == "insert" { end() }
            current.append(
                word.last == ";" || (word.last == "." && Int(word.dropLast()) == nil) ? word.dropLast() : word)
            if word.last == ";" || (word.last == "." && word.count > 3 && !word.dropLast().contains(".")) { end() }
        }
        end()
        return clauses.map { $0.last == "," ? String($0.dropLast()) : $0 }
    }
}

extension String {
    /// Without marks at its ends.
    fileprivate var trimmingMarks: String {
        String(drop { $0.isPunctuation }.reversed().drop { $0.isPunctuation }.reversed())
    }
}
