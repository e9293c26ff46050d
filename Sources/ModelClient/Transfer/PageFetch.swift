package import Library
import Platform

/// Fetches one page from the web, with limits on size, time and redirects.
struct PageFetch: Sendable {
    let engine: TransferEngine
    /// The largest page, in bytes.
    var size = 32 << 20
    /// The time for the whole page, in seconds.
    var seconds = 60
    var redirects = 5

    /// Returns the page at an address that the writer typed.
    ///
    /// Private networks are read only if the typed host is an address in digits, `localhost`, or a name without a public
    /// ending. A redirect stays on that host, or leads to a public address. Throws `PageError` or `CancellationError`.
    func page(at typed: String) async throws -> FetchedPage {
        let first = try Self.address(typed)
        return try await withThrowingTaskGroup(of: FetchedPage?.self) { group in
            group.addTask { try await follow(first) }
            group.addTask { [seconds] in
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            defer { group.cancelAll() }
            guard let page = try await group.next() ?? nil else {
                throw PageError.tooSlow(url: Self.shown(first.url), seconds: seconds)
            }
            return page
        }
    }

    /// A web address and its host.
    struct Address: Equatable {
        var url: String
        /// The host in lower case, without brackets.
        var host: String
    }

    /// Checks an address; throws `PageError.badAddress`.
    static func address(_ typed: String) throws(PageError) -> Address {
        // Addresses may be typed with letters that belong in percent codes.
        let bare = String(typed.prefix { $0 != "#" })
        let encoded = bare.utf8.map { byte in
            byte > 0x20 && byte < 0x7F ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
        }.joined()
        guard let parts = URLComponents(string: encoded), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.password == nil, parts.port.map({ (1...65_535).contains($0) }) ?? true
        else { throw .badAddress(String(typed.prefix(200))) }
        return Address(url: encoded, host: host.lowercased().filter { $0 != "[" && $0 != "]" })
    }

    /// Returns true if a typed host shows that the writer means a machine of a private network.
    static func isTypedPrivate(_ host: String) -> Bool {
        if let isPrivate = PrivateNetwork.contains(host: host) { return isPrivate }
        guard host.contains(".") else { return true }
        return [".localhost", ".local", ".lan", ".home", ".internal", ".intranet", ".home.arpa"].contains {
            host.hasSuffix($0)
        }
    }

    private func follow(_ first: Address) async throws -> FetchedPage {
        let mayBePrivate = Self.isTypedPrivate(first.host)
        var address = first
        for _ in 0...redirects {
            let isPublicOnly = !(mayBePrivate && address.host == first.host)
            if isPublicOnly, address.host == "localhost" || PrivateNetwork.contains(host: address.host) == true {
                throw PageError.privateNetwork(url: Self.shown(address.url))
            }
            var request = WebRequest(
                url: address.url,
                headers: ["User-Agent: galley", "Accept: text/html, text/*;q=0.9, application/pdf, */*;q=0.5"],
                direct: !isPublicOnly, limits: TransferLimits(connect: 15, firstByte: 30, idle: 20))
            request.isPublicOnly = isPublicOnly
            switch try await answer(to: request, address) {
            case .page(let page): return page
            case .redirect(let target): address = try Self.next(target, after: address, first)
            }
        }
        throw PageError.redirectLoop(url: Self.shown(first.url))
    }

    private enum Answer {
        case page(FetchedPage)
        case redirect(String)
    }

    private func answer(to request: WebRequest, _ address: Address) async throws -> Answer {
        let shown = Self.shown(address.url)
        do {
            var events = engine.start(request).events.makeAsyncIterator()
            guard case .head(let head)? = try await events.next(isolation: #isolation) else {
                try Task.checkCancellation()
                throw PageError.unreachable(url: shown, reason: "the connection was closed")
            }
            if [301, 302, 303, 307, 308].contains(head.status), let target = head["location"] {
                return .redirect(target)
            }
            guard head.status == 200 else { throw PageError.refused(url: shown, status: head.status) }
            let type = head["content-type"]
            guard Self.isReadable(type, address.url) else { throw PageError.wrongType(url: shown, type: type ?? "") }
            let tooLarge = PageError.tooLarge(url: shown, limit: size)
            guard head["content-length"].flatMap({ Int($0) }) ?? 0 <= size else { throw tooLarge }
            var bytes: [UInt8] = []
            while let event = try await events.next(isolation: #isolation) {
                guard case .body(let piece) = event else { continue }
                bytes += piece
                guard bytes.count <= size else { throw tooLarge }
            }
            try Task.checkCancellation()
            return .page(FetchedPage(url: address.url, bytes: bytes, type: type))
        } catch TransferError.privateNetwork {
            throw PageError.privateNetwork(url: shown)
        } catch let error as TransferError {
            try Task.checkCancellation()
            throw Self.failure(error, shown)
        }
    }

    private static func next(_ target: String, after address: Address, _ first: Address) throws(PageError) -> Address {
        let base = URL(string: address.url)
        guard let url = URL(string: target, relativeTo: base)?.absoluteString, let next = try? Self.address(url) else {
            throw .badRedirect(url: shown(first.url))
        }
        return next
    }

    /// Returns true for pages, texts, PDF and docx; a server that tells no type, or a vague one, is judged by the ending.
    private static func isReadable(_ type: String?, _ url: String) -> Bool {
        let type = (type ?? "").lowercased().prefix { $0 != ";" }.filter { $0 != " " }
        if type.hasPrefix("text/") || ["application/xhtml+xml", "application/pdf"].contains(type) { return true }
        if type.contains("wordprocessingml") { return true }
        guard type.isEmpty || ["application/octet-stream", "binary/octet-stream"].contains(type) else { return false }
        let path = url.prefix { $0 != "?" }.lowercased()
        return [".md", ".markdown", ".txt", ".html", ".htm", ".pdf", ".docx"].contains { path.hasSuffix($0) }
    }

    private static func failure(_ error: TransferError, _ url: String) -> PageError {
        switch error {
        case .unreachable(let reason, _): .unreachable(url: url, reason: reason)
        case .timedOut(_, let seconds): .tooSlow(url: url, seconds: seconds)
        case .untrusted: .unreachable(url: url, reason: "its certificate is not trusted")
        case .proxy: .unreachable(url: url, reason: "the proxy refused")
        case .speaksTLS: .unreachable(url: url, reason: "it speaks https, not http")
        case .dropped(let reason): .unreachable(url: url, reason: reason)
        case .closed, .privateNetwork: .unreachable(url: url, reason: "the connection was closed")
        }
    }

    /// The address without a query, which may hold a secret.
    private static func shown(_ url: String) -> String { String(url.prefix { $0 != "?" && $0 != "#" }) }
}

extension ModelWiring: PageSource {
    /// Returns a page over the connections of the models; a dry run fetches nothing.
    ///
    /// Throws `PageError` or `CancellationError`.
    package func page(at url: String) async throws -> FetchedPage {
        if isDry { throw PageError.unavailable(url: url) }
        return try await PageFetch(engine: engine).page(at: url)
    }
}
