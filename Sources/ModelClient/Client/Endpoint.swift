package import Chains
import Platform

/// The address of a model server, the model and the key.
package struct Endpoint: Sendable, Equatable {
    /// The address to which the protocol's paths are added, such as `https://api.groq.com/openai/v1`.
    package let baseURL: String
    /// The query with its question mark, such as `?api-version=2024-10-21`; empty if there is none.
    package let query: String
    /// The host alone, without port or brackets.
    package let host: String
    /// The key, sent with every request; nil if the server needs none.
    package let apiKey: String?
    /// The display name of the service.
    package let service: String
    /// The model's id; empty if it is not known yet.
    package var model: String
    /// Extra header lines, name to value.
    package let headers: [String: String]

    /// Creates an endpoint from an address as people type it.
    ///
    /// Drops a trailing slash and a pasted `/chat/completions`, adds `/v1` to an address without a path, and keeps a
    /// query. `service` defaults to the host. A key is cleaned of characters that come along when it is copied. Throws
    /// `ModelError.invalidSetting` if the address is unusable, or if a key or header holds characters not allowed in a
    /// header.
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

    /// Returns the address of one of the protocol's paths, such as `models`.
    package func url(_ path: String) -> String { "\(baseURL)/\(path)\(query)" }

    /// Returns the address of a path outside the protocol: without `/v1`.
    package func root(_ path: String) -> String {
        "\(baseURL.hasSuffix("/v1") ? String(baseURL.dropLast(3)) : baseURL)/\(path)\(query)"
    }

    /// True for Azure, which takes keys in a separate header.
    private var isAzure: Bool { host.hasSuffix(".azure.com") || query.contains("api-version=") }

    /// True if the server runs on this machine (127.0.0.0/8, ::1 or localhost).
    var isLoopback: Bool { BaseAddress.isLoopback(host) }

    /// True if the connection is not encrypted.
    package var isPlain: Bool { baseURL.hasPrefix("http:") }

    /// Returns the header lines of every request, including the key.
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
            // Azure's older addresses refuse a key sent as a bearer token.
            if !host.hasSuffix(".openai.azure.com") { lines.append("Authorization: Bearer \(apiKey)") }
        }
        return lines + ["User-Agent: galley"]
    }
}

// The key must never appear, in case an endpoint ends up in a message.
extension Endpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(service) (\(baseURL), model \(model))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["baseURL": baseURL, "model": model]) }
}
