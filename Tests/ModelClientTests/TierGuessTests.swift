import Chains
import ModelClient
import Testing

@Suite struct TierGuessTests {
    @Test(arguments: [
        "smollm2:135m", "SmolLM2-135M-Instruct", "qwen2.5:0.5b", "smollm", "tinystories-33m", "gemma3:270m",
    ]) func `Models below a billion parameters are small`(name: String) {
        #expect(ModelProfile.Tier(model: name) == .small)
    }

    @Test(arguments: [
        "llama-3.2-1b-instruct", "llama3.2:3b", "gemma3:4b", "tinyllama", "llama3.2:latest", "gemma-3n-e2b-it",
        "deepseek-r1:1.5b", "Qwen2.5-3B-Instruct-GGUF", "phi-2",
    ]) func `Models from one to seven billion are medium`(name: String) {
        #expect(ModelProfile.Tier(model: name) == .medium)
    }

    @Test(arguments: [
        "openai/gpt-oss-120b", "gpt-4.1-mini", "qwen3:8b", "mixtral:8x7b", "qwen3-30b-a3b", "llama-3.3-70b-versatile",
        "mistral", "claude-x", "", "llama3.2-vision", "gpt-4o-128k",
    ]) func `The others are large`(name: String) {
        #expect(ModelProfile.Tier(model: name) == .large)
    }
}
