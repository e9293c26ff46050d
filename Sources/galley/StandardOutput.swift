import Platform
import Terminal

/// Output without a session and a user interface: help, versions, completions, the manual.
enum StandardOutput {
    /// Writes a text to standard output and returns the exit status; it is not a failure if the reader has gone.
    static func give(_ text: String) -> Int32 {
        // Without the signal handlers, SIGPIPE would end the program.
        _ = SignalPipe()
        do { try Screen.standardOutput(environment: [:]).write(text) } catch let failure as WriteFailure {
            try? Screen.standardError(environment: [:]).write("galley: \(failure.sentence)\n")
            return 1
        } catch {}
        return 0
    }

    /// Opens closed standard streams, so that no session or socket gets their number.
    ///
    /// Writing to them then fails as on a closed descriptor, and reading ends at once.
    static func keepPlaces() {
        for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
            // `open` returns the lowest free number (POSIX.1-2017), which is this one.
            if open("/dev/null", O_RDONLY) < 0 { _ = open("/", O_RDONLY) }
        }
    }
}
