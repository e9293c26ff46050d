import Platform

/// A page or document from the web.
package struct FetchedPage: Sendable, Equatable {
    /// The address after redirects.
    package var url: String
    package var bytes: [UInt8]
    /// The value of the `Content-Type` header (RFC 9110, 8.3); nil if there is none.
    package var type: String?

    /// Makes a page.
    package init(url: String, bytes: [UInt8], type: String?) {
        self.url = url
        self.bytes = bytes
        self.type = type
    }
}

/// Fetches pages from the web.
package protocol PageSource: Sendable {
    /// Returns the page at a web address that the writer typed.
    ///
    /// Throws a `PlainError`, or `CancellationError` if the task is cancelled.
    func page(at url: String) async throws -> FetchedPage
}

/// Errors in fetching a page.
package enum PageError: PlainError, Equatable {
    case badAddress(String)
    case refused(url: String, status: Int)
    case unreachable(url: String, reason: String)
    case tooLarge(url: String, limit: Int)
    case tooSlow(url: String, seconds: Int)
    case redirectLoop(url: String)
    case badRedirect(url: String)
    case privateNetwork(url: String)
    case wrongType(url: String, type: String)
    /// This program has no access to the web.
    case unavailable(url: String)

    package var sentence: String {
        switch self {
        case .badAddress(let url):
            "\(url.prefix(120)) is not a web address. Give one that begins with http:// or https://."
        case .refused(let url, let status) where status == 401 || status == 403:
            "\(url) needs a sign-in or refuses programs (status \(status)). Save the page in a browser, and add the file."
        case .refused(let url, let status):
            "\(url) answered with status \(status), so nothing was added. Check the address."
        case .unreachable(let url, let reason):
            "\(url) cannot be reached: \(reason). Check the address and the connection."
        case .tooLarge(let url, let limit):
            "\(url) is larger than \(limit >> 20) MB, so it was not added. Download it, and add a part of it as a file."
        case .tooSlow(let url, let seconds): "\(url) did not arrive within \(seconds) seconds. Try again later."
        case .redirectLoop(let url):
            "\(url) redirects again and again, so it was not added. Give the page's own address."
        case .badRedirect(let url):
            "\(url) redirects to something other than a web page, so it was not added. Give the page's own address."
        case .privateNetwork(let url):
            "\(url) leads to a private network, which Galley reads only at an address typed as localhost or in digits."
        case .wrongType(let url, let type):
            "\(url) is of the type \(type.prefix(60)), so it was not added. Give a page, a text, a PDF or a docx."
        case .unavailable(let url): "\(url) cannot be fetched here. Save the page, and add the file."
        }
    }
}

/// A source of pages without access to the web.
package struct NoPages: PageSource {
    /// Makes one.
    package init() {}

    /// Throws `PageError.unavailable`.
    package func page(at url: String) async throws -> FetchedPage { throw PageError.unavailable(url: url) }
}
