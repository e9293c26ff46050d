/// A thread for the rare work that blocks in a C library and so must not run on Swift's own threads.
package enum DetachedThread {
    /// Runs `body` on a new detached thread with all signals masked, so that signals still go to the main thread.
    ///
    /// Returns false if the system cannot create a thread.
    package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        // A new thread inherits the mask of its creator.
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let work = Unmanaged.passRetained(Work(body))
        var thread: Thread = Self.none
        guard pthread_create(&thread, &attributes, entry, work.toOpaque()) == 0 else {
            work.release()
            return false
        }
        return true
    }

    #if canImport(Glibc)
        private typealias Thread = pthread_t
        private typealias Context = UnsafeMutableRawPointer?
        private static var none: Thread { 0 }
    #else
        private typealias Thread = pthread_t?
        private typealias Context = UnsafeMutableRawPointer
        private static var none: Thread { nil }
    #endif

    private static var entry: @convention(c) (Context) -> UnsafeMutableRawPointer? {
        { context in
            let context: UnsafeMutableRawPointer? = context
            if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
