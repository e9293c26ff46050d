import Chains
package import Commands
import Manuscript
import Platform
package import Terminal

/// A list of sessions to choose from, narrowed by typing, with a preview if there is room.
///
/// The answer is the name of a session.
package struct SessionBrowser: Dialogue {
    /// A session in the list.
    package typealias Item = SessionListItem

    private let items: [Item]
    private let styler: TextStyler
    private let isASCII: Bool
    private(set) var query = ""
    /// The index of the selected session among those shown.
    private(set) var selected = 0
    private var page = 10
    /// The outlines by session name; a file is read when its preview is first shown.
    private var previews: [String: OutlineView?] = [:]

    /// The minimum number of columns for a preview.
    static let previewWidth = 80

    /// Makes a browser with the open session selected.
    init(_ items: [Item], styler: TextStyler, isASCII: Bool) {
        self.items = items
        self.styler = styler
        self.isASCII = isASCII
        selected = items.firstIndex(where: \.isOpen) ?? 0
    }

    /// The sessions whose name or topic contains every typed word.
    var shown: [Item] {
        let words = query.lowercased().split(separator: " ")
        return items.filter { item in
            let text = "\(item.name) \(item.topic ?? "")".lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    // MARK: - Keys

    /// Handles a key: letters search, Enter chooses, Esc leaves.
    package mutating func take(_ key: DialogueKey) -> DialogueStep<String> {
        let count = shown.count
        switch key {
        case .text(let text): search(query + PlainText.clean(text).replacing("\n", with: " "))
        case .backspace: search(String(query.dropLast()))
        case .clear: search("")
        case .dropWord:
            let words = query.split(separator: " ")
            search(words.dropLast().map { $0 + " " }.joined())
        case .up: selected -= 1
        case .down: selected += 1
        case .pageUp: selected -= page
        case .pageDown: selected += page
        case .home: selected = 0
        case .end: selected = count - 1
        case .left, .right: break
        case .escape: return .leave
        case .enter: return shown.indices.contains(selected) ? .answer(shown[selected].name) : .goOn
        }
        selected = max(0, min(selected, shown.count - 1))
        return .goOn
    }

    /// Changes the search; the selected session stays selected while it is shown.
    private mutating func search(_ text: String) {
        let chosen = shown.indices.contains(selected) ? shown[selected].name : nil
        query = String(text.prefix(200))
        selected = shown.firstIndex { $0.name == chosen } ?? 0
    }

    // MARK: - Picture

    /// Returns the search line, the list and the help line.
    package mutating func picture(width: Int, height: Int) -> DialoguePicture {
        // The last column stays empty, since a terminal may wrap after it.
        let width = max(1, width - 1)
        let hasPreview = width >= Self.previewWidth - 1
        // Without a preview, a line below the list describes the selected session.
        let hasDetail = !hasPreview && height > 5
        page = max(1, height - (hasDetail ? 3 : 2))
        let shown = shown
        let top = max(0, min(selected - page / 2, shown.count - page))
        let listWidth = hasPreview ? max(34, width * 2 / 5) : width
        let label = "Sessions, \(shown.count) of \(items.count): "
        var typed = query
        while typed.displayWidth > max(1, width - label.count - 1) { typed.removeFirst() }
        let head = label + typed
        var lines = [head.truncated(to: width)]
        let preview =
            hasPreview && shown.indices.contains(selected) ? self.preview(shown[selected], width - listWidth - 3) : []
        for row in 0..<min(page, max(0, height - 2)) {
            let left =
                row + top < shown.count ? line(shown[row + top], row + top == selected, listWidth, hasPreview) : ""
            guard hasPreview else {
                lines.append(left)
                continue
            }
            let gap = String(repeating: " ", count: max(0, listWidth - left.displayWidth))
            let bar = styler.paint(.dim, isASCII ? " | " : " │ ")
            lines.append(left + gap + bar + (row < preview.count ? preview[row] : ""))
        }
        if shown.isEmpty, lines.count > 1 {
            lines[1] = styler.paint(.dim, "No session has that name or topic.".truncated(to: width))
        }
        if hasDetail { lines.append(detail(width)) }
        if height > 1 {
            let arrows = isASCII ? "arrows" : "↑ ↓"
            lines.append(
                styler.paint(.dim, "Enter opens, Esc leaves, \(arrows) PgUp PgDn, type to search".truncated(to: width)))
        }
        return DialoguePicture(
            Array(lines.prefix(height)), cursor: .init(line: 0, column: min(width, head.displayWidth)))
    }

    private func line(_ item: Item, _ isSelected: Bool, _ width: Int, _ hasPreview: Bool) -> String {
        let name = item.name + (item.isOpen ? " *" : "")
        let words = item.topic == nil ? "cannot be read" : item.words.map { $0.counted("word") } ?? ""
        var cells = [item.ago]
        if hasPreview == false, width >= 60 { cells += [words, item.topic ?? ""] }
        let nameWidth = cells.count > 1 ? max(16, width * 2 / 5) : max(8, width - 4 - item.ago.displayWidth)
        let cut = name.truncated(to: nameWidth)
        let gap = String(repeating: " ", count: max(0, nameWidth - cut.displayWidth))
        let rest = cells.count > 1 ? "\(padded(item.ago, 13))  \(padded(words, 14))  \(cells[2])" : item.ago
        let whole = "\(cut)\(gap)  \(rest)".truncated(to: width - 2)
        return isSelected ? styler.paint(.accent, "> ") + styler.paint(.strong, whole) : "  " + whole
    }

    private func detail(_ width: Int) -> String {
        guard shown.indices.contains(selected) else { return "" }
        let item = shown[selected]
        let text =
            item.topic.map { topic in (item.words.map { "\($0.counted("word")): " } ?? "") + topic }
            ?? "This file cannot be read; Enter shows what you can do."
        return styler.paint(.accent, text.truncated(to: width))
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.displayWidth))
    }

    private mutating func preview(_ item: Item, _ width: Int) -> [String] {
        if item.topic != nil, previews[item.name] == nil { previews[item.name] = .some(item.outline()) }
        guard item.topic != nil, let outline = previews[item.name] ?? nil else {
            return ["This file cannot be read.", "Enter shows what you can do."].map { $0.truncated(to: width) }
        }
        return outline.text(width: width, styler: styler, isASCII: isASCII).split(separator: "\n").map(String.init)
    }
}
