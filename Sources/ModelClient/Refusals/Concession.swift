import Chains

/// A change to a refused call that makes a retry worthwhile.
enum Concession: Equatable, Sendable {
    /// A shorter answer, based on the sizes in the refusal.
    case size(Overflow)
    /// A shorter answer, in tokens, for this call only, since the refusal names no sizes.
    case shorter(Int)
    /// Members to omit, rename or move.
    case members(Set<ChatBody.Spare>)
    /// Members to omit as a guess, since the refusal names none.
    case guess(Set<ChatBody.Spare>)

    /// Finds the change for a refusal; nil if there is none.
    ///
    /// `sent` is the refused request.
    init?(to text: RefusalText, sent: ChatBody) {
        guard Self.isNegotiable(text.status) else { return nil }
        let length = sent.answerTokens
        let overflow = Overflow(text, sent: length)
        if text.status == 429 {
            guard overflow.isTooMuchAMinute else { return nil }
            self = .size(overflow)
            return
        }
        if overflow.window ?? 0 > 0 || overflow.ceiling ?? 0 > 0 || overflow.isTooMuchAMinute {
            self = .size(overflow)
            return
        }
        // Status 402 (payment required) is never about the form; it only matters above, where the refusal says how much
        // the credit allows.
        guard text.status != 402, !Self.stands(text) else { return nil }
        if let blind = Self.blindCeiling(text, length) {
            self = blind
            return
        }
        let named = Self.named(text, sent)
        if !named.isEmpty {
            self = .members(named)
        } else if Self.isAboutRoles(text), sent.has(.systemRole) {
            self = .members([.systemRole])
        } else if let shorter = Self.shorter(text, length) ?? Self.guess(text, sent) {
            self = shorter
        } else {
            return nil
        }
    }

    /// Returns true if an answer with this status may be about the request's form.
    ///
    /// Gateways pass on the refusals of other servers with their own statuses.
    private static func isNegotiable(_ status: Int) -> Bool {
        (400..<500).contains(status) && ![401, 403, 407, 408].contains(status) || (500...503).contains(status)
    }

    private static func stands(_ text: RefusalText) -> Bool {
        RefusalRules.standing.contains { row in row.allSatisfy { text.plain.contains($0) } }
    }

    /// Cuts the answer to a quarter if the refusal says that it is too long but not how long it may be.
    private static func blindCeiling(_ text: RefusalText, _ length: Int?) -> Concession? {
        guard let length, length > 1024 else { return nil }
        let tooLong = [
            "too large", "too long", "too big", "too high", "exceed", "above", "too many", "more than", "greater than",
            "larger than", "beyond", "over the", "not possible", "超过", "超出", "大于", "过长", "太长",
        ]
        let isNamed = SizeRules.answerNames.contains { text.holds($0, isCommon: false, near: tooLong) }
        guard isNamed else { return nil }
        var overflow = Overflow()
        overflow.ceiling = length / 4
        return .size(overflow)
    }

    /// Halves the answer if the refusal is about the length of prompt and answer but names no sizes.
    private static func shorter(_ text: RefusalText, _ length: Int?) -> Concession? {
        let tooLong = ["too long", "too large", "too many tokens", "exceed", "longer than", "超过", "超出", "过长", "太长"]
        guard let length, length >= 512,
            text.holds(oneOf: SizeRules.windowNames + ["length", "tokens", "prompt", "input", "长度", "输入"]),
            text.holds(oneOf: tooLong)
        else { return nil }
        return .shorter(length / 2)
    }

    private static func named(_ text: RefusalText, _ sent: ChatBody) -> Set<ChatBody.Spare> {
        var found: Set<ChatBody.Spare> = []
        for spare in ChatBody.Spare.allCases where sent.has(spare) && isNamed(spare, text) { found.insert(spare) }
        // "Use 'max_completion_tokens' instead" is enough on its own.
        let said = text.advice + (found.isEmpty ? text.words : "")
        if sent.has(.maxTokens), ["max_completion_tokens", "maxcompletiontokens"].contains(where: said.contains) {
            found.insert(.maxTokens)
        }
        return found
    }

    private static func isNamed(_ spare: ChatBody.Spare, _ text: RefusalText) -> Bool {
        let isLength = spare == .maxTokens || spare == .maxCompletionTokens
        let phrases = isLength ? RefusalRules.unknowing : RefusalRules.refusing
        return spare.names.contains { name in
            text.fields.contains(name) && (!isLength || text.holds(oneOf: phrases))
                || text.holds(name, isCommon: spare.isCommonWord, near: phrases)
        }
    }

    private static func isAboutRoles(_ text: RefusalText) -> Bool {
        if text.fields.contains("messages.role") || text.fields.contains("messages.system") { return true }
        if text.holds(oneOf: RefusalRules.order), text.holds(oneOf: RefusalRules.messages) { return true }
        let refusing = RefusalRules.refusing + ["not ", "no "]
        return RefusalRules.roles.contains { row in
            guard let found = text.plain.firstRange(of: row) else { return false }
            let around = text.plain[..<found.lowerBound].suffix(80) + text.plain[found.lowerBound...].prefix(120)
            return refusing.contains { around.contains($0) }
        }
    }

    private static func guess(_ text: RefusalText, _ sent: ChatBody) -> Concession? {
        guard [400, 422].contains(text.status), !text.holds(oneOf: RefusalRules.forms + RefusalRules.elsewhere) else {
            return nil
        }
        // One step after the other: a system role and a temperature are worth more than the rest.
        for step in [ChatBody.Spare.optional, [.temperature], [.systemRole]] {
            let members = step.filter { sent.has($0) }
            if !members.isEmpty { return .guess(members) }
        }
        return nil
    }
}
