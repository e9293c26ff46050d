package import Chains
package import Commands
import Manuscript
import Platform
package import Terminal

/// The user interface on a terminal or on pipes.
package final class TerminalInterface: UserInterface {
    /// True if the program runs at a prompt.
    package let isInteractive: Bool
    /// True if every question is answered with yes (`--yes`).
    package let isSure: Bool
    /// True while standard output has a reader.
    package var isOpen: Bool { isClosed.withLock { !$0 } }

    /// True if questions can be asked at a terminal.
    package var canAsk: Bool { isInteractive || errors.isTerminal && isatty(STDIN_FILENO) == 1 }

    /// The error in writing standard output; nil if there was none or its reader has only gone.
    package var outputFailure: WriteFailure? { failure.withLock { $0 } }

    /// True if only programs read the answers (`--json`).
    var isSilent: Bool { if case .silent = speech { true } else { false } }

    let output: Screen
    let errors: Screen
    /// The style of answers.
    package let styler: TextStyler
    let errorStyler: TextStyler
    let progress: ProgressLine
    let pause: PauseLine
    private let isASCII: Bool
    /// True if the terminal can only print.
    private let isDumb: Bool
    let interrupts: Interrupts
    private let speech: Speech
    /// True if Markdown is printed as it is, even on a terminal.
    private let isRaw: Bool
    private let isClosed = Guarded(false)
    private let failure = Guarded<WriteFailure?>(nil)
    /// The text that is being shown.
    private let live = Guarded<WeakText>(WeakText())
    /// The outline that is being made.
    private let growing: LiveLines
    let reader = Guarded<Reader?>(nil)
    private let held = Guarded<[String]>([])
    /// The title of the window.
    struct WindowTitle {
        /// The name of the session.
        var name = "galley"
        var shown = ""
        /// True if the title before is kept, so that it can be restored.
        var isKept = false
    }
    let windowTitle = Guarded(WindowTitle())
    /// The words of the reply that is being shown.
    let replyWords = Guarded(0)
    /// True if the progress line shows the amount of a download.
    let showsAmount = Guarded(false)
    /// The time from which the next amount is shown.
    let shown = Guarded(ContinuousClock.now)

    /// A function that reads a line after a prompt; returns nil if there is none.
    package typealias Reader = @Sendable (_ prompt: String) async -> String?

    /// The output to standard output while a command works.
    package enum Speech: Sendable {
        /// Texts as they are written, live on a terminal.
        case live
        /// Whole texts only.
        case whole
        /// Nothing.
        case silent
    }

    private struct WeakText: Sendable { weak var text: (any LiveText)? }

    /// Makes a user interface over the process's streams; with `isRaw`, Markdown is printed as it is, without wrapping.
    package init(
        environment: [String: String], isInteractive: Bool, speech: Speech, noColor: Bool, isRaw: Bool = false,
        isSure: Bool = false, interrupts: Interrupts
    ) {
        output = Screen.standardOutput(environment: environment)
        errors = Screen.standardError(environment: environment)
        styler = TextStyler(isTerminal: output.isTerminal, environment: environment, noColor: noColor)
        errorStyler = TextStyler(isTerminal: errors.isTerminal, environment: environment, noColor: noColor)
        progress = ProgressLine(screen: errors, styler: errorStyler)
        pause = PauseLine(progress: progress)
        growing = LiveLines(screen: errors, styler: errorStyler, progress: progress)
        isASCII = CharacterSet.isASCII(environment)
        isDumb = environment["TERM"] == "dumb"
        self.isInteractive = isInteractive
        self.isRaw = isRaw
        self.isSure = isSure
        self.speech = speech
        self.interrupts = interrupts
    }

    // MARK: - Stage

    package func note(_ text: String) {
        guard !text.isEmpty else { return }
        endAmount()
        let clean = PlainText.clean(text)
        guard errors.isTerminal else {
            try? errors.write(clean + "\n")
            return
        }
        let lines = clean.wrapped(width: max(20, errors.columns - 1))
        aside { try? progress.write(lines.map { errorStyler.paint(.dim, $0) + "\n" }.joined(), on: errors) }
    }

    /// Writes to the terminal with the text that is being shown there out of the way.
    private func aside(_ body: () -> Void) {
        growing.aside { if let text = live.withLock({ $0.text }) { text.aside(body) } else { body() } }
    }

    /// Shows an outline while it grows, where the progress line is; nil takes it away.
    package func show(growing outline: GrowingOutline?) {
        growing.show(outline?.lines(isASCII: isASCII) ?? [])
    }

    package func view(of plan: WritingPlan, isHidden: Bool) -> any WritingView {
        let mode: SectionView.Mode =
            switch speech {
            case _ where isHidden: .silent
            case .live where output.isTerminal: .live
            case .live, .whole: .whole
            case .silent: .silent
            }
        return SectionView(plan, on: self, mode: mode)
    }

    /// Returns a view of a reply: live on a terminal, whole elsewhere.
    package func replyView() -> any ReplyView {
        guard case .live = speech, output.isTerminal else { return WholeReply() }
        replyWords.withLock { $0 = 0 }
        return LiveReply(liveText(), words: replyWords) { [weak self] in self?.note($0) }
    }

    /// Prints an answer at once; in JSON output it is part of the command's object.
    package func interject(_ answer: Report.Answer) {
        if case .silent = speech { return }
        give(answer)
    }

    package func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        progress.clear()
        progress.beginPrompt()
        defer { progress.endPrompt() }
        return try await interrupts.lending(body)
    }

    /// Returns a text that streams to standard output.
    func liveText() -> any LiveText {
        let text: any LiveText =
            isRaw
            ? RawText(screen: output, progress: progress)
            : LiveMarkdown(screen: output, styler: styler, progress: progress)
        live.withLock { $0.text = text }
        return text
    }

    /// Keeps a line for the prompt to run next.
    package func hold(_ line: String) { held.withLock { $0.append(line) } }

    /// Takes the first held line to run next; nil if there is none.
    func takeHeld() -> String? { held.withLock { $0.isEmpty ? nil : $0.removeFirst() } }

    /// Shows the sessions on the whole screen; nil if that is impossible.
    package func choose(among sessions: [SessionListItem]) async -> SessionChoice? {
        if case .silent = speech { return nil }
        guard isInteractive, output.isTerminal, !isDumb, isatty(STDIN_FILENO) == 1 else { return nil }
        return await asking {
            switch FullScreen().run(SessionBrowser(sessions, styler: styler, isASCII: isASCII)) {
            case .answer(let name): .open(name)
            case .left: .left
            case .hangUp: .hangUp
            }
        }
    }

    // MARK: - Answers

    /// Writes an error message.
    package func complain(_ sentence: String) {
        endAmount()
        let clean = PlainText.clean(sentence)
        guard errors.isTerminal else {
            try? errors.write("galley: \(clean)\n")
            return
        }
        let lines = clean.wrapped(width: max(20, errors.columns - 1))
        try? progress.write(lines.map { errorStyler.paint(.bad, $0) + "\n" }.joined(), on: errors)
    }

    /// Shows a command's answer: rendered on a terminal, plain elsewhere.
    package func give(_ answer: Report.Answer) {
        progress.clear()
        guard let text = rendered(answer) else { return }
        raw(text)
    }

    /// Shows an answer in a pager if it is longer than the terminal; if the pager fails, prints the answer.
    func give(_ answer: Report.Answer, through pager: Pager?) async {
        guard let pager, output.isTerminal, isatty(STDIN_FILENO) == 1, let text = rendered(answer, isPaged: true),
            text.split(separator: "\n", omittingEmptySubsequences: false).count > output.rows
        else { return give(answer) }
        guard let problem = await lendTerminal({ await pager.show(text) }) else { return }
        give(answer)
        note(problem)
    }

    /// Returns an answer as text with a line feed at its end; nil if there is none.
    private func rendered(_ answer: Report.Answer, isPaged: Bool = false) -> String? {
        let text: String
        switch answer.content {
        case is NoAnswer: return nil
        case let file as FileAnswer where !output.isTerminal: text = PlainText.kept(file.plainText)
        case let view as any TerminalView: text = view.text(on: canvas(isPaged: isPaged))
        case let content: text = fitted(content.plainText)
        }
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    private func canvas(isPaged: Bool) -> Canvas {
        // A pager supports neither links nor filled backgrounds.
        Canvas(
            styler: isPaged ? TextStyler(isOn: styler.isOn, background: styler.background) : styler,
            width: isRendered ? LiveMarkdown.width(for: output.columns) : nil, columns: output.columns,
            isPaged: isPaged, isASCII: isASCII)
    }

    private func fitted(_ text: String) -> String {
        let clean = PlainText.clean(text)
        return isRendered ? clean.fitted(to: max(20, output.columns - 1)) : clean
    }

    /// True if answers are fitted to a screen.
    private var isRendered: Bool { output.isTerminal && !isRaw }

    /// Returns a section's heading for a streamed text.
    func heading(_ number: String, _ title: String, level: Int) -> String {
        isRaw
            ? PlainText.clean(MarkdownExport.heading(title, level: level))
            : PostAnswer.heading(number, title, width: LiveMarkdown.width(for: output.columns), styler: styler)
    }

    /// Writes cleaned text to standard output: even piped output may end up on a terminal.
    func say(_ text: String) { raw(PlainText.clean(text)) }

    /// Writes a value as one line of JSON (RFC 8259), with characters that could control a terminal escaped.
    func say(_ value: JSONValue) { raw(value.plain + "\n") }

    /// Writes text that is known to be safe.
    package func raw(_ text: String) {
        endAmount()
        do { try progress.write(text, on: output) } catch {
            isClosed.withLock { $0 = true }
            if let error = error as? WriteFailure { failure.withLock { $0 = $0 ?? error } }
        }
    }
}
