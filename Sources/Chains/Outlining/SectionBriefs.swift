import Manuscript
import Platform

/// Asks what one section of the first level covers: a brief and points for it or for each of its subsections.
struct SectionBriefs: Sendable {
    let call: JSONCall
    let session: Session
    let bounds: ClosedRange<Int>
    let wish: OutlineWish
    /// The passages of sources, as the call for the titles has them.
    var material = ""
    /// The sections that are known when the call is made, in order.
    let known: [OutlineDraft.Node]
    /// The index of the section in `known`.
    let index: Int

    /// The brief and the points of one part of the post.
    struct Matter: Sendable, Equatable {
        var brief: String
        var points: [String]
    }

    /// The answer, with the parts by the keys of their titles (`TitleMatch`).
    struct Answer: Sendable {
        var found: [String: Matter] = [:]
        var usage = Usage()
        /// The reason that the call failed; empty if it did not.
        var failure = ""
    }

    /// Returns true if a part without subsections lacks a brief that says more than its title, or has fewer than two
    /// points.
    static func lacks(_ node: OutlineDraft.Node) -> Bool {
        node.children.isEmpty && (!says(node.brief, moreThan: node.title) || node.points.count < 2)
    }

    /// Returns true if a brief has words that are not those of the title.
    static func says(_ brief: String, moreThan title: String) -> Bool {
        let words = ContentWords.matter(of: brief)
        if words.isEmpty { return !brief.isEmpty && TitleMatch.key(brief) != TitleMatch.key(title) }
        return !words.isSubset(of: ContentWords.matter(of: title))
    }

    /// Returns what can be obtained; parts that the first reply leaves out are asked for once more.
    ///
    /// Never throws: an outline is usable without briefs.
    func answer() async -> Answer {
        var answer = Answer()
        var call = call
        call.patience = 1
        var wanting = Self.leaves(known[index], number: "\(index + 1)").filter { Self.lacks($0.node) }
        for _ in 0..<2 where !wanting.isEmpty && !Task.isCancelled {
            do {
                let (value, usage) = try await call.value(
                    for: OutlinePrompt.briefs(
                        session, sections: bounds, wish: wish, material: material, known: known,
                        of: wanting.map(\.number)),
                    name: "briefs", schema: OutlineSchema.briefs(wanting.count))
                answer.usage += usage
                take(value, for: wanting, &answer)
            } catch {
                answer.failure = sentence(for: error)
                return answer
            }
            wanting.removeAll { part in answer.found[TitleMatch.key(part.node.title)].map(Self.isWhole) ?? false }
            call.sampling = call.sampling.reseeded
        }
        return answer
    }

    private static func isWhole(_ matter: Matter) -> Bool { !matter.brief.isEmpty && matter.points.count > 1 }

    private typealias Part = (number: String, node: OutlineDraft.Node)

    private static func leaves(_ node: OutlineDraft.Node, number: String) -> [Part] {
        if node.children.isEmpty { return [(number, node)] }
        return node.children.enumerated().flatMap { leaves($1, number: "\(number).\($0 + 1)") }
    }

    private func take(_ value: JSONValue?, for wanting: [Part], _ answer: inout Answer) {
        for (number, new) in Self.matters(in: value, of: wanting.map(\.number)) {
            guard let part = wanting.first(where: { $0.number == number }) else { continue }
            let key = TitleMatch.key(part.node.title)
            var matter = answer.found[key] ?? Matter(brief: "", points: [])
            if matter.brief.isEmpty, Self.says(new.brief, moreThan: part.node.title) { matter.brief = new.brief }
            if new.points.count > matter.points.count { matter.points = new.points }
            answer.found[key] = matter
        }
    }

    /// Returns the briefs and points in an answer by the numbers of the parts that were asked for.
    static func matters(in value: JSONValue?, of numbers: [String]) -> [String: Matter] {
        guard let value else { return [:] }
        let items = value["sections"]?.array ?? value.array ?? [value]
        // Without the numbers that were given, as many items as were asked for are taken in order.
        let isInOrder =
            items.count == numbers.count && !items.contains { number(of: $0).map(numbers.contains) ?? false }
        var found: [String: Matter] = [:]
        for (place, wanted) in numbers.enumerated() {
            let named = items.first { number(of: $0) == wanted }
            guard let item = isInOrder ? items[place] : named else { continue }
            let points = (item["points"]?.array ?? []).compactMap(\.string)
                .map { Prose.title(String($0.prefix(300))) }.filter { !$0.isEmpty }
            let brief = Prose.title(String((item["brief"]?.string ?? "").prefix(600)))
            found[wanted] = Matter(brief: brief, points: points)
        }
        return found
    }

    private static func number(of item: JSONValue) -> String? {
        (item["number"]?.string ?? item["number"]?.int.map(String.init))?.trimmed
    }
}
