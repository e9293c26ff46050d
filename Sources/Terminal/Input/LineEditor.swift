import CLibEdit
import Platform

/// The line editor at the prompt: libedit with Galley's own key reader.
///
/// libedit is not initialized before the first `readLine`. Use it on one thread, except for `post`.
package final class LineEditor {
    /// The result of a prompt.
    package enum Reading: Equatable {
        case line(String)
        /// Ctrl-C was typed; the line is dropped.
        case interrupted(hadText: Bool)
        /// Ctrl-X Ctrl-E or Ctrl-G was typed; the text is to be edited in the user's own editor.
        case editor(String)
        /// Ctrl-D was typed on an empty line.
        case endOfInput
        /// The terminal is gone, or the system asked the program to end.
        case hangUp
    }

    /// The version of libedit's interface that the program was compiled with, such as "2.11".
    ///
    /// The library itself does not report its version.
    package static var libraryVersion: String? { "\(LIBEDIT_MAJOR).\(LIBEDIT_MINOR)" }

    private let history: HistoryFile?
    private let styler: TextStyler
    private let isDumb: Bool
    private let keyReports: KeyReports?
    private let completer: (String, Int) -> Completion
    private let notices = NoticeBoard()
    private var core: EditorCore?

    /// Makes an editor whose hints are painted with `styler`.
    ///
    /// `completer` gets the line and the cursor's position in characters. With `isDumb`, the terminal gets no control
    /// sequences. With `keyReports`, Shift-Enter and the like differ from Enter.
    package init(
        history: HistoryFile?, styler: TextStyler, isDumb: Bool = false, keyReports: KeyReports? = nil,
        completer: @escaping (_ line: String, _ cursor: Int) -> Completion
    ) {
        self.history = history
        self.styler = styler
        self.isDumb = isDumb
        self.keyReports = keyReports
        self.completer = completer
    }

    /// A function, callable from any thread, that shows a text above the prompt as soon as there is one.
    package var post: @Sendable (String) -> Void { { [notices] in notices.post($0) } }

    /// Reads a line; the prompt may contain SGR escapes.
    ///
    /// The line starts as `start`, which can be edited. A trailing backslash continues it on the next line, and `"""`
    /// begins and ends a block.
    package func readLine(prompt: String, start: String = "", isRemembered: Bool = true) -> Reading {
        let core =
            self.core
            ?? EditorCore(
                history: history, styler: styler, isDumb: isDumb, keyReports: keyReports, completer: completer,
                notices: notices)
        self.core = core
        var lines: [String] = []
        var isBlock = false
        while true {
            let isFirst = lines.isEmpty && !isBlock
            let reading = core.read(
                prompt: isFirst ? prompt : "… ", start: isFirst ? start : "", isHinting: isFirst && isRemembered)
            if case .editor(let text) = reading { return .editor((lines + [text]).joined(separator: "\n")) }
            if case .interrupted(let hadText) = reading {
                return .interrupted(hadText: hadText || isBlock || !lines.isEmpty)
            }
            guard case .line(let line) = reading else { return reading }
            let plain = line.trimmingSpaces
            if isBlock {
                if plain == "\"\"\"" { break }
                lines.append(line)
            } else if lines.isEmpty, plain == "\"\"\"" {
                isBlock = true
            } else if line.hasSuffix("\\"), !line.hasSuffix("\\\\") {
                lines.append(String(line.dropLast()))
            } else {
                lines.append(line)
                break
            }
        }
        let entry = lines.joined(separator: "\n")
        if isRemembered { core.remember(entry) }
        return .line(entry)
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// Texts from other threads that wait to be shown above the prompt.
final class NoticeBoard: Sendable {
    private let texts = Guarded<[String]>([])
    /// A descriptor that is readable while texts wait.
    let readEnd: Int32
    private let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func post(_ text: String) {
        texts.withLock { $0.append(text) }
        var byte: UInt8 = 1
        _ = Platform.write(writeEnd, &byte, 1)
    }

    func take() -> [String] {
        var buffer = [UInt8](repeating: 0, count: 64)
        while Platform.read(readEnd, &buffer, buffer.count) > 0 {}
        return texts.withLock { texts in
            defer { texts = [] }
            return texts
        }
    }
}
