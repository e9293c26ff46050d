import Chains
import ModelClient
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1"),
        (" https://api.example.com/v1/ ", "https://api.example.com/v1"),
        ("HTTPS://Api.Example.com/openai/v1//", "https://api.example.com/openai/v1"),
        ("https://example.com/v1/chat/completions", "https://example.com/v1"),
        ("http://[::1]:9", "http://[::1]:9/v1"),
    ]) func `Addresses are brought to their usual form`(typed: String, expected: String) throws {
        #expect(try Endpoint(baseURL: typed).baseURL == expected)
    }

    @Test(arguments: ["localhost:8080", "", "ftp://x", "http://", "https://a b", "http://x:99999"])
    func `Addresses that cannot be used say why`(typed: String) {
        #expect(throws: ModelError.self) { try Endpoint(baseURL: typed) }
    }

    @Test func `The sentence names the scheme`() {
        #expect(
            throws: ModelError.invalidSetting(
                "The base URL \"localhost:8080\" cannot be used: it must begin with https:// (or http:// for this machine)."
            )
        ) { try Endpoint(baseURL: "localhost:8080") }
    }

    @Test(arguments: ["http://127.0.0.1", "http://127.9.8.7:1", "http://localhost:3", "http://[::1]", "https://a.com"])
    func `A key goes to this machine and over TLS`(url: String) throws {
        let endpoint = try Endpoint(baseURL: url, apiKey: " k\n")
        #expect(try endpoint.headerLines().contains("Authorization: Bearer k"))
    }

    @Test(arguments: [
        "http://example.com", "http://127.0.0.1.example.com", "http://127.example.com", "http://192.168.0.2",
        "http://localhost.example.com", "http://[::2]", "http://0.0.0.0",
    ]) func `A key never goes over plain http to another machine`(url: String) throws {
        let endpoint = try Endpoint(baseURL: url, apiKey: "k")
        #expect(throws: ModelError.self) { try endpoint.headerLines() }
        let hidden = try Endpoint(baseURL: url, headers: ["X-API-Key": "k"])
        #expect(throws: ModelError.self) { try hidden.headerLines() }
        #expect(try Endpoint(baseURL: url).headerLines() == ["User-Agent: galley"])
    }

    @Test func `A key with a line end inside is refused`() {
        #expect(throws: ModelError.self) { try Endpoint(baseURL: "https://a.com", apiKey: "a\r\nX: y") }
    }

    @Test func `The key is in no description`() throws {
        let endpoint = try Endpoint(baseURL: "https://a.com", apiKey: "sk-hidden")
        var dumped = ""
        dump(endpoint, to: &dumped)
        #expect(!"\(endpoint) \(String(reflecting: endpoint)) \(dumped)".contains("sk-hidden"))
    }
}
