import Testing

@testable import ModelClient

@Suite struct OllamaHostTests {
    @Test(
        arguments: [
            (nil, "http://127.0.0.1:11434/v1"), ("", "http://127.0.0.1:11434/v1"), (":9", "http://127.0.0.1:9/v1"),
            ("0.0.0.0", "http://127.0.0.1:11434/v1"), ("box", "http://box:11434/v1"), ("box:80", "http://box:80/v1"),
            ("https://o.example/", "https://o.example:443/v1"), ("http://o.example:5/x", "http://o.example:5/x/v1"),
            ("[::]:7", "http://[::1]:7/v1"), ("::1", "http://[::1]:11434/v1"), ("box:abc", nil),
        ] as [(String?, String?)]) func `Every form that Ollama takes is taken`(value: String?, expected: String?)
    {
        #expect(OllamaHost.baseURL(value) == expected)
    }
}
