import CLibCurl

/// The loaded functions of libcurl.
struct CurlLibrary {
    /// The functions; valid until the process ends.
    let functions: UnsafePointer<galley_curl>

    /// Loads libcurl, once per process.
    ///
    /// Throws `TransferError.unreachable` if it is missing or too old.
    init() throws(TransferError) {
        // Must remain the only caller of this function: every object file that calls it would have separate state.
        guard let functions = galley_curl_load() else {
            throw .unreachable(reason: "libcurl cannot be loaded", again: false)
        }
        if let missing = functions.pointee.missing {
            throw .unreachable(reason: String(cString: missing), again: false)
        }
        self.functions = functions
    }
}

/// The installed libcurl.
package enum InstalledCurl {
    /// The version, such as "7.88.1"; loads libcurl, and is nil if that fails.
    package static var version: String? {
        guard let library = try? CurlLibrary(),
            let information = library.functions.pointee.version_info(CURLVERSION_FIRST)
        else { return nil }
        return information.pointee.version.map { String(cString: $0) }
    }
}

/// Wakes the thread that waits in a multi handle.
///
/// `curl_multi_wakeup` is the only multi handle function that any thread may call; the handle must still exist.
struct CurlWaker: @unchecked Sendable {
    let functions: UnsafePointer<galley_curl>
    let multi: UnsafeMutableRawPointer

    /// Wakes the waiting thread once.
    func wake() { _ = functions.pointee.multi_wakeup(multi) }
}
