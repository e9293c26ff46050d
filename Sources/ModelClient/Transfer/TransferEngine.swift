import Platform

/// Runs HTTP requests, several at once, over reused connections.
///
/// One detached thread owns libcurl's multi handle. The first request starts the thread and loads libcurl; the thread
/// ends when the engine is gone and the last request has ended. Nothing else blocks.
package final class TransferEngine: Sendable {
    private let queue: TransferQueue

    /// Creates an engine that does nothing yet.
    ///
    /// `environment` sets the trusted certificates (`CURL_CA_BUNDLE`, else `SSL_CERT_FILE`; `SSL_CERT_DIR`) and the
    /// proxies (`http_proxy`, `https_proxy`, `all_proxy`, `NO_PROXY`); without it there are no proxies.
    package init(environment: [String: String] = [:]) {
        queue = TransferQueue(settings: TransferSettings(environment))
    }

    deinit { queue.post(.quit) }

    /// Starts a request and streams the answer.
    ///
    /// The stream ends normally when the body is complete. Cancelling the consumer, or dropping the stream, closes the
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

/// A request in flight.
package struct WebTransfer: Sendable {
    /// The answer's events; for one consumer.
    package let events: AsyncThrowingStream<TransferEvent, any Error>
    private let id: Int
    private let queue: TransferQueue

    fileprivate init(events: AsyncThrowingStream<TransferEvent, any Error>, id: Int, queue: TransferQueue) {
        self.events = events
        self.id = id
        self.queue = queue
    }

    /// Limits the wait for the next byte to the given seconds from now on, for when little more is expected.
    func limitIdle(to seconds: Double) {
        queue.post(.limitIdle(id, seconds))
    }
}
