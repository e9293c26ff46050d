package import Manuscript
import Platform

/// Thrown in place of an answer where nothing may be sent (`--dry-run`): what would have been sent.
package struct UnsentRequest: PlainError, Equatable {
    /// Where to, without any key.
    package var url: String
    /// The service in words for people.
    package var service: String
    /// The model's id.
    package var model: String
    /// The messages and how the answer is to be made; nil where only a list is asked for.
    package var request: ModelRequest?
    /// The body as it would go out; nil where there is none.
    package var body: JSONValue?

    /// Describes a request.
    package init(url: String, service: String, model: String, request: ModelRequest? = nil, body: JSONValue? = nil) {
        self.url = url
        self.service = service
        self.model = model
        self.request = request
        self.body = body
    }

    package var sentence: String { "Nothing was sent to \(service): this is a dry run." }
}
