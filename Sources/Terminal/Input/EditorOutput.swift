import CLibEdit
import Platform

/// What libedit and the prompt write to the terminal.
final class EditorOutput {
    /// What stands in libedit's line for characters of several code points.
    let standIns = StandIns()
    private let screen = Screen(descriptor: STDOUT_FILENO)
    /// Whether the terminal knows no control sequences.
    private let isDumb: Bool
    private var stream: UnsafeMutablePointer<FILE>?

    init(isDumb: Bool) { self.isDumb = isDumb }

    /// libedit, which draws through this; to be ended before this is gone.
    func editor() -> OpaquePointer? {
        galley_el_init(
            "galley", Unmanaged.passUnretained(self).toOpaque(), { EditorOutput.write($0, $1, $2) }, &stream)
    }

    deinit { galley_close(stream) }

    /// Columns at this moment.
    var columns: Int { max(1, screen.columns) }
    /// Rows at this moment.
    var rows: Int { screen.rows }

    /// Writes a text of galley's own.
    func send(_ text: String) {
        try? screen.write(isDumb ? text.replacing(/\u{1B}(?:\[[0-9;?]*[A-Za-z]|[78])/, with: "") : text)
    }

    /// Writes what libedit draws, with what is meant in place of what stands for it.
    private static func write(
        _ context: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<CChar>?, _ count: Int
    ) -> Int {
        guard let context, let bytes else { return 0 }
        let output = Unmanaged<EditorOutput>.fromOpaque(context).takeUnretainedValue()
        let shown = output.standIns.shown(UnsafeRawBufferPointer(start: bytes, count: count))
        output.send(String(decoding: shown, as: UTF8.self))
        return count
    }
}
