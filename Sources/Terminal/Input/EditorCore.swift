import CLibEdit
import Platform

/// libedit and its C callbacks.
///
/// The callbacks are static and find their `EditorCore` through the client pointer.
final class EditorCore {
    private let editor: OpaquePointer?
    private let list: OpaquePointer?
    private let file: HistoryFile?
    private let completer: (String, Int) -> Completion
    private let notices: NoticeBoard
    private let input: Int32
    private var keys: KeyReader
    private var prompt: UnsafeMutablePointer<CChar>?
    private var promptWidth = 0
    private var pending: [Unicode.Scalar] = []
    private var escape = EscapePrefix()
    private var insertion = ""
    private var pastes = Pastes()
    private let output: EditorOutput
    private var standIns: GraphemePlaceholders { output.standIns }
    private var outcome: LineEditor.Reading?
    private var lastEntry: String?
    private let styler: TextStyler
    private var hints = HistoryHint()
    private var isHinting = false
    /// The rest of a history line, shown dimmed after the cursor; empty if none is shown.
    private var hint = ""
    private var listedFor: String?

    /// A key that no keyboard has, sent to libedit to insert a text as one edit.
    private static let insertKey = "\u{18}\u{1F}"

    init(
        history file: HistoryFile?, styler: TextStyler, isDumb: Bool, keyReports: KeyReports?,
        completer: @escaping (String, Int) -> Completion, notices: NoticeBoard
    ) {
        galley_use_utf8()
        self.file = file
        self.styler = styler
        self.completer = completer
        self.notices = notices
        input = KeyReader.opened(STDIN_FILENO)
        keys = KeyReader(input: input, signals: SignalPipe(), notices: notices.readEnd)
        list = history_init()
        output = EditorOutput(isDumb: isDumb, keyReports: keyReports)
        editor = output.editor()
        galley_history_size(list, Int32(HistoryFile.limit))
        galley_el_client(editor, Unmanaged.passUnretained(self).toOpaque())
        galley_el_no_signals(editor)
        galley_el_history(editor, list)
        galley_el_function(editor, "galley-complete") { editor, _ in EditorCore.of(editor)?.complete() ?? 0 }
        galley_el_function(editor, "galley-insert") { editor, _ in EditorCore.of(editor)?.insert() ?? 0 }
        galley_el_function(editor, "galley-editor") { editor, _ in EditorCore.of(editor)?.leaveForEditor() ?? 0 }
        bindKeys()
        keys.handOn(output.boundSequences(of: editor))
        galley_el_plain_enter(editor)
        galley_el_prompt(editor) { editor in EditorCore.of(editor)?.prompt }
        galley_el_reader(editor) { editor, character in EditorCore.of(editor)?.character(into: character) ?? 0 }
        for entry in file?.entries() ?? [] {
            galley_history_enter(list, standIns.encoded(entry))
            hints.add(entry)
            lastEntry = entry
        }
    }

    private func bindKeys() {
        galley_el_emacs(editor)
        // Alt-X would open libedit's prompt for its own commands.
        for keys in ["^[x", "^[X"] { galley_el_bind(editor, keys, "ed-unassigned") }
        ArrowKeys.addFunctions(editor)
        el_source(editor, nil)
        Shortcut.bind(editor)
        galley_el_bind(editor, Self.insertKey, "galley-insert")
        ArrowKeys.bind(editor)
    }

    deinit {
        el_end(editor)
        // libedit restores the modes in which it started, which are those between two prompts.
        QuietTerminal(SignalPipe().original).end()
        history_end(list)
        if input != STDIN_FILENO { close(input) }
        free(prompt)
    }

    private static func of(_ editor: OpaquePointer?) -> EditorCore? {
        galley_el_get_client(editor).map { Unmanaged<EditorCore>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Reads one line that starts as `start`; with `isHinting`, the newest matching history line is shown dimmed.
    func read(prompt text: String, start: String = "", isHinting: Bool) -> LineEditor.Reading {
        self.isHinting = isHinting && styler.isOn
        free(prompt)
        prompt = strdup(standIns.encoded(text.withMarkedEscapes))
        promptWidth = text.displayWidth
        pending = []
        escape = EscapePrefix()
        pastes = Pastes()
        outcome = nil
        listedFor = nil
        if !start.isEmpty {
            insertion = pastes.shortened(start)
            pending = Array(Self.insertKey.unicodeScalars)
        }
        output.beginPrompt()
        // libedit draws the prompt before it sets raw mode: an Enter typed in between would arrive as a line feed,
        // which is Ctrl-J.
        galley_el_raw(editor, 1)
        var count: Int32 = 0
        let line = el_gets(editor, &count)
        output.endPrompt()
        switch outcome {
        case .interrupted?, .editor?: return outcome ?? .endOfInput
        case let other?:
            output.send("\r\n")
            return other
        case nil: break
        }
        guard let line, count > 0 else {
            output.send("\r\n")
            return .endOfInput
        }
        var entry = String(cString: line)
        while entry.last == "\n" || entry.last == "\r" { entry.removeLast() }
        return .line(pastes.whole(standIns.decoded(entry)))
    }

    /// Adds a line to the history, in memory and in the file.
    func remember(_ entry: String) {
        guard !entry.isEmpty, entry != lastEntry else { return }
        lastEntry = entry
        galley_history_enter(list, standIns.encoded(entry))
        hints.add(entry)
        file?.append(entry)
    }

    // MARK: - Keys

    private func character(into place: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        if pending.isEmpty {
            showHint()
            let isVi = galley_el_is_vi(editor) != 0
            let key = keys.next(lone: isVi ? EscapeSequence.patience : EscapeSequence.longPatience)
            let hint = takeHint()
            guard let event = isVi ? key : escape.joined(key) else { return character(into: place) }
            switch event {
            case .character("\u{05}") where !hint.isEmpty, .character("\u{06}") where !hint.isEmpty,
                .key(.right, _) where !hint.isEmpty, .key(.end, _) where !hint.isEmpty:
                insertion = pastes.shortened(hint)
                pending = Array(Self.insertKey.unicodeScalars)
            case .character(let scalar) where joinsTheLast(scalar):
                insertion = String(scalar)
                pending = Array(Self.insertKey.unicodeScalars)
            case .character(let scalar): pending = [scalar]
            case .key(let key, let sequence):
                pending = Array(ArrowKeys.typed(key, as: sequence, in: editor).unicodeScalars)
            case .bound(let sequence): pending = Array(String(decoding: sequence, as: UTF8.self).unicodeScalars)
            case .insertion(let text):
                insertion = pastes.shortened(text)
                pending = Array(Self.insertKey.unicodeScalars)
            case .interrupt:
                outcome = .interrupted(hadText: !lineText.isEmpty)
                output.send("^C")
                pending = ["\r"]
            case .hangUp:
                outcome = .hangUp
                return 0
            case .resize: el_resize(editor)
            case .resumed: resume()
            case .notice: showNotices()
            }
            if pending.isEmpty { return character(into: place) }
        }
        place?.pointee = wchar_t(pending.removeFirst().value)
        return 1
    }

    // MARK: - Hint

    /// Shows the rest of the newest history line with this beginning after the cursor, while no key is waiting.
    private func showHint() {
        guard isHinting, keys.isIdle else { return }
        let line = lineText
        guard lineCursor == line.count, !line.contains("\n"), let rest = hints.rest(of: line) else { return }
        let width = output.columns
        let column = LinePlace(behind: line, prompt: promptWidth, columns: width).column
        let shown = HistoryHint.shown(rest, room: width - column)
        guard !shown.isEmpty else { return }
        hint = rest
        // Turns wrapping off, in case the terminal counts columns differently.
        output.send("\u{1B}7\u{1B}[?7l\(styler.paint(.dim, shown))\u{1B}[?7h\u{1B}8")
    }

    /// Erases the hint before libedit draws again, and returns it.
    private func takeHint() -> String {
        guard !hint.isEmpty else { return "" }
        output.send("\u{1B}[K")
        defer { hint = "" }
        return hint
    }

    /// Sets raw mode again after other programs may have changed it, and redraws the line.
    private func resume() {
        // libedit believes that raw mode is still on and would do nothing.
        galley_el_raw(editor, 0)
        galley_el_raw(editor, 1)
        output.beginPrompt()
        output.send("\r\u{1B}[J")
        galley_el_refresh(editor)
    }

    /// Returns true if a code point forms one character with the one before the cursor.
    private func joinsTheLast(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300, let last = joinable else { return false }
        return (String(last) + String(scalar)).count == 1
    }

    /// The character before the cursor, unless it may end a paste token, which must not change.
    private var joinable: Character? { lineHead.last.flatMap { $0 == "]" ? nil : $0 } }

    /// Inserts a text whose first character may combine with the one before the cursor.
    private func insert() -> UInt8 {
        var text = insertion
        if let last = joinable, (String(last) + text).count <= text.count {
            text = String(last) + text
            el_deletestr(editor, 1)
        }
        el_insertstr(editor, standIns.encoded(text))
        return UInt8(CC_REFRESH)
    }

    /// Ends the reading so that the line can be edited in another program.
    private func leaveForEditor() -> UInt8 {
        outcome = .editor(pastes.whole(lineText))
        // The edited line is shown again later.
        output.send(toLineStart + "\u{1B}[J")
        return UInt8(CC_NEWLINE)
    }

    // MARK: - Completion

    private func complete() -> UInt8 {
        let (line, cursor) = (lineText, lineCursor)
        let completion = completer(line, cursor)
        let typed = String(line.prefix(cursor).suffix(completion.replacing))
        if let insertion = completion.insertion(over: typed, behind: String(line.dropFirst(cursor))) {
            el_deletestr(editor, Int32(standIns.encoded(typed).unicodeScalars.count))
            el_insertstr(editor, standIns.encoded(insertion))
            listedFor = nil
            return UInt8(CC_REFRESH)
        }
        guard !completion.candidates.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
        // The first Tab inserts what is certain; a second Tab shows the list.
        guard listedFor == line else {
            listedFor = line
            return UInt8(CC_REFRESH_BEEP)
        }
        let list = completion.list(width: output.columns, height: max(4, output.rows - 3))
        output.send("\r\n" + list.joined(separator: "\r\n") + "\r\n")
        return UInt8(CC_REDISPLAY)
    }

    private var lineText: String {
        guard let info = el_line(editor) else { return "" }
        return standIns.decoded(String(from: info.pointee.buffer, to: info.pointee.lastchar))
    }

    /// The text before the cursor.
    private var lineHead: String {
        guard let info = el_line(editor) else { return "" }
        return standIns.decoded(String(from: info.pointee.buffer, to: info.pointee.cursor))
    }

    /// The cursor's position in characters.
    private var lineCursor: Int { lineHead.count }

    // MARK: - Notices

    /// Writes notices above the prompt: erases from the start of the prompt, writes, and has libedit redraw.
    private func showNotices() {
        let texts = notices.take()
        guard !texts.isEmpty else { return }
        let width = output.columns
        let body = texts.flatMap { PlainText.clean($0).wrapped(width: width - 1) }.joined(separator: "\r\n")
        output.send("\(toLineStart)\u{1B}[J\(body)\r\n")
        galley_el_refresh(editor)
    }

    /// The sequence that moves the cursor to the start of the prompt.
    private var toLineStart: String {
        let width = output.columns
        let rows = LinePlace(behind: lineHead, prompt: promptWidth, columns: width).row
        return rows > 0 ? "\r\u{1B}[\(rows)A" : "\r"
    }

}
