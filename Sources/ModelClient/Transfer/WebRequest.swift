/// One HTTP request, ready to be sent.
package struct WebRequest: Sendable, Equatable {
    /// The whole address, `http://` or `https://`.
    package var url: String
    /// The body, sent with POST; nil makes the request a GET.
    package var body: [UInt8]?
    /// Header lines as `Name: value`, without line ends.
    package var headers: [String]
    /// Whether to pass by every proxy of the environment, as for this machine itself.
    package var direct: Bool
    /// How long to wait for what.
    package var limits: TransferLimits

    /// True for https.
    var isSecure: Bool { url.hasPrefix("https:") }

    /// Makes a request.
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

/// How long a transfer waits, in seconds.
package struct TransferLimits: Sendable, Equatable {
    /// For the connection, TLS included.
    package var connect: Double
    /// For the first byte of the body: servers are silent while they read a long prompt.
    package var firstByte: Double
    /// For the next byte; comments that keep a stream alive count.
    package var idle: Double
    /// For the answer to a question that a call can do without.
    package var probe: Double

    /// Makes limits; the usual ones unless given.
    package init(connect: Double = 10, firstByte: Double = 300, idle: Double = 60, probe: Double = 2) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
        self.probe = probe
    }
}

/// The status and the headers of an answer.
package struct WebHead: Sendable, Equatable {
    /// The HTTP status, 200 to 599.
    package var status: Int
    /// The headers in order, names in lower case.
    package var fields: [Field]
    /// The words behind the status; empty over HTTP/2.
    var phrase = ""

    /// One header.
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    /// The value of the first header of that name (in lower case).
    package subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}

/// What a transfer yields, in this order: one head, then any number of pieces of the body.
package enum TransferEvent: Sendable, Equatable {
    case head(WebHead)
    /// Bytes as they came, cut anywhere.
    case body([UInt8])
}
