import CLibCurl
import Platform

/// One request under way, with everything that libcurl points into while it runs.
///
/// Lives on the engine's thread alone.
final class Transfer {
    let id: Int
    /// libcurl's handle, freed with this object; take it out of the multi handle first.
    let easy: UnsafeMutableRawPointer
    private var request: WebRequest
    private let curl: CurlLibrary
    private let continuation: TransferQueue.Continuation
    private let said: UnsafeMutablePointer<CChar>
    private var headerLines: UnsafeMutablePointer<curl_slist>?
    private var headParser = HeadParser()
    private var headBytes = 0
    private var headIsOut = false
    private var pending: [UInt8] = []
    private var hasBody = false
    private var lastActivity = ContinuousClock.now

    init(
        id: Int, request: WebRequest, certificates: String?, curl: CurlLibrary,
        continuation: TransferQueue.Continuation
    ) throws(TransferError) {
        guard let easy = curl.functions.pointee.easy_init() else {
            throw .unreachable(reason: "libcurl has no memory", again: false)
        }
        self.id = id
        self.easy = easy
        self.request = request
        self.curl = curl
        self.continuation = continuation
        said = .allocate(capacity: Int(CURL_ERROR_SIZE))
        said.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        configure(certificates: certificates)
    }

    deinit {
        curl.functions.pointee.easy_cleanup(easy)
        curl.functions.pointee.slist_free_all(headerLines)
        said.deallocate()
    }

    /// Hands out what came since the last time; returns how many bytes of the body.
    @discardableResult
    func flush() -> Int {
        if !headIsOut, let head = headParser.head {
            headIsOut = true
            continuation.yield(.head(head))
        }
        guard headIsOut, !pending.isEmpty else { return 0 }
        defer { pending = [] }
        continuation.yield(.body(pending))
        return pending.count
    }

    /// Ends the stream; nil means that the answer is whole.
    func finish(throwing error: (any Error)?) {
        flush()
        continuation.finish(throwing: error)
    }

    /// Waits from now on at most that many seconds for the next byte.
    func limitIdle(to seconds: Double) {
        request.limits.idle = min(request.limits.idle, seconds)
        lastActivity = .now
    }

    /// When to give up unless something comes.
    var deadline: ContinuousClock.Instant {
        lastActivity + .seconds(hasBody ? request.limits.idle : request.limits.firstByte)
    }

    /// What giving up is called.
    var lateness: TransferError {
        hasBody
            ? .timedOut(.nextByte, seconds: request.limits.idle.wholeSeconds)
            : .timedOut(.firstByte, seconds: request.limits.firstByte.wholeSeconds)
    }

    /// What libcurl's result means; nil for a whole answer.
    func error(for result: CURLcode) -> TransferError? {
        TransferError(
            result, said: String(cString: said), system: galley_get_long(curl.functions, easy, CURLINFO_OS_ERRNO),
            connectSeconds: request.limits.connect.wholeSeconds)
    }

    private func configure(certificates: String?) {
        let lib = curl.functions
        galley_set_string(lib, easy, CURLOPT_URL, request.url)
        galley_set_string(lib, easy, CURLOPT_PROTOCOLS_STR, "http,https")
        galley_set_pointer(lib, easy, CURLOPT_ERRORBUFFER, said)
        galley_set_long(lib, easy, CURLOPT_NOSIGNAL, 1)
        galley_set_long(lib, easy, CURLOPT_FOLLOWLOCATION, 0)
        galley_set_long(lib, easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        galley_set_long(lib, easy, CURLOPT_TCP_KEEPALIVE, 1)
        galley_set_long(lib, easy, CURLOPT_CONNECTTIMEOUT_MS, Int(max(1, request.limits.connect * 1000)))
        // Every encoding that libcurl can undo.
        galley_set_string(lib, easy, CURLOPT_ACCEPT_ENCODING, "")
        if request.url.hasPrefix("https:") {
            // Waits to share one HTTP/2 connection; over plain HTTP it would put requests one behind another.
            galley_set_long(lib, easy, CURLOPT_PIPEWAIT, 1)
        }
        if request.direct { galley_set_string(lib, easy, CURLOPT_NOPROXY, "*") }
        if let certificates { galley_set_string(lib, easy, CURLOPT_CAINFO, certificates) }
        // Without this a large body would wait a second for a `100 Continue`.
        for line in ["Expect:"] + request.headers {
            headerLines = lib.pointee.slist_append(headerLines, line)
        }
        galley_set_list(lib, easy, CURLOPT_HTTPHEADER, headerLines)
        if let body = request.body {
            galley_set_long(lib, easy, CURLOPT_POST, 1)
            galley_set_size(lib, easy, CURLOPT_POSTFIELDSIZE_LARGE, Int64(body.count))
            body.withUnsafeBytes { bytes in
                _ = galley_set_pointer(lib, easy, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress)
            }
        }
        setCallbacks()
    }

    private func setCallbacks() {
        let lib = curl.functions
        let context = Unmanaged.passUnretained(self).toOpaque()
        galley_set_receive(lib, easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Transfer.receive(bytes, size * count, context) { $0.takesHeader($1) }
        }
        galley_set_pointer(lib, easy, CURLOPT_HEADERDATA, context)
        galley_set_receive(lib, easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Transfer.receive(bytes, size * count, context) {
                $0.takeBody($1)
                return true
            }
        }
        galley_set_pointer(lib, easy, CURLOPT_WRITEDATA, context)
    }

    private static func receive(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ takes: (Transfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let context else { return 0 }
        let isTaken = takes(
            Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue(),
            UnsafeRawBufferPointer(start: bytes, count: count))
        // Anything but the whole count ends the transfer.
        return isTaken ? count : 0
    }

    /// Takes a line of the head; false where there is no end of them.
    private func takesHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        headBytes += line.count
        headParser.take(line)
        return headBytes <= 1_048_576
    }

    private func takeBody(_ bytes: UnsafeRawBufferPointer) {
        lastActivity = .now
        hasBody = true
        pending.append(contentsOf: bytes)
    }
}

extension Double {
    /// Seconds as sentences give them: whole, at least one.
    fileprivate var wholeSeconds: Int { Int(Swift.max(1, rounded(.up))) }
}
