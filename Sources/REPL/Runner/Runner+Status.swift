extension Runner {
    /// Exit statuses of the program.
    package enum Status {
        /// Success.
        package static let done: Int32 = 0
        /// A command failed.
        package static let failed: Int32 = 1
        /// The user interrupted the program: 128 plus the signal number, as in shells.
        package static let interrupted: Int32 = 130
        /// The terminal is gone: 128 plus SIGHUP.
        static let hungUp: Int32 = 129

        /// All statuses with their meanings, for the manual page and the documentation.
        ///
        /// The argument parser ends with 64 (`EX_USAGE` of sysexits.h), and SIGTERM with 143 (128 plus its number).
        package static let all: [(code: Int32, meaning: String)] = [
            (done, "success, including when the reader closes the pipe"), (failed, "a command failed"),
            (64, "wrong usage, or a configuration that cannot be read"), (hungUp, "ended by SIGHUP"),
            (interrupted, "interrupted by Ctrl-C"), (143, "ended by SIGTERM"),
        ]

        /// Returns the table for the documentation.
        package static func markdownTable() -> String {
            (["| status | meaning |", "|---|---|"] + all.map { "| \($0.code) | \($0.meaning) |" })
                .joined(separator: "\n")
        }
    }
}
