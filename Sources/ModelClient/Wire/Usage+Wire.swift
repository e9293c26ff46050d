import Manuscript

// How servers word the tokens that a call took (OpenAI's API reference, "usage").
extension Usage {
    /// Reads a `usage` object; nil for `null`.
    init?(scanning scanner: inout JSONScanner) throws(JSONScanner.Unusual) {
        if try scanner.skipNull() { return nil }
        self.init(calls: 1)
        try scanner.expect("{")
        var first = true
        while let key = try scanner.nextKey(&first) {
            if key.elementsEqual("prompt_tokens".utf8) {
                promptTokens = try scanner.count() ?? 0
            } else if key.elementsEqual("completion_tokens".utf8) {
                completionTokens = try scanner.count() ?? 0
            } else if key.elementsEqual("prompt_tokens_details".utf8) {
                cachedTokens = try Self.detail("cached_tokens", &scanner) ?? 0
            } else if key.elementsEqual("completion_tokens_details".utf8) {
                reasoningTokens = try Self.detail("reasoning_tokens", &scanner) ?? 0
            } else {
                try scanner.skip()
            }
        }
    }

    /// Reads a `usage` object out of a tree; nil where it is none.
    init?(_ tree: JSONValue?) {
        guard let tree, tree.object != nil else { return nil }
        self.init(
            promptTokens: tree["prompt_tokens"]?.int ?? 0,
            cachedTokens: tree["prompt_tokens_details"]?["cached_tokens"]?.int ?? 0,
            completionTokens: tree["completion_tokens"]?.int ?? 0,
            reasoningTokens: tree["completion_tokens_details"]?["reasoning_tokens"]?.int ?? 0,
            calls: 1)
    }

    private static func detail(
        _ name: String, _ scanner: inout JSONScanner
    ) throws(JSONScanner.Unusual) -> Int? {
        if try scanner.skipNull() { return nil }
        try scanner.expect("{")
        var first = true
        var value: Int?
        while let key = try scanner.nextKey(&first) {
            if key.elementsEqual(name.utf8) { value = try scanner.count() } else { try scanner.skip() }
        }
        return value
    }
}
