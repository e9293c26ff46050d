import ModelClient
import Platform
import Testing

@Suite struct AnswerReaderTests {
    struct Read: Equatable {
        var text = ""
        var reasoning = ""
        var calls: [String] = []
        /// True if text was delivered and then retracted.
        var wasRetracted = false
    }

    private static func read(_ pieces: [String], withholds: Bool = false) -> Read {
        var reader = AnswerReader(withholds: withholds)
        var read = Read()
        for piece in pieces.flatMap({ reader.feed($0) }) + reader.end() {
            switch piece {
            case .text(let words): read.text += words
            case .reasoning(let words): read.reasoning += words
            case .retracted:
                read.reasoning += read.text
                read.text = ""
                read.wasRetracted = true
            case .call(let name, let arguments): read.calls.append("\(name) \(arguments)")
            }
        }
        return read
    }

    private static func cut(_ whole: String, longest: Int) -> [String] {
        var parts: [String] = []
        var room = 0
        for scalar in whole.unicodeScalars {
            if room == 0 {
                parts.append("")
                room = Int.random(in: 1...longest)
            }
            parts[parts.count - 1].unicodeScalars.append(scalar)
            room -= 1
        }
        return parts
    }

    private func check(_ whole: String, _ text: String, _ reasoning: String?) {
        let once = Self.read([whole])
        #expect(once.text == text, "\(whole)")
        if let reasoning { #expect(once.reasoning == reasoning, "\(whole)") }
        for longest in [1, 1, 2, 3, 9, 30] {
            #expect(Self.read(Self.cut(whole, longest: longest)) == once, "cut: \(whole)")
        }
        let held = Self.read(Self.cut(whole, longest: 5), withholds: true)
        #expect(!held.wasRetracted)
        if !once.text.contains("</") { #expect(held.text == text, "held back: \(whole)") }
    }

    @Test(
        arguments: [
            ("plain", "plain", ""),
            ("<think>why</think>\n\nbecause", "because", "why"),
            ("\n <think>a < b </thin </think>c", "c", "a < b </thin "),
            ("<think>never closed", "", "never closed"),
            ("<think></think>x", "x", ""),
            ("say <think>no</think>", "say <think>no</think>", ""),
            ("<thinker", "<thinker", ""),
            ("<thi", "<thi", ""),
            ("  indented", "  indented", ""),
            ("<think>x</think>\n\n", "", "x"),
            ("<think>x</think> <thi", "<thi", "x"),
            ("<think>é🙂</think>\n文", "文", "é🙂"),
            ("<THINK>\nwhy\n</THINK>\nBread.", "Bread.", "\nwhy\n"),
            ("<thinking>\nkeep it short\n</thinking>\n\nBread.", "Bread.", "\nkeep it short\n"),
            ("<Thought>a</Thought>Bread.", "Bread.", "a"),
            ("<reasoning>a</reasoning>\n<answer>\nBread.\n</answer>", "Bread.\n", "a"),
            ("[THINK]a[/THINK]Bread.", "Bread.", "a"),
            ("◁think▷a◁/think▷Bread.", "Bread.", "a"),
            ("<seed:think>a</seed:think>Bread.", "Bread.", "a"),
            ("<|START_THINKING|>a<|END_THINKING|><|START_RESPONSE|>Bread.<|END_RESPONSE|>", "Bread.", "a"),
            (
                "<|begin_of_thought|>a<|end_of_thought|>\n\n<|begin_of_solution|>Bread.<|end_of_solution|>", "Bread.",
                "a"
            ),
            ("<|channel>thought\na<channel|>Bread.", "Bread.", "\na"),
            ("<think>write `</think>` last</think>Bread.", "Bread.", "write `</think>` last"),
            ("<think>\"</think>\" is a mark</think>Bread.", "Bread.", "\"</think>\" is a mark"),
            ("<think>a\n```\ndraft\n</think>\nBread.", "Bread.", "a\n```\ndraft\n"),
            ("<analysis>a</analysis>\nBread.", "Bread.", "a"), ("<plan>\na\n</plan>\n\nBread.", "Bread.", "\na\n"),
            ("<inner_thoughts>a</inner_thoughts>Bread.", "Bread.", "a"), ("<cot>a</cot>\nBread.", "Bread.", "a"),
            ("<internal_monologue>a</internal_monologue>\nBread.", "Bread.", "a"),
            ("<antThinking>a</antThinking>Bread.", "Bread.", "a"), ("<mm:think>a</mm:think>Bread.", "Bread.", "a"),
            ("< think >a</ think >\nBread.", "Bread.", "a"), ("&lt;think&gt;a&lt;/think&gt;\nBread.", "Bread.", "a"),
            (
                "<details type=\"reasoning\"><summary>Why</summary>a</details>\n\nBread.", "Bread.",
                "><summary>Why</summary>a"
            ),
            ("<｜begin▁of▁thinking｜>a<｜end▁of▁thinking｜>Bread.", "Bread.", "a"),
            ("<think>a <think>b</think> c</think>\nBread.", "Bread.", "a <think>bc"),
            ("<think>a <think>b <think>c</think> d</think> e</think>Bread.", "Bread.", "a <think>b <think>cde"),
            ("<think>Where is the <think> mark?</think>Bread.", "Bread.", "Where is the <think> mark?"),
            ("<think>a\n</details>\nb</think>Bread.", "Bread.", "a\n</details>\nb"),
            ("Bread.\n\n<think>\nmore?\n</think>\n\nFlour.", "Bread.\n\nFlour.", nil),
            ("Bread.\n\n<think>\nnever closed", "Bread.\n\n<think>\nnever closed", ""),
        ] as [(String, String, String?)]) func `Reasoning behind its mark is parted from the answer`(
            whole: String, text: String, reasoning: String?
        )
    { check(whole, text, reasoning) }

    @Test(
        arguments: [
            ("Okay, the user wants bread.\n</think>\n\nBread.", "Bread.", "Okay, the user wants bread.\n"),
            ("Plan it. Draft it.\n</think>\n\nBread.", "Bread.", "Plan it. Draft it.\n"),
            ("Plan it.</think>Bread.", "Bread.", "Plan it."),
            ("Plan it. </think> Bread.", "Bread.", "Plan it. "),
            ("先想一想。</think>面包。", "面包。", "先想一想。"),
            ("Plan </think>\nBread.", "Bread.", "Plan "),
            ("Plan\n</THINK>\nBread.", "Bread.", "Plan\n"),
            ("Plan\n</thinking>\nBread.", "Bread.", "Plan\n"),
            ("Plan\n</reasoning>\nBread.", "Bread.", "Plan\n"),
            ("Plan\n[/THINK]\nBread.", "Bread.", "Plan\n"),
            ("Plan\n◁/think▷\nBread.", "Bread.", "Plan\n"),
            ("\n</think>\n\nBread.", "Bread.", ""),
            ("Plan\n</think>\nBread.\n</think>\nFlour.", "Bread.\nFlour.", nil),
            ("Write `</think>` last.\n</think>\nBread.", "Bread.", "Write `</think>` last.\n"),
            ("```\n</think>\n```\nPlan\n</think>\nBread.", "Bread.", "```\n</think>\n```\nPlan\n"),
            (
                "Here is my thought process: bread.\nHere is my response: Bread rises.", "Bread rises.",
                "Here is my thought process: bread.\n"
            ),
            ("Plan\n</analysis>\nBread.", "Bread.", "Plan\n"), ("Plan\n</plan>\nBread.", "Bread.", "Plan\n"),
            ("analysisWe need bread.assistantfinalBread rises.", "Bread rises.", "analysisWe need bread."),
        ] as [(String, String, String?)]) func `Reasoning that nothing announces ends at its end mark`(
            whole: String, text: String, reasoning: String?
        )
    { check(whole, text, reasoning) }

    @Test(arguments: [
        "The `</think>` mark ends it.", "The </think> mark ends it.", "Models end with \"</think>\" or (</think>).",
        "Models end with “</think>”.", "It is called **</think>** there.", "| Mark | Use |\n| </think> | ends |",
        "Code:\n\n```html\n<think>\n</think>\n<|im_end|>\n```\n\nMore.", "~~~\n</think>\n~~~\n",
        "Code:\n\n    </think>\n\nMore.", "The `<|im_end|>` mark and the <|im_end|> mark.",
        "Use `</s>` or ``a ` </s>``.",
        "It was <s>wrong</s> right.", "<s>Wrong</s> right.", "analysis of bread", "analysisOf nothing",
        "a < b and c > d",
        "[INSTRUCTIONS] and [think] and [link](x)", "The user interface is a door.", "Let me begin with flour.",
        "Let me explain the <|im_end|> mark.", "<", "◁", "x <|", "```\n<|im_end|>", "<answer>42</answer>",
        "The <think> mark\n\nand </think> again.", "An <|assistant|> mark, and a <|user|> one.", "<b>bold</b>\n</p>",
        "Gpt-oss has <|channel|> marks.", "C:\\<s", "…<eos", "[/think",
        "<details>\n<summary>x</summary>\n\ny\n\n</details>\n\nz", "a &lt; b &amp; c",
        "A <|word|> is a mark.", "<|word|> is a mark.", "`<|word|>`", "```\n<|word|>\n```", "```\n<|word|>", "a <||>",
        "a <|two words|>", "The <plan> mark and the <analysis> one.", "Use `<pad>` or the [EOS] mark.",
        "a\n</details>\nb",
        "&lt;think", "< think", "Here is my thought process: bread rises.", "Use `&lt;think&gt;` there.",
    ]) func `Code and quoted marks are text`(whole: String) { check(whole, whole, "") }

    @Test(arguments: [
        ("Bread.<|im_end|>", "Bread."), ("Bread.\n<|im_end|>\n<|im_start|>user\nMore?", "Bread.\n"),
        ("Bread.<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nFlour.", "Bread."),
        ("Bread.</s>", "Bread."), ("Bread.</s><s>[INST] More? [/INST]", "Bread."),
        ("Bread.<end_of_turn>\n<start_of_turn>user\nMore?", "Bread."), ("Bread.<|endoftext|>Human: more", "Bread."),
        ("Bread. [INST] More? [/INST]", "Bread. "), ("Bread.\n[INST] More?", "Bread.\n"),
        ("Bread.<|im_start|>assistant\nFlour.", "Bread."), ("Bread.<|END_OF_TURN_TOKEN|>", "Bread."),
        ("Bread.\n\n<|user|>\nMore?", "Bread.\n\n"), ("Bread.<｜end▁of▁sentence｜>", "Bread."),
        ("Bread.<|eod|>", "Bread."), ("Bread.<|endofassistant|>", "Bread."), ("Bread.<|assistant_end|>", "Bread."),
        ("Bread.<pad><pad>", "Bread."), ("Bread.[EOS]", "Bread."), ("Bread.\n[EOS]\n", "Bread.\n"),
        ("Bread.<|any_word2|>", "Bread."), ("Bread.\n\n<|role_end|>\n ", "Bread.\n\n"), ("<|word|>", ""),
        ("A <|word|> b <|word|>", "A <|word|> b "), ("Bread and <|im_end|>\n", "Bread and "),
        ("<|im_start|>assistant\nBread.<|im_end|>", "Bread."),
        ("<|start_header_id|>assistant<|end_header_id|>\n\nBread.<|eot_id|>", "Bread."),
        ("<start_of_turn>model\nBread.<end_of_turn>", "Bread."), ("<s> Bread.</s>", "Bread."),
        ("<|assistant|>\nBread.<|end|>", "Bread."), ("<|im_end|>\nBread.", "Bread."), ("[/INST] Bread.", "Bread."),
        ("<|im_start|>assistant\n<think>\nwhy\n</think>\n\nBread.<|im_end|>", "Bread."),
        ("<|im_start|>Bread rises.", "Bread rises."), ("<|im_end|>", ""), ("<|im_start|>user\nMore?", ""),
        ("<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>Bread.", "Bread."),
        ("It was <s>wrong</s> right.</s>", "It was <s>wrong</s> right."),
        ("Bread.\n<think>\nmore\n<|im_end|>\n<|im_start|>user", "Bread.\n<think>\nmore\n"),
    ]) func `An answer ends at the marks of a chat template`(whole: String, text: String) { check(whole, text, nil) }

    @Test(arguments: [
        (
            "<|channel|>analysis<|message|>Plan.<|end|><|start|>assistant<|channel|>final<|message|>Bread.<|return|>",
            "Bread.", "Plan."
        ),
        ("<|channel|>final<|message|>Bread.", "Bread.", ""),
        ("<|start|>assistant<|channel|>final <|constrain|>json<|message|>{\"a\":1}", "{\"a\":1}", ""),
        (
            "<|channel|>analysis<|message|>A <|channel|>commentary<|message|>B<|end|>\n<|start|>assistant<|channel|>final<|message|>C",
            "C", "A B"
        ),
        ("Plan.<|end|><|start|>assistant<|channel|>final<|message|>Bread.<|end|>", "Bread.", "Plan."),
        ("Plan.<|channel|>final<|message|>Bread.", "Bread.", "Plan."),
        ("<|channel|>analysis<|message|>Plan.<|end|>", "", "Plan."),
        ("<|channel|>analysis<|message|>Plan, cut off", "", "Plan, cut off"),
        ("<|start|>assistant<|message|>Bread.<|end|><|start|>user<|message|>More?", "Bread.", ""),
        ("<|channel|>final<|message|>Bread.<|end|><|start|>assistant<|channel|>final<|message|>Again.", "Bread.", ""),
        ("<|channel|>final\nBread.", "Bread.", ""),
    ]) func `Of the channels of gpt-oss the final one is the answer`(whole: String, text: String, reasoning: String) {
        check(whole, text, reasoning)
    }

    @Test func `A call in a channel is a call`() {
        let whole =
            "<|channel|>analysis<|message|>Rename it.<|end|><|start|>assistant<|channel|>commentary to=functions.rename <|constrain|>json<|message|>{\"section\":\"1\"}<|call|>"
        for longest in [1, 7, 500] {
            let read = Self.read(Self.cut(whole, longest: longest))
            #expect(read.calls == ["rename {\"section\":\"1\"}"])
            #expect(read.text.isEmpty && read.reasoning == "Rename it.")
        }
    }

    @Test func `Text is handed on at once where no mark can begin`() {
        var reader = AnswerReader()
        #expect(reader.feed("Once") == [.text("Once")])
        #expect(reader.feed(" <think>") == [.text(" <think>")])
        #expect(reader.feed(" a `b` <") == [.text(" a `b` ")])
        #expect(reader.feed(" c") == [.text("< c")])
    }

    @Test func `Text that begins like reasoning is held back and never lost`() {
        var reader = AnswerReader()
        #expect(reader.feed("Okay, the user wants bread.") == [])
        #expect(reader.feed(" And so on.\n") == [])
        #expect(reader.end() == [.text("Okay, the user wants bread. And so on.\n")])
        let long = "Hmm " + String(repeating: "bread ", count: 20_000)
        #expect(Self.read([long]).text == long)
        #expect(Self.read([long + "\n</think>\nFlour."]).text == "Flour.")
    }

    /// Random pieces of marks, code and prose: any cutting gives the same, and nothing is lost without a mark.
    @Test func `Any chunking gives the same result`() {
        let parts = [
            "Bread. ", "\n", "\n\n", " ", "`", "```\n", "~~~\n", "<think>", "</think>", "<|im_end|>", "</s>", "<s>",
            "a",
            "Okay, ", "“", "”", "\"", "🙂", "<|channel|>", "final", "analysis", "<|message|>", "<|start|>", "assistant",
            "<|end|>", "[INST]", "[THINK]", "[/THINK]", "◁think▷", "    ", "<", "|", "<answer>", "</answer>", "\t",
            "\r\n",
            "<|im_start|>", "<|word|>", "<details type=\"reasoning\">", "</details>", "&lt;think&gt;", "user",
            " to=functions.show ", "{}", "<|call|>", "assistantfinal",
        ]
        for _ in 0..<3000 {
            let whole = (0..<Int.random(in: 1...14)).map { _ in parts.randomElement() ?? "" }.joined()
            let once = Self.read([whole])
            for longest in [1, 3, 12] { #expect(Self.read(Self.cut(whole, longest: longest)) == once, "\(whole)") }
            if !whole.contains(/[<◁\[&]|assistantfinal/) { #expect(once.text == whole) }
        }
    }

    /// Ten times the length takes about ten times the time, whatever the text is made of.
    @Test(arguments: [
        "<", "`", "<think>", "</think> a ", "[", "\n", " ", "◁", "a <|im_end|> b ", "<s>", "```\n", "Okay, ", "~",
        "\n<think>\n", "<think> a ", "<|a", "<|a|> ", "&", "<|start|>", "e </think>  ",
    ]) func `The time is linear in the length`(unit: String) {
        // Of the processor, since other tests run at the same time.
        func seconds(_ count: Int) -> Double {
            let pieces = Array(repeating: unit, count: count)
            var (start, end) = (timespec(), timespec())
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
            _ = Self.read(pieces)
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
            return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
        }
        let short = (0..<3).map { _ in seconds(2000) }.min() ?? 0
        let long = (0..<3).map { _ in seconds(20_000) }.min() ?? 0
        #expect(long < 50 * short, "\(short) s and \(long) s")
    }
}
