import Chains
import Manuscript
import ModelClient
import Testing

@Suite struct ChatBodyTests {
    private let profile = ModelProfile(model: "m", service: "S")
    private let sampling = ModelRequest.Sampling(
        temperature: 0.5, reasoningEffort: "low", seed: 7, minP: 0.05, repeatPenalty: 1.15, repeatLastN: 256)

    @Test func `A request is worded as the protocol has it`() throws {
        let schema: JSONValue = ["type": "object"]
        let request = ModelRequest(
            messages: [.init(.system, "s"), .init(.user, "u")], format: .jsonSchema(name: "outline", schema: schema),
            sampling: sampling, maxTokens: 9)
        let body = try JSONValue(parsing: String(decoding: ChatBody(request, profile: profile).bytes, as: UTF8.self))
        #expect(body["model"] == "m")
        #expect(body["stream"] == true)
        #expect(body["stream_options"] == ["include_usage": true])
        #expect(
            body["messages"]
                == [["role": "system", "content": "s"], ["role": "user", "content": "u"]])
        #expect(
            body["response_format"]
                == [
                    "type": "json_schema",
                    "json_schema": ["name": "outline", "strict": true, "schema": schema],
                ])
        #expect(body["max_tokens"] == 9)
        #expect(body["temperature"] == 0.5)
        #expect(body["reasoning_effort"] == "low")
        #expect(body["seed"] == 7)
        #expect(body["min_p"] == nil)
        #expect(body["cache_prompt"] == nil)
    }

    @Test func `Unset values are not sent`() {
        let body = ChatBody(ModelRequest(messages: []), profile: profile)
        #expect(Set(body.members.keys) == ["model", "stream", "stream_options", "messages"])
    }

    @Test func `llama_cpp gets its own fields`() {
        var profile = profile
        profile.takesLlamaSampling = true
        let body = ChatBody(ModelRequest(messages: [], sampling: sampling), profile: profile)
        #expect(body.members["min_p"] == 0.05)
        #expect(body.members["repeat_penalty"] == 1.15)
        #expect(body.members["repeat_last_n"] == 256)
        #expect(body.members["cache_prompt"] == true)
        #expect(!body.has(.dryMultiplier) && !body.has(.dryLastN))
    }

    @Test func `DRY goes to llama_cpp alone, and what it refuses is left out`() {
        var sampling = sampling
        sampling.dry = .init(multiplier: 0.8, allowedLength: 3, lastN: 512)
        sampling.reusesPrompt = false
        sampling.slot = 0
        let request = ModelRequest(messages: [], sampling: sampling)
        #expect(!ChatBody(request, profile: profile).members.keys.contains { $0.hasPrefix("dry_") })
        var llama = profile
        llama.takesLlamaSampling = true
        let body = ChatBody(request, profile: llama)
        #expect(body.members["dry_multiplier"] == 0.8 && body.members["dry_base"] == 1.75)
        #expect(body.members["dry_allowed_length"] == 3 && body.members["dry_penalty_last_n"] == 512)
        #expect(body.members["cache_prompt"] == false && body.members["id_slot"] == 0)
        #expect(ChatBody(request, profile: profile).members["id_slot"] == nil)
        #expect(ChatBody(request, profile: llama, spared: [.dryLastN]).members["dry_penalty_last_n"] == nil)
    }

    @Test func `Full stops are made likelier with a form of paragraphs alone`() {
        var (sampling, llama) = (sampling, profile)
        llama.takesLlamaSampling = true
        sampling.paragraphs = ParagraphShape(fullStopBias: 1.5, readsSentences: true)
        let request = ModelRequest(messages: [], sampling: sampling)
        #expect(ChatBody(request, profile: llama).members["logit_bias"] == [[".", 1.5]])
        #expect(ChatBody(request, profile: llama, spared: [.logitBias]).members["logit_bias"] == nil)
        #expect(ChatBody(request, profile: profile).members["logit_bias"] == nil)
        sampling.paragraphs = ParagraphShape()
        let other = ModelRequest(messages: [], sampling: sampling)
        #expect(ChatBody(other, profile: llama).members["logit_bias"] == nil)
    }

    @Test func `Refused parameters are left out or renamed`() {
        let request = ModelRequest(messages: [], format: .jsonObject, sampling: sampling, maxTokens: 9)
        let body = ChatBody(request, profile: profile, spared: [.streamOptions, .seed, .maxTokens])
        #expect(body.members["stream_options"] == nil)
        #expect(body.members["seed"] == nil)
        #expect(body.members["max_tokens"] == nil)
        #expect(body.members["max_completion_tokens"] == 9)
        #expect(body.members["response_format"] == ["type": "json_object"])
    }
}
