import Markdown

/// Finds flaws such as unfinished sentences, remarks about the task, its instructions, reasoning, empty sections and stray headings.
package enum Hygiene: PostCheck {
    package static func verdict(on post: CheckedPost) -> Verdict? {
        guard !post.parts.isEmpty else { return nil }
        let titles = Set(post.expected.map { CheckedPost.key($0.title) })
        let labels = post.parts.map { LinkLabels($0.body) }
        let notes = Set(labels.flatMap { $0.definitions.map(\.key) })
        let findings = zip(post.parts, labels).flatMap { part, labels in
            (titles.contains(CheckedPost.key(part.title)) ? [] : ["a heading that is not in the outline"])
                .appending(contentsOf: faults(in: part)).appending(contentsOf: faults(in: labels, notes)).map {
                    "\(part.name): \($0)"
                }
        }
        return Verdict(
            name: "hygiene", figure: Double(findings.count), isPercent: false, limit: "0", holds: findings.isEmpty,
            findings: findings)
    }

    private static func faults(in part: CheckedPost.Part) -> [String] {
        guard !part.body.isEmpty else { return part.wantsText ? ["no text"] : [] }
        var faults: [String] = []
        let lines = part.body.split(separator: "\n").map(String.init)
        if !Sentences.isFinished(part.body) { faults.append("its last sentence is not finished") }
        if let first = lines.first, Phrases.isPreamble(first) { faults.append("it begins by talking about the task") }
        if lines.contains(where: Phrases.isRemark) { faults.append("it talks to the person who asked") }
        if InstructionEcho.isFound(in: part.body) { faults.append("it repeats its instructions") }
        let low = part.body.lowercased()
        if ["<think>", "</think>", "<|", "[inst]"].contains(where: low.contains) {
            faults.append("it holds a model's reasoning or marks")
        }
        if hasMarks(part) { faults.append("it has a run of brackets or quotes") }
        faults += Phrases.banned(in: part.body).map { "it says \"\($0)\"" }
        faults += emptyLinks(in: part.body).map { "the link \"\($0)\" leads nowhere" }
        return faults
    }

    /// Returns the labels defined twice with different targets, and the notes that no section defines.
    private static func faults(in labels: LinkLabels, _ defined: Set<LinkLabels.Key>) -> [String] {
        var targets: [LinkLabels.Key: String] = [:]
        var named: Set<LinkLabels.Key> = []
        let twice = labels.definitions.filter { definition in
            targets.updateValue(targets[definition.key] ?? definition.target, forKey: definition.key)
                .map { $0 != definition.target } == true && named.insert(definition.key).inserted
        }
        let missing = labels.uses.map(\.key).filter {
            $0.kind == .note && !defined.contains($0) && named.insert($0).inserted
        }
        return twice.map {
            $0.key.kind == .note
                ? "the note \"\($0.label)\" is defined twice"
                : "the label \"\($0.label)\" is defined twice and leads to different places"
        } + missing.map { "the note \"\($0.name)\" is not defined" }
    }

    /// Returns true if a sentence has more closing marks in a row than people write; models at their end do so.
    private static func hasMarks(_ part: CheckedPost.Part) -> Bool {
        // Few bodies have three in a row, and searching all sentences for strings takes far longer than this test.
        var run = 0
        for byte in part.body.utf8 {
            run = byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\"") ? run + 1 : 0
            guard run == 3 else { continue }
            return part.sentences.contains { sentence in
                ["))))", "\"))", "\"\"\""].contains { sentence.text.contains($0) }
            }
        }
        return false
    }

    private static func emptyLinks(in body: String) -> [String] {
        // A regular expression is recompiled on each use, which takes longer than this test.
        guard body.contains("](") else { return [] }
        return body.matches(of: /\[([^\]\n]{1,80})\]\(\s*(?:#|url|link|example)?\s*\)/).map { String($0.output.1) }
    }
}

extension [String] {
    fileprivate func appending(contentsOf others: [String]) -> [String] { self + others }
}
