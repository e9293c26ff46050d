import Manuscript
import Platform

/// The points of a review as text.
struct ReviewList {
    private let session: Session

    init(_ session: Session) { self.session = session }

    /// Returns the list with a remark; a brief list holds only the open points.
    func report(note: String, isBrief: Bool = false, dropped: Int = 0) -> Report {
        let open = session.review.filter { $0.status == .open && !$0.isSettled(in: session) }
        let others = session.review.filter { point in !open.contains { $0.number == point.number } }
        var blocks = open.map(text)
        if !isBrief, !others.isEmpty {
            blocks.append(
                others.map { "\($0.number)  \(state($0)): \(place($0)), \"\(short($0.quote))\"" }.joined(
                    separator: "\n"))
        }
        let none = note.isEmpty ? "There is no review yet. `:review` makes one." : ""
        let empty = session.review.isEmpty ? none : "No point is open."
        let all = [note, open.isEmpty ? empty : ""].filter { !$0.isEmpty }
        return Report(
            blocks.isEmpty ? .none : .plain(blocks.joined(separator: "\n\n")), note: all.joined(separator: " "),
            data: ["points": .array(session.review.map(value)), "dropped": .int(dropped)])
    }

    private func text(_ point: ReviewPoint) -> String {
        let indent = String(repeating: " ", count: "\(point.number)".count + 2)
        let fix = point.fix.isEmpty ? [] : ["\(indent)→ \(point.fix)"]
        let head = "\(point.number)  \(place(point)): \(kind(point))"
        return ([head, "\(indent)\"\(point.quote)\"", "\(indent)\(point.problem)"] + fix).joined(separator: "\n")
    }

    private func short(_ quote: String) -> String {
        let words = quote.split(separator: " ")
        return words.prefix(6).joined(separator: " ") + (words.count > 6 ? " …" : "")
    }

    private func place(_ point: ReviewPoint) -> String {
        session.outline.entry(point.section).map(\.name) ?? "a section that is gone"
    }

    private func kind(_ point: ReviewPoint) -> String {
        switch point.kind {
        case .support: "a claim without support"
        case .gap: "something is missing"
        case .order: "in the wrong place"
        case .jargon: "unknown to the readers"
        case .comment: "a comment on \(session.place(of: point))"
        default: point.kind.rawValue
        }
    }

    private func state(_ point: ReviewPoint) -> String {
        point.isSettled(in: session) ? "settled" : point.status.rawValue
    }

    private func value(_ point: ReviewPoint) -> JSONValue {
        [
            "number": .int(point.number), "kind": .string(point.kind.rawValue), "quote": .string(point.quote),
            "problem": .string(point.problem), "fix": .string(point.fix), "status": .string(state(point)),
            "section": session.outline.entry(point.section).map { .string($0.number) } ?? .null,
            "address": .string(session.place(of: point)),
        ]
    }
}

/// Errors in the choice of a point.
enum ReviewError: PlainError, Equatable {
    case noPoint(Int, has: [Int])
    case isDone(Int, String)
    case isSettled(Int)

    var sentence: String {
        switch self {
        case .noPoint(let number, let has) where has.isEmpty:
            "There is no point \(number), because there is no review yet. `:review` makes one."
        case .noPoint(let number, let has):
            "The review has no point \(number); it has \(has.map(String.init).joined(separator: ", ")). `:review list` shows them."
        case .isDone(let number, let status):
            "Point \(number) is already \(status), so nothing was changed. `:review list` shows what is open."
        case .isSettled(let number):
            "Point \(number) is settled: its words are no longer in the text, so nothing was changed. `:review \(number) dismiss` drops it."
        }
    }
}
