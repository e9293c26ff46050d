import Manuscript
import Platform

/// The sizes in a refusal: those of the request, and those allowed.
struct Overflow: Equatable {
    /// The maximum number of tokens of prompt and answer together.
    var window: Int?
    /// Tokens of the prompt, as counted by the server.
    var prompt: Int?
    /// True if the prompt may have more tokens than `prompt`: some servers stop counting.
    var isAtLeast = false
    /// The maximum number of tokens of an answer.
    var ceiling: Int?
    /// A limit of tokens in a period; `used` and `requested` are the tokens used so far and those requested.
    var limit: Int?
    var used: Int?
    var requested: Int?
    /// True if that period is a day.
    var isDaily = false

    /// The largest number of tokens to accept from a server.
    private static let largest = 1_000_000_000_000

    init() {}

    /// Reads a refusal; `sent` is the requested length of the answer, in tokens.
    init(_ text: RefusalText, sent: Int? = nil) {
        readLimit(text.plain)
        guard limit == nil else { return }
        var numbers: [String: Int] = [:]
        for row in SizeRules.rows {
            if let found = row.numbers(in: text.plain) { numbers.merge(found) { first, _ in first } }
        }
        let error = text.tree?["error"] ?? text.tree
        func size(_ name: String) -> Int? { error?[name]?.int.flatMap { (1...Self.largest).contains($0) ? $0 : nil } }
        window = size("n_ctx") ?? numbers["window"]
        prompt = size("n_prompt_tokens") ?? Self.prompt(numbers, sent)
        isAtLeast = prompt != nil && numbers["least"] == prompt
        ceiling = numbers["ceiling"]
        if window == nil, ceiling == nil { readCeiling(text, sent) }
        if window == nil, ceiling == nil { guess(text, sent) }
    }

    private mutating func readLimit(_ said: String) {
        isDaily = said.contains("per day") || said.contains("(rpd)") || said.contains("(tpd)")
        guard said.contains("per min") || said.contains("per day") else { return }
        func number(_ name: String) -> Int? {
            [" \(name) {n}", " \(name): {n}"].lazy.compactMap { WordPattern($0).numbers(in: said)?["n"] }.first
        }
        limit = number("limit")
        used = number("used")
        requested = number("requested")
    }

    private static func prompt(_ numbers: [String: Int], _ sent: Int?) -> Int? {
        if let least = numbers["least"] { return least }
        // "8192 + 265 > 3000" may name the answer first.
        if let answer = numbers["answer"], numbers["prompt"] == sent, answer != sent { return answer }
        if let prompt = numbers["prompt"] { return prompt + (numbers["more"] ?? 0) }
        guard let total = numbers["total"], let answer = numbers["answer"] ?? sent, total > answer else { return nil }
        return total - answer
    }

    private mutating func readCeiling(_ text: RefusalText, _ sent: Int?) {
        let isNamed =
            !text.fields.isDisjoint(with: SizeRules.answerNames) || text.holds(oneOf: SizeRules.answerNames)
        guard isNamed else { return }
        for row in SizeRules.ceilings {
            guard let numbers = row.numbers(in: text.plain),
                let most = numbers["ceiling"] ?? numbers["below"].map({ $0 - 1 }), most > 0, most < sent ?? .max
            else { continue }
            ceiling = most
            return
        }
    }

    /// Assigns the numbers of an unknown wording to the only sizes that they can be.
    private mutating func guess(_ text: RefusalText, _ sent: Int?) {
        guard let sent, text.holds(oneOf: SizeRules.tooMuch) else { return }
        let isAnswer = !text.fields.isDisjoint(with: SizeRules.answerNames) || text.holds(oneOf: SizeRules.answerNames)
        let isWindow = text.holds(oneOf: SizeRules.windowNames)
        guard isAnswer || isWindow else { return }
        let numbers = Set(WordPattern.all(in: text.plain)).subtracting([sent]).filter { $0 >= 16 }
        // A number that equals another number plus the answer's length is the size of the whole request.
        let totals = numbers.filter { numbers.contains($0 - sent) }
        let known = prompt ?? totals.map { $0 - sent }.max()
        let bounds = numbers.subtracting(totals).subtracting([known].compactMap { $0 })
        if isWindow, let most = bounds.max(), most >= 256 {
            window = most
            prompt = known ?? bounds.filter { $0 < most && $0 + sent > most }.max()
        } else if isAnswer, let most = bounds.filter({ $0 < sent }).max() {
            ceiling = most
        }
    }

    /// True if the request alone exceeds the limit of tokens per minute.
    var isTooMuchAMinute: Bool {
        guard let limit, let requested, !isDaily else { return false }
        return requested > limit
    }
}
