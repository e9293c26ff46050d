/// A mark that chat templates and reasoning models put between the parts of an answer.
///
/// Sources: the chat templates of DeepSeek, Qwen, Mistral, Llama, Gemma, Phi, Granite, Cohere, GLM, Kimi and Seed, and
/// OpenAI's "harmony response format" for gpt-oss.
enum AnswerMark: Equatable {
    /// Reasoning begins; the name identifies the mark that ends it.
    case opens(String)
    case closes(String)
    /// The answer proper begins or ends, after reasoning.
    case wraps(String)
    case unwraps(String)
    /// The turn ends.
    case ends
    /// A turn begins, and its role follows.
    case turns
    /// A turn of the model begins.
    case speaks
    /// A turn of another role begins.
    case leaves
    /// A text begins, or a header ends: no meaning before an answer.
    case begins
    /// HTML's struck-out text; its end, `</s>`, also ends turns.
    case strikes
    /// A mark of an unknown template: it ends the answer if nothing follows.
    case unknown
    /// gpt-oss: a message begins, its channel follows, its text begins.
    case start
    case channel
    case message

    /// The result of matching the bytes at a position.
    enum Match: Equatable {
        case mark(AnswerMark, length: Int)
        /// The bytes may become a mark.
        case begun
        case none
    }

    /// Returns true if a mark may begin with the byte.
    static func mayBegin(with byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "&"), 0xE2: true
        default: false
        }
    }

    /// Looks for a mark at `start`; case is ignored.
    static func match(_ bytes: [UInt8], at start: Int) -> Match {
        var match = Match.none
        let rest = bytes.count - start
        for (word, mark) in table[bytes[start]] ?? [] {
            var length = 1
            while length < word.count, length < rest, word[length] == bytes[start + length].lowercased { length += 1 }
            if length == word.count { return .mark(mark, length: length) }
            if length == rest { match = .begun }
        }
        let other = unknown(bytes, at: start)
        return other == .none ? match : other
    }

    /// Looks for any `<|word|>` at `start`.
    private static func unknown(_ bytes: [UInt8], at start: Int) -> Match {
        let (opening, closing) = (Array("<|".utf8), Array("|>".utf8))
        let head = bytes[start...].prefix(2)
        guard head.elementsEqual(opening) else { return opening.starts(with: head) ? .begun : .none }
        let word = bytes[(start + 2)...].prefix(longestWord).prefix { $0 == 0x5F || $0.isASCIIAlphanumeric }
        let tail = bytes[word.endIndex...].prefix(2)
        guard !tail.elementsEqual(closing) else {
            return word.isEmpty ? .none : .mark(.unknown, length: word.endIndex + 2 - start)
        }
        return closing.starts(with: tail) && word.endIndex + tail.count == bytes.count ? .begun : .none
    }

    /// The maximum length in bytes of the word in an unknown mark.
    private static let longestWord = 40

    /// Returns true if the start of an answer looks like unmarked reasoning; it may begin with white space.
    ///
    /// Returns nil if more text is needed. The templates of DeepSeek-R1, QwQ and others put the opening mark into the
    /// prompt.
    static func beginsAsReasoning(_ text: [UInt8]) -> Bool? {
        let plain = text.prefix(40).map(\.lowercased)
        // gpt-oss with its marks removed: "analysisWe need to …assistantfinalBread …".
        if plain.starts(with: analysis), text.count > analysis.count {
            return (0x41...0x5A).contains(text[analysis.count])
        }
        if openings.contains(where: { plain.starts(with: $0) && $0 != analysis }) { return true }
        return openings.contains { $0.starts(with: plain) } ? nil : false
    }

    /// The words around the reasoning of Granite, which has no marks.
    private static let granite = "here is my thought process:"
    private static let graniteEnd = Array("here is my response:".utf8)

    /// Returns the number of bytes at the end of unmarked reasoning that announce the answer; nil if it goes on.
    static func endOfReasoning(_ text: [UInt8]) -> Int? {
        let end = "assistantfinal".utf8
        if text.last == end.last, text.suffix(end.count).elementsEqual(end), text.starts(with: analysis) {
            return end.count
        }
        guard text.last == UInt8(ascii: ":"),
            text.suffix(graniteEnd.count).map(\.lowercased) == graniteEnd,
            text.prefix(40).map(\.lowercased).starts(with: granite.utf8)
        else { return nil }
        return graniteEnd.count
    }

    private static let analysis = Array("analysis".utf8)
    private static let openings = [
        "analysis",
        "okay, ", "okay. ", "ok, ", "alright, ", "hmm", "the user ", "the user's ", "we need to ", "i need to ",
        "i should ", "let me ", "so, the user", "so the user", granite, "first, i ", "let's think", "thinking process:",
        "here's a thinking process", "we are asked", "we are to ", "好的", "嗯", "用户", "首先，",
    ].map { Array($0.utf8) }

    /// The name of HTML's folded text, which holds reasoning only if it says so.
    static let details = "details"
    private static let reasoning = [
        "think", "thinking", "thought", "thoughts", "reasoning", "reflection", "scratchpad", "seed:think", "mm:think",
        "analysis", "cot", "plan", "antthinking", "inner_thoughts", "inner_monologue", "internal_thoughts",
        "internal_monologue", "chain_of_thought", "thought_process", "thinking_process", "reasoning_process",
    ]

    /// The marks by their first byte, in lower case.
    private static let table: [UInt8: [(word: [UInt8], mark: AnswerMark)]] = {
        var table: [UInt8: [(word: [UInt8], mark: AnswerMark)]] = [:]
        func put(_ word: String, _ mark: AnswerMark) {
            let bytes = word.utf8.map(\.lowercased)
            table[bytes[0], default: []].append((bytes, mark))
        }
        for name in reasoning {
            for word in ["<\(name)>", "&lt;\(name)&gt;"] { put(word, .opens(name)) }
            for word in ["</\(name)>", "&lt;/\(name)&gt;"] { put(word, .closes(name)) }
        }
        put("< think >", .opens("think"))
        for word in ["</ think >", "< /think >"] { put(word, .closes("think")) }
        put("<details type=\"reasoning\"", .opens(details))
        put("</details>", .closes(details))
        for name in ["answer", "response", "output", "final_answer", "solution"] {
            put("<\(name)>", .wraps(name))
            put("</\(name)>", .unwraps(name))
        }
        for (opening, closing) in [
            ("[THINK]", "[/THINK]"), ("◁think▷", "◁/think▷"), ("<|begin_of_thought|>", "<|end_of_thought|>"),
            ("<|START_THINKING|>", "<|END_THINKING|>"), ("<|channel>thought", "<channel|>"),
            ("<unused94>thought", "<unused95>"), ("<|think|>", "<|/think|>"),
            ("<｜begin▁of▁thinking｜>", "<｜end▁of▁thinking｜>"),
        ] {
            put(opening, .opens(closing))
            put(closing, .closes(closing))
        }
        for (words, mark) in templates { for word in words { put(word, mark) } }
        return table
    }()

    private static let templates: [([String], AnswerMark)] = [
        (
            [
                "<|im_end|>", "<|eot_id|>", "<|eom_id|>", "<|end_of_text|>", "<|endoftext|>", "<|end|>", "<|return|>",
                "<|call|>", "<|eot|>", "<end_of_turn>", "</s>", "<eos>", "<｜end▁of▁sentence｜>", "<|end_of_sentence|>",
                "<|END_OF_TURN_TOKEN|>", "<|END_RESPONSE|>", "<|END_TEXT|>", "<|end_of_turn|>", "<|endofturn|>",
                "<|eos|>", "<pad>", "[EOS]", "<|eod|>", "<|endofassistant|>", "<|assistant_end|>",
                "<|end_of_solution|>", "<turn|>", "<|turn_end|>",
            ], .ends
        ),
        (
            [
                "<|im_start|>", "<|start_header_id|>", "<|header_start|>", "<start_of_turn>", "<|start_of_role|>",
                "<|START_OF_TURN_TOKEN|>", "<|turn>",
            ], .turns
        ),
        (["<|assistant|>", "<｜Assistant｜>", "<|CHATBOT_TOKEN|>", "<|im_assistant|>", "[/INST]"], .speaks),
        (
            [
                "<|user|>", "<|system|>", "<｜User｜>", "<|human|>", "<|observation|>", "<|im_user|>", "<|im_system|>",
                "[INST]", "<|USER_TOKEN|>", "<|SYSTEM_TOKEN|>",
            ], .leaves
        ),
        (
            [
                "<bos>", "<|begin_of_text|>", "<｜begin▁of▁sentence｜>", "<|end_header_id|>", "<|header_end|>",
                "<|end_of_role|>", "<|im_middle|>", "<|START_RESPONSE|>", "<|START_TEXT|>", "<|begin_of_solution|>",
            ], .begins
        ),
        (["<s>"], .strikes), (["<|start|>"], .start), (["<|channel|>"], .channel), (["<|message|>"], .message),
    ]
}

extension UInt8 {
    /// The byte in lower case if it is an ASCII capital; otherwise unchanged.
    var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self + 0x20 : self }

    /// True if the byte is an ASCII letter or digit.
    fileprivate var isASCIIAlphanumeric: Bool { (0x61...0x7A).contains(lowercased) || (0x30...0x39).contains(self) }
}
