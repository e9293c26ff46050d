import Platform

/// Carries HTTP requests, several at once, over connections that are used again.
///
/// One detached thread owns libcurl's multi handle; it starts, and libcurl is loaded, with the first request, and it
/// ends when the engine has gone and the last request is over. Nothing else blocks.
package final class TransferEngine: Sendable {
    private let queue: TransferQueue

    /// Makes an engine that does nothing yet.
    ///
    /// `environment` gives the certificates to trust (`CURL_CA_BUNDLE`, else `SSL_CERT_FILE`; `SSL_CERT_DIR`) and the
    /// proxies (`http_proxy`, `https_proxy`, `all_proxy`, `NO_PROXY`); without it there are none.
    package init(environment: [String: String] = [:]) {
        queue = TransferQueue(settings: TransferSettings(environment))
    }

    deinit { queue.post(.quit) }

    /// Starts a request and streams what comes back.
    ///
    /// The stream ends normally once the body is whole. Cancelling the consumer, or dropping the stream, closes the
    /// connection at once. Redirects are not followed. Throws `TransferError`.
    package func start(_ request: WebRequest) -> WebTransfer {
        let id = queue.nextID()
        let events = AsyncThrowingStream<TransferEvent, any Error> { [queue] continuation in
            continuation.onTermination = { reason in
                if case .cancelled = reason { queue.post(.cancel(id)) }
            }
            queue.post(.start(id, request, continuation))
        }
        return WebTransfer(events: events, id: id, queue: queue)
    }
}

/// One request under way.
package struct WebTransfer: Sendable {
    /// What comes back; for one consumer.
    package let events: AsyncThrowingStream<TransferEvent, any Error>
    private let id: Int
    private let queue: TransferQueue

    fileprivate init(events: AsyncThrowingStream<TransferEvent, any Error>, id: Int, queue: TransferQueue) {
        self.events = events
        self.id = id
        self.queue = queue
    }

    /// Waits from now on at most that many seconds for the next byte: less when little more is expected.
    package func limitIdle(to seconds: Double) {
        queue.post(.limitIdle(id, seconds))
    }
}
