import CLibCurl

/// libcurl's functions, loaded.
struct CurlLibrary {
    /// The functions; valid to the end of the process.
    let functions: UnsafePointer<galley_curl>

    /// Loads libcurl, once a process.
    ///
    /// Throws `TransferError.unreachable` where it is missing or too old.
    init() throws(TransferError) {
        // The only caller of this function: every object file that calls it would have a state of its own.
        guard let functions = galley_curl_load() else {
            throw .unreachable(reason: "libcurl cannot be loaded", again: false)
        }
        if let missing = functions.pointee.missing {
            throw .unreachable(reason: String(cString: missing), again: false)
        }
        self.functions = functions
    }
}

/// libcurl as the program finds it.
package enum InstalledCurl {
    /// Its version, such as "7.88.1"; nil where it cannot be loaded, which this tries.
    package static var version: String? {
        guard let library = try? CurlLibrary(),
            let information = library.functions.pointee.version_info(CURLVERSION_FIRST)
        else { return nil }
        return information.pointee.version.map { String(cString: $0) }
    }
}

/// Wakes the thread that sleeps in a multi handle.
///
/// `curl_multi_wakeup` is the one function of a multi handle that any thread may call; the handle must still be there.
struct CurlWaker: @unchecked Sendable {
    let functions: UnsafePointer<galley_curl>
    let multi: UnsafeMutableRawPointer

    /// Makes the sleeper go round once.
    func wake() { _ = functions.pointee.multi_wakeup(multi) }
}
