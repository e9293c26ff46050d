import Platform
import Terminal

/// What is printed without a session and a user interface: help, versions, completions, the manual.
enum StandardOutput {
    /// Writes a text to standard output and returns the exit status; a reader that has left is no failure.
    static func give(_ text: String) -> Int32 {
        // Without its handlers a reader that leaves would end the program by a signal.
        _ = SignalPipe()
        do { try Screen.standardOutput(environment: [:]).write(text) } catch let failure as WriteFailure {
            try? Screen.standardError(environment: [:]).write("galley: \(failure.sentence)\n")
            return 1
        } catch {}
        return 0
    }

    /// Keeps the places of standard streams that are closed, so that no session or socket that is opened gets their number.
    ///
    /// What is written there then fails as on a closed descriptor, and what is read ends at once.
    static func keepPlaces() {
        for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
            // The lowest free number is taken (POSIX.1-2017 `open`), which is this one.
            if open("/dev/null", O_RDONLY) < 0 { _ = open("/", O_RDONLY) }
        }
    }
}
