import CLibEdit
import Platform

/// The terminal output of libedit and the prompt.
final class EditorOutput {
    /// The placeholders in libedit's line for characters of several code points.
    let standIns = GraphemePlaceholders()
    private let screen = Screen(descriptor: STDOUT_FILENO)
    /// True if the terminal understands no control sequences.
    private let isDumb: Bool
    private let keyReports: KeyReports?
    private let signals = SignalPipe()
    private var stream: UnsafeMutablePointer<FILE>?
    /// Output that is captured instead of written; nil if nothing is being captured.
    private var kept: [UInt8]?

    init(isDumb: Bool, keyReports: KeyReports?) {
        self.isDumb = isDumb
        self.keyReports = keyReports
    }

    /// Begins the modes of a prompt: marked pastes, and reports of keys that look alike.
    ///
    /// After the program has continued, this brings back the modes that the stop or another program ended.
    func beginPrompt() {
        let isOn = signals.hasKeyReports
        signals.keepKeyReports(end: keyReports?.end)
        send("\u{1B}[?2004h" + (keyReports.map { isOn ? $0.again : $0.start } ?? ""))
    }

    /// Ends the modes of a prompt.
    func endPrompt() {
        send("\u{1B}[?2004l" + (signals.hasKeyReports ? keyReports.map { "\($0.end)" } ?? "" : ""))
        signals.keepKeyReports(end: nil)
    }

    /// Returns a libedit instance that draws through this object; it must end before this object does.
    func editor() -> OpaquePointer? {
        galley_el_init(
            "galley", Unmanaged.passUnretained(self).toOpaque(), { EditorOutput.write($0, $1, $2) }, &stream)
    }

    deinit { galley_close(stream) }

    /// The current number of columns.
    var columns: Int { max(1, screen.columns) }
    /// The current number of rows.
    var rows: Int { screen.rows }

    /// Writes Galley's own output.
    func send(_ text: String) {
        try? screen.write(isDumb ? text.replacing(/\u{1B}(?:\[[0-9;?]*[A-Za-z]|[78])/, with: "") : text)
    }

    /// Returns the multi-key sequences that are bound in an editor, as libedit lists them.
    func boundSequences(of editor: OpaquePointer?) -> Set<[UInt8]> {
        guard let stream else { return [] }
        kept = []
        galley_el_list_bindings(editor)
        fflush(stream)
        defer { kept = nil }
        let lines = String(decoding: kept ?? [], as: UTF8.self).split(separator: "\n")
        return Set(lines.drop { !$0.hasPrefix("Multi-character") }.compactMap(Self.sequence))
    }

    /// Returns the keys of a line such as `"^[[15~"  ->  em-next-word`; nil if it is not such a line.
    private static func sequence(in line: Substring) -> [UInt8]? {
        guard line.first == "\"", let end = line.firstRange(of: "\" ")?.lowerBound else { return nil }
        var bytes: [UInt8] = []
        var rest = Array(line[line.index(after: line.startIndex)..<end].utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "^"), let letter = rest.popFirst() {
                bytes.append(letter == UInt8(ascii: "?") ? 0x7F : letter & 0x1F)
            } else if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
                bytes.append(escaped)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// Writes libedit's output, with placeholders replaced by the characters they stand for.
    private static func write(
        _ context: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<CChar>?, _ count: Int
    ) -> Int {
        guard let context, let bytes else { return 0 }
        let output = Unmanaged<EditorOutput>.fromOpaque(context).takeUnretainedValue()
        if output.kept != nil {
            output.kept?.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
            return count
        }
        let shown = output.standIns.shown(UnsafeRawBufferPointer(start: bytes, count: count))
        output.send(String(decoding: shown, as: UTF8.self))
        return count
    }
}
