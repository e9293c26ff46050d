package import Chains
import Platform

/// Where a model is served, and the key for it.
package struct Endpoint: Sendable, Equatable {
    /// The address that the paths of the protocol are added to, such as `https://api.groq.com/openai/v1`.
    package let baseURL: String
    /// What the address is asked with, such as `?api-version=2024-10-21`; empty where there is nothing.
    package let query: String
    /// The host alone, without port and brackets.
    package let host: String
    /// Sent as a bearer token; nil where the server wants none.
    package let apiKey: String?
    /// The service in words for people.
    package let service: String
    /// The model's id; empty where it is still to be found out.
    package var model: String
    /// Further header lines, name to value.
    package let headers: [String: String]

    /// Makes an endpoint from an address as people type it.
    ///
    /// A trailing slash goes; an address without a path gets `/v1`; a pasted `/chat/completions` goes; a query stays.
    /// `service` is the host unless given. A key is cleaned of what comes along when it is copied. Throws
    /// `ModelError.invalidSetting` where the address cannot be used, or a key or header holds what no header may.
    package init(
        baseURL: String, apiKey: String? = nil, service: String? = nil, model: String = "",
        headers: [String: String] = [:]
    ) throws(ModelError) {
        let address = try BaseAddress(baseURL)
        self.baseURL = address.text
        query = address.query
        host = address.host
        self.service = service ?? address.shownHost
        let key = try apiKey.map { (key) throws(ModelError) in try PastedKey.cleaned(key, service ?? address.shownHost)
        }
        self.apiKey = key.flatMap { $0.isEmpty ? nil : $0 }
        self.model = model.isEmpty ? address.deployment ?? "" : model
        self.headers = headers
        let words = headers.flatMap { [$0.key, $0.value] }
        if words.contains(where: { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } }) {
            throw .invalidSetting("A header for \(self.service) holds a line end or control character. Set it again.")
        }
    }

    /// The address of one of the protocol's paths, such as `models`.
    package func url(_ path: String) -> String { "\(baseURL)/\(path)\(query)" }

    /// The address of a path beside the protocol's own ones: without `/v1`.
    package func root(_ path: String) -> String {
        "\(baseURL.hasSuffix("/v1") ? String(baseURL.dropLast(3)) : baseURL)/\(path)\(query)"
    }

    /// Whether Azure serves it, which takes keys in a header of its own.
    private var isAzure: Bool { host.hasSuffix(".azure.com") || query.contains("api-version=") }

    /// Whether the server is this machine itself (127.0.0.0/8, ::1 or localhost).
    package var isLoopback: Bool { BaseAddress.isLoopback(host) }

    /// Whether what is sent can be read on the way.
    package var isPlain: Bool { baseURL.hasPrefix("http:") }

    /// The header lines of every request, the key included.
    ///
    /// Throws `ModelError.invalidSetting` rather than sending a secret over plain HTTP to another machine.
    package func headerLines() throws(ModelError) -> [String] {
        let secrets: Set = ["authorization", "proxy-authorization", "api-key", "x-api-key", "cookie"]
        let hasSecret = apiKey != nil || headers.keys.contains { secrets.contains($0.lowercased()) }
        if hasSecret, isPlain, !isLoopback {
            throw .invalidSetting(
                "A key is never sent over plain http to \(host), where everybody on the way could read it. Use https://, or unset the key."
            )
        }
        var lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        if let apiKey {
            if isAzure { lines.append("api-key: \(apiKey)") }
            // Azure's older addresses refuse a key that comes as a token.
            if !host.hasSuffix(".openai.azure.com") { lines.append("Authorization: Bearer \(apiKey)") }
        }
        return lines + ["User-Agent: galley"]
    }
}

// Never the key, should an endpoint end up in a message.
extension Endpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(service) (\(baseURL), model \(model))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["baseURL": baseURL, "model": model]) }
}
