extension Files {
    /// True if text is piped or redirected to standard input, and nobody has read any of it.
    ///
    /// A terminal and `/dev/null` have no text, and neither has a file that a loop of the shell reads line by line.
    package static var hasPipedInput: Bool {
        var information = stat()
        guard fstat(STDIN_FILENO, &information) == 0 else { return false }
        switch information.st_mode & S_IFMT {
        case S_IFIFO, S_IFSOCK: return true
        case S_IFREG: return information.st_size > 0 && lseek(STDIN_FILENO, 0, SEEK_CUR) == 0
        default: return false
        }
    }
}
