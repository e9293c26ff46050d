/// An HTTP request, ready to be sent.
package struct WebRequest: Sendable, Equatable {
    /// The full address, `http://` or `https://`.
    package var url: String
    /// The body, sent with POST; nil makes the request a GET.
    package var body: [UInt8]?
    /// Header lines as `Name: value`, without line ends.
    package var headers: [String]
    /// True to bypass the environment's proxies, for example for this machine.
    package var direct: Bool
    /// True to connect to public addresses only, not to this machine or a private network.
    ///
    /// The address is checked when the connection is made, whatever name it had. A proxy decides by itself.
    var isPublicOnly = false
    /// The time limits.
    package var limits: TransferLimits

    /// True for https.
    var isSecure: Bool { url.hasPrefix("https:") }

    /// Creates a request.
    package init(
        url: String, body: [UInt8]? = nil, headers: [String] = [], direct: Bool = false,
        limits: TransferLimits = TransferLimits()
    ) {
        self.url = url
        self.body = body
        self.headers = headers
        self.direct = direct
        self.limits = limits
    }
}

/// The time limits of a transfer, in seconds.
package struct TransferLimits: Sendable, Equatable {
    /// The limit for connecting, including TLS.
    package var connect: Double
    /// The limit for the first byte of the body: servers are silent while they read a long prompt.
    package var firstByte: Double
    /// The limit for each further byte; comments that keep a stream alive count.
    package var idle: Double
    /// The limit for the answer to a question that is not essential.
    package var probe: Double

    /// Creates limits with the usual values unless given.
    package init(connect: Double = 10, firstByte: Double = 300, idle: Double = 60, probe: Double = 2) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
        self.probe = probe
    }
}

/// The status and headers of an answer.
package struct WebHead: Sendable, Equatable {
    /// The HTTP status, 200 to 599.
    package var status: Int
    /// The headers in order, names in lower case.
    package var fields: [Field]
    /// The text after the status; empty over HTTP/2.
    var phrase = ""

    /// One header.
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    /// Returns the value of the first header with that name (in lower case).
    package subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}

/// An event of a transfer: first one head, then any number of pieces of the body.
package enum TransferEvent: Sendable, Equatable {
    case head(WebHead)
    /// Bytes as they arrived, split anywhere.
    case body([UInt8])
}
