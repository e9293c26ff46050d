import Chains
import Manuscript
import Platform
import TestSupport

@testable import Commands

/// Generated posts, and command lines that fit them, each with the sections that it names.
struct RandomLines {
    /// A line as it is typed, and what it may change.
    struct Line {
        var text: String
        var touches: Set<Section.ID>
        /// True if order, depth and number of the sections must stay.
        var keepsOutline = true
    }

    private var state: UInt64
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    /// A number below a bound (xorshift64*, Vigna 2016).
    private mutating func number(_ bound: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(bound, 1)
    }

    private mutating func one<Element>(of list: [Element]) -> Element { list[number(list.count)] }

    private static let words = [
        "storage", "files", "tables", "pipelines", "costs", "Straße", "données", "数据", "مرحبا", "👩🏽‍🚀",
        "e\u{301}te\u{301}",
        "joins", "teams", "2.3", "C++", "#tags", "queues",
    ]

    private mutating func phrase(_ most: Int) -> String {
        (0...number(most)).map { _ in one(of: Self.words) }.joined(separator: " ")
    }

    private mutating func text() -> String {
        (0...number(3)).map { _ in (0...number(2)).map { _ in phrase(8) + "." }.joined(separator: " ") }
            .joined(separator: one(of: ["\n\n", "\n\n\n", "  \n"]))
    }

    // MARK: - Posts

    /// The edits that make a post of up to some twenty sections, most of them written.
    mutating func post() -> [Edit] {
        var count = 0
        func id() -> String {
            count += 1
            return "s\(count)"
        }
        func made(_ depth: Int) -> Section {
            var section = Section(
                id: id(), title: "\(phrase(2)) \(count)", brief: number(2) == 0 ? phrase(6) : "",
                points: (0..<number(3)).map { _ in phrase(4) }, words: number(8) == 0 ? nil : 10 + number(200))
            for number in 1...3 where self.number(2) == 0 {
                let number = (section.versions.last?.number ?? 0) + 1 + (number == 2 ? 1 : 0)
                section.versions.append(Version(number: number, text: text(), origin: .written, at: noon))
                section.current = number
            }
            if number(6) == 0 {
                section.candidate = Candidate(text: text(), cause: .interrupted, origin: .written, at: noon)
            }
            section.unknown = number(4) == 0 ? ["later": .string(phrase(1))] : [:]
            if depth < 3, number(3) == 0 { section.children = (0...number(2)).map { _ in made(depth + 1) } }
            return section
        }
        return [.setTopic("What is \(phrase(1))?"), .setSetting(key: "lengthRetry", value: .bool(number(2) == 0))]
            + (0...(1 + number(4))).map { .insert(section: made(1), parent: nil, index: $0) }
    }

    // MARK: - Lines

    /// A line that a writer could type at this post.
    mutating func line(in session: Session) -> Line {
        let entries = session.outline.entries
        guard !entries.isEmpty else { return Line(text: ":add 1 \(phrase(2))", touches: [], keepsOutline: false) }
        let entry = one(of: entries)
        let (section, number) = (entry.section, entry.number)
        let subtree = Set(section.subtree.map(\.id))
        switch self.number(16) {
        case 0: return Line(text: ":rewrite \(number)", touches: subtree)
        case 1: return Line(text: ":rewrite \(number) \(phrase(3))", touches: subtree)
        case 2, 3: return Line(text: ":edit \(number) \(phrase(3))", touches: subtree)
        case 4: return Line(text: ":write \(number)", touches: unwritten(in: subtree, session))
        case 5: return Line(text: ":write", touches: unwritten(in: Set(entries.map(\.section.id)), session))
        case 6:
            // A new text may retell a later section, so any text may be the later one of a pair.
            return Line(text: ":write --repair", touches: Set(entries.map(\.section.id)))
        case 7: return Line(text: ":rename \(number) \(phrase(2))", touches: [section.id])
        case 8: return Line(text: ":brief \(number) \(phrase(4)); \(phrase(2))", touches: [section.id])
        case 9: return Line(text: ":budget \(number) \(10 + self.number(300))", touches: subtree)
        case 10: return Line(text: ":add \(number) \(phrase(2))", touches: [], keepsOutline: false)
        case 11: return Line(text: ":remove \(number)", touches: subtree, keepsOutline: false)
        case 12:
            return Line(
                text: ":move \(number) \(one(of: entries).number)", touches: edges(session), keepsOutline: false)
        case 13:
            let other = one(of: entries)
            return Line(
                text: ":merge \(number) \(other.number)", touches: [section.id, other.section.id], keepsOutline: false)
        case 14: return Line(text: ":split \(number) \(phrase(1))", touches: [section.id], keepsOutline: false)
        default:
            let (left, right) = (self.number(entries.count), self.number(entries.count))
            let range = "\(entries[min(left, right)].number)-\(entries[max(left, right)].number)"
            let named = (try? session.sections(at: Address(range) ?? .all)) ?? []
            return Line(text: ":edit \(range) \(phrase(2))", touches: Set(named.map(\.section.id)))
        }
    }

    private func unwritten(in ids: Set<Section.ID>, _ session: Session) -> Set<Section.ID> {
        Set(session.outline.unwritten.map(\.section.id).filter(ids.contains))
    }

    /// Moving below a section that has only a budget makes a heading of it.
    private func edges(_ session: Session) -> Set<Section.ID> {
        Set(session.outline.entries.filter { $0.section.isLeaf && $0.section.current == nil }.map(\.section.id))
    }

    // MARK: - A model

    /// A model that answers by the request alone: mostly prose, sometimes debris, a cut, nothing, or a failure.
    func models() -> ScriptedSupply {
        let seed = seed
        return ScriptedSupply(parallel: Int(seed % 4) + 1) { request in
            let key = request.messages.map(\.text).joined().utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            var random = RandomLines(seed: key)
            let prose = random.text()
            switch random.number(12) {
            case 0: return .cutOff(prose)
            case 1: return .failure(.dropped(server: "The script", reason: "reset"), after: prose)
            case 2: return .text("# A title\n\n")
            case 3: return .text("Sure! Here is the section:\n\n## Heading\n\n\(prose)\n\nLet me know!")
            case 4: return .text(#"{"body": "A text of some words that stands within JSON for no reason."}"#)
            case 5: return .text(String(repeating: "Round and round the circle goes again. ", count: 30))
            default: return .text(prose)
            }
        }
    }
}
