package import Manuscript
import Platform

/// The request that would have been sent, thrown in place of an answer when nothing may be sent (`--dry-run`).
package struct UnsentRequest: PlainError, Equatable {
    /// The URL, without any key.
    package var url: String
    /// The name of the service for messages.
    package var service: String
    /// The model's id.
    package var model: String
    /// The messages and sampling parameters; nil if only the list of models was asked for.
    package var request: ModelRequest?
    /// The body as it would be sent; nil if there is none.
    package var body: JSONValue?

    /// Creates the description of a request.
    package init(url: String, service: String, model: String, request: ModelRequest? = nil, body: JSONValue? = nil) {
        self.url = url
        self.service = service
        self.model = model
        self.request = request
        self.body = body
    }

    package var sentence: String { "Nothing was sent to \(service): this is a dry run." }
}
