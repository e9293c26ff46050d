import Manuscript
import Platform
import SeededRandom

/// Generated sessions for property tests: every field can be there or missing, titles and texts reach beyond ASCII.
struct RandomSessions {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    /// A few words, some of them hard: combining marks, emoji sequences, right-to-left, JSON's own characters.
    mutating func words(_ count: ClosedRange<Int>) -> String {
        let choice = [
            "data", "Straße", "e\u{301}te\u{301}", "été", "日本語", "مرحبا", "👩🏽‍🚀", "a/b", "\"q\"", "\\", "\u{0}",
            "\u{2028}",
            "naïve", "#", "\t", "<b>", "\u{FEFF}", "2.3", "🇦🇹", "null",
        ]
        return (0..<number(count)).map { _ in choice[number(0...(choice.count - 1))] }.joined(separator: " ")
    }

    mutating func value(_ depth: Int = 2) -> JSONValue {
        switch number(0...(depth > 0 ? 6 : 4)) {
        case 0: .null
        case 1: .bool(chance(50))
        case 2: .int(number(-9...9))
        case 3: .number(Double(number(1...99)) + 0.5)
        case 4: .string(words(0...3))
        case 5: .array((0..<number(0...3)).map { _ in value(depth - 1) })
        default: .object(unknown(depth - 1))
        }
    }

    /// Fields of a later release.
    mutating func unknown(_ depth: Int = 1) -> [String: JSONValue] {
        guard chance(40) else { return [:] }
        return Dictionary(
            (0..<number(1...2)).map { _ in ("x-\(number(0...99))", value(depth)) },
            uniquingKeysWith: { _, last in last })
    }

    mutating func usage() -> Usage {
        var usage = Usage(promptTokens: number(0...9999), completionTokens: number(0...999), calls: number(0...9))
        if number(0...1) == 0 {
            usage.cost = Money(micros: number(0...999_999))
            usage.pricedCalls = usage.calls
        }
        usage.unknown = unknown()
        return usage
    }

    mutating func version(_ number: Int) -> Version {
        let origins: [Origin] = [.written, .rewritten, .edited, .imported, .restored, Origin(rawValue: "later")]
        var version = Version(
            number: number, text: words(0...12), origin: origins[self.number(0...5)], instruction: words(0...2),
            model: chance(50) ? words(1...1) : nil, at: time(self.number(0...99_999)),
            usage: chance(30) ? usage() : nil,
            seconds: chance(30) ? Double(self.number(0...99)) / 8 : nil,
            leftOut: chance(20) ? LeftOut(what: "a byline", whole: "By A. Baker") : nil)
        version.unknown = unknown()
        return version
    }

    mutating func candidate() -> Candidate {
        let causes: [Candidate.Cause] = [.interrupted, .length, .dropped, Candidate.Cause(rawValue: "later")]
        var candidate = Candidate(
            text: words(0...5), cause: causes[number(0...3)], origin: .rewritten, instruction: words(0...2),
            model: chance(50) ? "m" : nil, at: time(number(0...99_999)))
        candidate.unknown = unknown()
        return candidate
    }

    mutating func style() -> Style {
        var style = Style()
        style.audience = words(0...2)
        style.person = words(0...1)
        style.language = chance(50) ? "de" : ""
        style.words = chance(50) ? number(0...9000) : nil
        style.rules = (0..<number(0...2)).map { _ in words(0...3) }
        style.unknown = unknown()
        return style
    }

    mutating func metadata() -> PostMetadata {
        var metadata = PostMetadata()
        metadata.title = words(0...2)
        metadata.tags = (0..<number(0...2)).map { _ in words(1...1) }
        metadata.unknown = unknown()
        return metadata
    }

    mutating func role() -> Section.Role? {
        [nil, .introduction, .conclusion, Section.Role(rawValue: "later")][number(0...3)]
    }

    /// A section with up to `depth` levels, itself included.
    mutating func section(_ depth: Int) -> Section {
        let children = depth > 1 && chance(40) ? (0..<number(1...3)).map { _ in self.section(depth - 1) } : []
        var section = Section(
            id: Identifier.random(using: &random), title: words(1...4), brief: words(0...4),
            points: (0..<number(0...3)).map { _ in words(0...3) }, words: chance(70) ? number(0...500) : nil,
            role: role(), children: children)
        section.locked = chance(20)
        section.notes = words(0...2)
        section.versions = (0..<number(0...3)).map { self.version($0 * 2 + 1) }
        section.current = chance(80) ? section.versions.randomElement(using: &random)?.number : nil
        section.candidate = chance(20) ? candidate() : nil
        section.unknown = unknown()
        return section
    }

    mutating func reviewPoint(_ place: Int) -> ReviewPoint {
        var point = ReviewPoint(
            number: place, section: Identifier.random(using: &random),
            kind: ReviewPoint.Kind.all.randomElement(using: &random) ?? .gap,
            quote: words(1...4), problem: words(0...4), fix: words(0...3), at: time(place))
        point.status = chance(50) ? .open : .dismissed
        point.unknown = unknown()
        return point
    }

    /// A session with an outline of at most four levels.
    mutating func session() -> Session {
        var session = Session(name: "n", topic: words(0...4), at: time(0), id: Identifier.random(using: &random))
        session.style = style()
        session.settings = Settings(unknown(2))
        session.outline = Outline((0..<number(0...3)).map { _ in self.section(4) })
        session.sources = (0..<number(0...2)).map { _ in value() }
        session.review = (0..<number(0...3)).map { reviewPoint($0 + 1) }
        session.exports = (0..<number(0...2)).map { ExportRecord(path: "/\($0)", bytes: Array(words(1...2).utf8)) }
        if chance(50) { session.metadata = metadata() }
        session.usage = usage()
        session.unknown = unknown()
        return session
    }

    mutating func turn(_ second: Int) -> Turn {
        var turn = Turn(
            id: Identifier.random(using: &random), at: time(second), kind: .other("test"), input: words(0...3),
            summary: words(0...3), model: chance(30) ? "m" : nil, usage: chance(30) ? usage() : nil)
        turn.unknown = unknown()
        return turn
    }
}
