import Manuscript

/// The message about sections that cover the same matter, with ways to resolve it.
struct OverlapOffer {
    private let found: [Overlap]
    private static let named = 3

    init(_ session: Session) { found = Overlap.all(in: session) }

    /// One line for each pair, with its options; empty if nothing overlaps.
    var lines: [String] {
        let pairs = found.prefix(Self.named).map { overlap in
            let (first, later) = (overlap.first, overlap.later)
            return
                "\(later.name) and \(first.name) \(Self.what(overlap)): "
                + "`:merge \(first.number) \(later.number)`, `:differentiate \(first.number) \(later.number)`, or leave it."
        }
        let more = found.count - pairs.count
        return pairs + (more > 0 ? ["\(more) more pairs overlap: `:differentiate` separates all of them."] : [])
    }

    /// The overlaps for programs (`--json`).
    var data: JSONValue {
        .array(
            found.map { overlap in
                [
                    "first": .string(overlap.first.number), "later": .string(overlap.later.number),
                    "kind": .string(overlap.kind.rawValue), "shared": .string(overlap.shared),
                ]
            })
    }

    /// Returns what two sections have in common, as the end of a sentence.
    static func what(_ overlap: Overlap) -> String {
        switch overlap.kind {
        case .points: "both have the point \"\(overlap.shared)\""
        case .titles: "have titles that say the same (\(overlap.shared))"
        case .briefs: "have briefs that say the same (\(overlap.shared))"
        }
    }
}
