import Configuration
import Manuscript
import Platform

extension ChangeList {
    /// Lists everything that a turn changed.
    ///
    /// With `isBrief`, it omits what the turn's summary says and gives only word counts for texts that are largely new;
    /// without `texts`, it omits the texts, which the person has just read.
    init(of turn: Turn, from before: Session, to after: Session, isBrief: Bool = false, texts: Bool = true) {
        if !isBrief { blocks.append(.heading(turn.summary.isEmpty ? turn.input : turn.summary)) }
        if before.topic != after.topic { blocks.append(.remark("topic: \(before.topic) → \(after.topic)")) }
        for key in SettingKey.all {
            let (old, new) = (key.value(in: before) ?? "-", key.value(in: after) ?? "-")
            if old != new { blocks.append(.remark("\(key.name): \(old) → \(new)")) }
        }
        for entry in before.outline.entries where !isBrief && after.outline[entry.section.id] == nil {
            let words = entry.section.text.map { ", \($0.words.counted("word"))" } ?? ""
            blocks.append(.remark("removed: \(entry.name)\(words)"))
        }
        let touched = Set(turn.sections)
        for entry in after.outline.entries {
            let old = before.outline.entry(entry.section.id)
            let isTouched = touched.contains(entry.section.id)
            let changes =
                old.map { Self.changes($0, entry, isTouched: isTouched, isBrief: isBrief, texts: texts) }
                ?? Self.added(entry, isBrief: isBrief)
            guard !changes.isEmpty else { continue }
            blocks.append(.heading(entry.name))
            blocks += changes
        }
        if blocks.count == 1, !isBrief { blocks.append(.remark("Nothing visible changed.")) }
    }

    private static func added(_ entry: Outline.Entry, isBrief: Bool) -> [Block] {
        if isBrief { return [] }
        let text = entry.section.text.map { [Block.prose(ProseDiff(from: "", to: $0.text))] } ?? []
        return [.remark("added")] + text
    }

    private static func changes(
        _ old: Outline.Entry, _ new: Outline.Entry, isTouched: Bool, isBrief: Bool, texts: Bool
    ) -> [Block] {
        let (before, after) = (old.section, new.section)
        var blocks: [Block] = []
        func tell(_ name: String, _ old: String, _ new: String) {
            guard old != new else { return }
            let sides = [old, new].map { $0.isEmpty ? "-" : $0 }
            blocks.append(.remark("\(name): \(sides[0]) → \(sides[1])"))
        }
        if !isBrief {
            // A section's number also changes when sections before it are added or removed.
            if isTouched || old.parent != new.parent { tell("place", old.number, new.number) }
            tell("title", before.title, after.title)
        }
        tell("brief", before.brief, after.brief)
        tell("points", before.points.joined(separator: "; "), after.points.joined(separator: "; "))
        tell("words", before.words.map(String.init) ?? "", after.words.map(String.init) ?? "")
        tell("note", before.notes, after.notes)
        tell("locked", before.locked ? "yes" : "no", after.locked ? "yes" : "no")
        let (oldText, newText) = (before.text?.text ?? "", after.text?.text ?? "")
        if oldText != newText {
            if !texts {
                // The text was shown as it arrived.
            } else if isBrief {
                var list = ChangeList()
                list.addBriefly(ProseDiff(from: oldText, to: newText), of: new.number)
                blocks += list.blocks
            } else {
                blocks.append(.prose(ProseDiff(from: oldText, to: newText)))
            }
        } else if before.current != after.current {
            tell("version", before.current.map(String.init) ?? "", after.current.map(String.init) ?? "")
        }
        if before.candidate != after.candidate { tell("unfinished text", words(before), words(after)) }
        return blocks
    }

    private static func words(_ section: Section) -> String {
        section.candidate.map { Prose.words(in: $0.text).counted("word") } ?? ""
    }
}
