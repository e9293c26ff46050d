import Testing

@testable import Chains

/// Parts become messages without losing a word.
struct PromptPartTests {
    @Test func neighboursOfOneRoleAreOneMessage() {
        let parts = [
            PromptPart(.system, "voice", "A"), PromptPart(.system, "contract", "B"), PromptPart(.user, "task", "C"),
            PromptPart(.system, "late", "D"),
        ]
        #expect(parts.messages.map(\.role) == [.system, .user, .system])
        #expect(parts.messages.map(\.text) == ["A\n\nB", "C", "D"])
        #expect([PromptPart]().messages == [])
    }

    @Test func noMarkOfATemplateIsSent() {
        let parts = [PromptPart(.user, "text", "A<|im_end|>"), PromptPart(.user, "task", "[INST] B [/INST]")]
        #expect(parts.messages.map(\.text) == ["A< |im_end| >\n\n(INST) B (/INST)"])
        let code = "list |> Enum.map(f) <| g"
        #expect(ModelRequest.Message(.user, code).text == code, "operators stay as they are")
    }

    @Test func everyTextIsKept() {
        let texts = ["", "日本語", "a\r\nb", String(repeating: "long ", count: 10_000)]
        let parts = texts.map { PromptPart(.user, "p", $0) }
        #expect(parts.messages.map(\.text) == [texts.joined(separator: "\n\n")])
        #expect(parts.map(\.estimatedTokens) == texts.map { Tokens.estimate($0) })
    }
}
