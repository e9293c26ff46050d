import CLibCurl
import Platform

/// A request in flight, with all memory that libcurl refers to while it runs.
///
/// Used only on the engine's thread.
final class Transfer {
    let id: Int
    /// libcurl's handle, freed with this object; remove it from the multi handle first.
    let easy: UnsafeMutableRawPointer
    private(set) var request: WebRequest
    private let curl: CurlLibrary
    private let settings: TransferSettings
    private let proxy: Proxy?
    private let continuation: TransferQueue.Continuation
    private let said: UnsafeMutablePointer<CChar>
    private var headerLines: UnsafeMutablePointer<curl_slist>?
    private var headParser: HeadParser
    private var headBytes = 0
    private var headIsOut = false
    private var pending: [UInt8] = []
    private var hasBody = false
    /// The reason to abort the transfer, although libcurl would continue.
    private(set) var failure: TransferError?
    private var lastActivity = ContinuousClock.now
    /// The time to check whether TLS has begun.
    private var tlsLook: ContinuousClock.Instant?
    /// True once the server was asked whether it speaks the other scheme, and for the probe itself.
    var isProbed = false

    init(
        id: Int, request: WebRequest, settings: TransferSettings, curl: CurlLibrary,
        continuation: TransferQueue.Continuation
    ) throws(TransferError) {
        guard let easy = curl.functions.pointee.easy_init() else {
            throw .unreachable(reason: "libcurl ran out of memory", again: false)
        }
        self.id = id
        self.easy = easy
        self.request = request
        self.curl = curl
        self.continuation = continuation
        self.settings = settings
        let proxy = request.direct ? nil : settings.proxies.proxy(for: request.url)
        self.proxy = proxy
        headParser = HeadParser(tunnel: proxy?.isSocks == false && request.isSecure)
        said = .allocate(capacity: Int(CURL_ERROR_SIZE))
        said.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        // A test request would go to any address.
        isProbed = request.isPublicOnly
        configure()
    }

    deinit {
        curl.functions.pointee.easy_cleanup(easy)
        curl.functions.pointee.slist_free_all(headerLines)
        said.deallocate()
    }

    /// Yields the data received since the last call; returns the number of body bytes.
    @discardableResult
    func flush() -> Int {
        if !headIsOut, let head = headParser.head {
            if let proxy, !request.isSecure, !proxy.isSocks, head.isProxysOwn {
                failure = failure ?? proxy.refusal(head)
                return 0
            }
            headIsOut = true
            continuation.yield(.head(head))
        }
        guard headIsOut, !pending.isEmpty else { return 0 }
        defer { pending = [] }
        continuation.yield(.body(pending))
        return pending.count
    }

    /// Makes libcurl close the connection when the transfer is removed before its end.
    ///
    /// Over HTTP/2, libcurl 7.88 would keep the connection, and hold back the reset of the stream until something else
    /// is sent: the server would continue to work, at the user's cost. No other transfer shares the connection (see
    /// `TransferLoop`).
    func forbidReuse() { galley_set_long(curl.functions, easy, CURLOPT_FORBID_REUSE, 1) }

    /// Ends the stream; nil means that the answer is complete.
    func finish(throwing error: (any Error)?) {
        flush()
        continuation.finish(throwing: error)
    }

    /// Limits the wait for the next byte to the given seconds from now on.
    func limitIdle(to seconds: Double) {
        request.limits.idle = seconds
        lastActivity = .now
    }

    /// The time at which the transfer is aborted if nothing arrives.
    var deadline: ContinuousClock.Instant {
        lastActivity + .seconds(hasBody ? request.limits.idle : request.limits.firstByte)
    }

    /// The head of the answer, once complete.
    var head: WebHead? { headParser.head }

    /// The scheme, host and port of the address.
    var origin: String { PlainHTTP.origin(of: request.url) }

    /// True if the server may speak TLS at an http address.
    var maySpeakTLS: Bool { !request.isSecure && proxy == nil && !isProbed }

    /// True if TLS has begun.
    var hasTLS: Bool {
        request.isSecure && galley_get_double(curl.functions, easy, CURLINFO_PRETRANSFER_TIME) > 0
    }

    /// True if the server may speak plain HTTP at an https address; this is checked only once, and never through a
    /// proxy.
    var mayBePlain: Bool { request.isSecure && proxy == nil && !isProbed }

    /// Records that libcurl has started the transfer.
    func hasStarted(isKnownSecure: Bool) {
        lastActivity = .now
        tlsLook = mayBePlain && !isKnownSecure ? .now + PlainHTTP.patience : nil
    }

    /// Returns true, once, if the server's address was resolved a while ago and TLS has still not begun.
    func isSilentBeforeTLS() -> Bool {
        guard let look = tlsLook, look <= .now else { return false }
        tlsLook = nil
        guard galley_get_double(curl.functions, easy, CURLINFO_PRETRANSFER_TIME) == 0 else { return false }
        // libcurl reports a connection only after TLS is done, so the name lookup is the best available sign.
        if galley_get_double(curl.functions, easy, CURLINFO_NAMELOOKUP_TIME) > 0 { return true }
        tlsLook = .now + PlainHTTP.patience / 4
        return false
    }

    /// The next time to check the transfer, even if nothing arrives.
    var nextLook: ContinuousClock.Instant { tlsLook.map { min($0, deadline) } ?? deadline }

    /// The timeout error for an aborted transfer.
    var lateness: TransferError {
        hasBody
            ? .timedOut(.nextByte, seconds: request.limits.idle.wholeSeconds)
            : .timedOut(.firstByte, seconds: request.limits.firstByte.wholeSeconds)
    }

    /// Converts libcurl's result; nil if the answer is complete.
    func error(for result: CURLcode) -> TransferError? {
        if let failure { return failure }
        let lib = curl.functions
        return TransferError(
            CurlOutcome(
                result: result, said: String(cString: said).cleanLine(limit: 160),
                system: galley_get_long(lib, easy, CURLINFO_OS_ERRNO),
                connectSeconds: request.limits.connect.wholeSeconds, proxy: proxy, isSecure: request.isSecure,
                hasBytes: headBytes > 0,
                tunnel: headParser.tunnel, socks: galley_get_long(lib, easy, CURLINFO_PROXY_ERROR),
                proxyVerification: galley_get_long(lib, easy, CURLINFO_PROXY_SSL_VERIFYRESULT), settings: settings))
    }

    private func configure() {
        let lib = curl.functions
        galley_set_string(lib, easy, CURLOPT_URL, request.url)
        galley_set_string(lib, easy, CURLOPT_PROTOCOLS_STR, "http,https")
        galley_set_pointer(lib, easy, CURLOPT_ERRORBUFFER, said)
        galley_set_long(lib, easy, CURLOPT_NOSIGNAL, 1)
        galley_set_long(lib, easy, CURLOPT_FOLLOWLOCATION, 0)
        galley_set_long(lib, easy, CURLOPT_TCP_KEEPALIVE, 1)
        galley_set_long(lib, easy, CURLOPT_CONNECTTIMEOUT_MS, Int(max(1, request.limits.connect * 1000)))
        // Accepts every encoding that libcurl can decode.
        galley_set_string(lib, easy, CURLOPT_ACCEPT_ENCODING, "")
        // Keeps libcurl from reading proxy variables itself: the engine must know which proxy is used.
        galley_set_string(lib, easy, CURLOPT_PROXY, proxy?.address ?? "")
        galley_set_string(lib, easy, CURLOPT_NOPROXY, "")
        trust()
        // Without this, a large body would wait a second for a `100 Continue`.
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
        if request.isPublicOnly, proxy == nil { restrict() }
    }

    /// Lets the transfer connect to public addresses only.
    private func restrict() {
        let lib = curl.functions
        // An open connection would not be checked again.
        galley_set_long(lib, easy, CURLOPT_FRESH_CONNECT, 1)
        galley_set_long(lib, easy, CURLOPT_FORBID_REUSE, 1)
        galley_set_socket(lib, easy, CURLOPT_OPENSOCKETFUNCTION) { context, _, address in
            guard let context, let address else { return -1 }
            let isPrivate = withUnsafePointer(to: &address.pointee.addr) { PrivateNetwork.contains($0) }
            guard isPrivate else { return galley_open_socket(address) }
            Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().failure = .privateNetwork
            return -1
        }
        galley_set_pointer(lib, easy, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Sets the trusted certificates, for servers and proxies alike.
    private func trust() {
        if let file = settings.certificateFile {
            galley_set_string(curl.functions, easy, CURLOPT_CAINFO, file)
            galley_set_string(curl.functions, easy, CURLOPT_PROXY_CAINFO, file)
        }
        if let folders = settings.certificateFolders {
            galley_set_string(curl.functions, easy, CURLOPT_CAPATH, folders)
            galley_set_string(curl.functions, easy, CURLOPT_PROXY_CAPATH, folders)
        }
    }

    private func setCallbacks() {
        let lib = curl.functions
        let context = Unmanaged.passUnretained(self).toOpaque()
        galley_set_receive(lib, easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Transfer.receive(bytes, size * count, context) { $0.takeHeader($1) }
        }
        galley_set_pointer(lib, easy, CURLOPT_HEADERDATA, context)
        galley_set_receive(lib, easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Transfer.receive(bytes, size * count, context) { $0.takeBody($1) }
        }
        galley_set_pointer(lib, easy, CURLOPT_WRITEDATA, context)
    }

    /// Accepts all data, since a transfer aborted by libcurl keeps its connection over HTTP/2 (see `forbidReuse`).
    private static func receive(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ take: (Transfer, UnsafeRawBufferPointer) -> Void
    ) -> Int {
        guard let context else { return 0 }
        take(
            Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue(),
            UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    private func takeHeader(_ line: UnsafeRawBufferPointer) {
        headBytes += line.count
        guard headBytes <= Self.longestHead else {
            failure = .dropped(reason: "the header of its answer never ends")
            return
        }
        headParser.take(line)
    }

    /// The maximum length of a head, in bytes.
    private static let longestHead = 1_048_576

    private func takeBody(_ bytes: UnsafeRawBufferPointer) {
        lastActivity = .now
        hasBody = true
        guard failure == nil else { return }
        pending.append(contentsOf: bytes)
    }
}

extension Double {
    /// The duration for messages: whole seconds, at least one.
    fileprivate var wholeSeconds: Int { Int(Swift.max(1, rounded(.up))) }
}
