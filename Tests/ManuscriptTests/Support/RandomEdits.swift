import Manuscript
import Platform

extension RandomSessions {
    /// An edit that fits the session; every kind occurs.
    mutating func edit(of session: Session) -> Edit {
        let entries = session.outline.entries
        guard let section = entries.randomElement(using: &random)?.section, chance(80) else { return open(entries) }
        return chance(50) ? field(of: section) : text(of: section)
    }

    /// Several edits that fit one after the other.
    mutating func edits(of session: Session) throws -> [Edit] {
        var session = session
        var edits: [Edit] = []
        for _ in 0..<number(1...4) {
            let edit = edit(of: session)
            session = try session.applying(edit).session
            edits.append(edit)
        }
        return edits
    }

    private mutating func open(_ entries: [Outline.Entry]) -> Edit {
        let one = entries.randomElement(using: &random)
        switch number(0...8) {
        case 8: return .setMetadata(metadata())
        case 7:
            let place = number(1...3)
            let digest = String(repeating: "0", count: 64)
            let source = Source(
                number: place, title: words(0...3), address: "", kind: "text", at: time(1), digest: digest)
            return .setSource(number: place, source: chance(70) ? source.json : nil)
        case 6:
            let place = number(1...4)
            return .setReviewPoint(number: place, point: chance(70) ? reviewPoint(place) : nil)
        case 0: return .setTopic(words(0...3))
        case 1: return .setStyle(style())
        case 2: return .setSetting(key: "x-\(number(0...9))", value: chance(70) ? value() : nil)
        case 3:
            if entries.count > 8, let one { return .remove(one.section.id) }
        case 4:
            if let one {
                let inside = Set(one.section.subtree.map(\.id))
                let parent = entries.filter { !inside.contains($0.section.id) && $0.depth < 4 }
                    .randomElement(using: &random)
                return .move(one.section.id, parent: parent?.section.id, index: number(0...5))
            }
        default: break
        }
        let parent = one.flatMap { $0.depth < 4 && chance(70) ? $0.section.id : nil }
        return .insert(section: section(2), parent: parent, index: number(0...5))
    }

    private mutating func field(of section: Section) -> Edit {
        switch number(0...7) {
        case 0: .setTitle(section.id, words(1...4))
        case 1: .setBrief(section.id, words(0...4))
        case 2: .setPoints(section.id, (0..<number(0...3)).map { _ in words(0...2) })
        case 3: .setWords(section.id, chance(70) ? number(0...900) : nil)
        case 4: .setRole(section.id, role())
        case 5: .setLocked(section.id, chance(50))
        case 6: .setNotes(section.id, words(0...6))
        default: .setCandidate(section.id, chance(60) ? candidate() : nil)
        }
    }

    private mutating func text(of section: Section) -> Edit {
        let some = section.versions.randomElement(using: &random)?.number
        switch number(0...3) {
        case 0: return .keepVersion(section.id, version(max(1, section.nextVersionNumber - number(0...1))))
        case 1:
            guard let some else { break }
            let other = section.versions.filter { $0.number != some }.randomElement(using: &random)?.number
            return .dropVersion(section.id, number: some, current: chance(70) ? other : nil)
        case 2: return .choose(section.id, number: chance(80) ? some : nil)
        default: break
        }
        return .addVersion(section.id, version(max(1, section.nextVersionNumber - number(0...1))))
    }
}
