/// A system call that failed on a file or folder.
package struct SystemError: PlainError, Equatable {
    /// The failed action, as the end of "cannot be …": "read", "written", "made".
    package var action: String
    /// The file or folder, as the user named it.
    package var path: String
    /// The value of `errno` (POSIX.1-2017, `<errno.h>`).
    package var code: Int32

    /// Creates an error; the code defaults to that of the last system call.
    package init(_ action: String, _ path: String, code: Int32 = errno) {
        self.action = action
        self.path = path
        self.code = code
    }

    package var sentence: String { "\(path) cannot be \(action): \(reason)." }

    /// The reason in words, with advice for the common ones.
    package var reason: String {
        switch code {
        case ENOENT: "there is no such file or folder"
        case EACCES, EPERM: "permission denied; choose another place or change its permissions"
        case EISDIR: "it is a folder; name a file"
        case ENOTDIR: "a part of the path is a file, not a folder"
        case EEXIST: "it exists already"
        case ENOSPC, EDQUOT: "the disk is full; make room and try again"
        case EBADF: "it is closed, or open for reading only"
        case EROFS: "the disk is read-only; choose another place"
        case ENAMETOOLONG: "the name is too long"
        case ELOOP: "it is a symbolic link that is not followed here, or that leads back to itself"
        default: String(cString: strerror(code)).lowercased()
        }
    }
}
