// The one place that knows which operating system this is: every other file imports Platform.
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

/// Brings a file's bytes to the disk itself, not only to its cache; 0 where it worked.
func syncToDisk(_ file: Int32) -> Int32 {
    #if canImport(Glibc)
        fsync(file)
    #else
        fcntl(file, F_FULLFSYNC)
    #endif
}

/// When a file was changed last.
func modificationTime(_ information: stat) -> timespec {
    #if canImport(Glibc)
        information.st_mtim
    #else
        information.st_mtimespec
    #endif
}

/// Brings what was added to a file to the disk itself, with no more of its description than is needed to read it.
///
/// POSIX.1-2017 `fdatasync`. 0 where it worked.
@discardableResult
package func syncAdded(to file: Int32) -> Int32 {
    #if canImport(Glibc)
        fdatasync(file)
    #else
        fcntl(file, F_FULLFSYNC)
    #endif
}

/// The type of a socket whose bytes come in order; a number here, an enumeration there.
var streamSocket: Int32 {
    #if canImport(Glibc)
        Int32(SOCK_STREAM.rawValue)
    #else
        SOCK_STREAM
    #endif
}
