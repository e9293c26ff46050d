package import Manuscript
import Platform

/// A request as a test's server got it.
package struct ReceivedRequest: Sendable, Equatable {
    /// `GET`, `POST`.
    package var method: String
    /// The path, without a query.
    package var path: String
    /// The headers, names in lower case.
    package var headers: [String: String]
    /// The body's bytes.
    package var bytes: [UInt8]

    /// Makes a request.
    package init(method: String, path: String, headers: [String: String] = [:], bytes: [UInt8] = []) {
        self.method = method
        self.path = path
        self.headers = headers
        self.bytes = bytes
    }

    /// The body as JSON; nil where it is none.
    package var json: JSONValue? {
        try? JSONValue(parsing: String(decoding: bytes, as: UTF8.self))
    }

    /// True if this is a request for a chat completion.
    package var isChat: Bool { path.hasSuffix("/chat/completions") }

    /// The texts of the messages of one role, in order.
    package func messages(_ role: String) -> [String] {
        (json?["messages"]?.array ?? []).filter { $0["role"]?.string == role }.compactMap { $0["content"]?.string }
    }
}
