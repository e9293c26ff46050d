// The only place that knows the operating system: every other file imports Platform.
#if canImport(Glibc)
    @_exported public import Glibc
#else
    @_exported public import Darwin
#endif
#if canImport(FoundationEssentials)
    @_exported public import FoundationEssentials
#else
    @_exported public import Foundation
#endif
#if canImport(System)
    @_exported public import System
#else
    @_exported public import SystemPackage
#endif

/// Flushes a file's bytes to the disk itself, not only to its cache; returns 0 on success.
func syncToDisk(_ file: Int32) -> Int32 {
    #if canImport(Glibc)
        fsync(file)
    #else
        fcntl(file, F_FULLFSYNC)
    #endif
}

/// Returns the time of a file's last change.
func modificationTime(_ information: stat) -> timespec {
    #if canImport(Glibc)
        information.st_mtim
    #else
        information.st_mtimespec
    #endif
}

/// Flushes bytes added to a file to the disk itself, with only the metadata needed to read them.
///
/// POSIX.1-2017 `fdatasync`. Returns 0 on success.
@discardableResult
package func syncAdded(to file: Int32) -> Int32 {
    #if canImport(Glibc)
        fdatasync(file)
    #else
        fcntl(file, F_FULLFSYNC)
    #endif
}

/// The type of a stream socket; Glibc and Darwin declare it with different types.
var streamSocket: Int32 {
    #if canImport(Glibc)
        Int32(SOCK_STREAM.rawValue)
    #else
        SOCK_STREAM
    #endif
}

/// The sentence about a system without `/proc` (proc(5)), from which libdispatch reads the state of its threads.
///
/// Where it cannot, it traps after a second. Nil on other systems, and where `/proc` is mounted.
package var missingProc: String? {
    #if canImport(Glibc)
        Files.exists("/proc/self")
            ? nil
            : "There is no /proc here, which Swift programs need. Mount it with `mount -t proc proc /proc`, then try again."
    #else
        nil
    #endif
}
