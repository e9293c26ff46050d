import Markdown
import Platform

/// Makes the labels of links and notes unique across the texts of several sections.
enum UniqueLabels {
    /// Returns the texts with every label defined once.
    ///
    /// The first section keeps a label; others get `src-2` or the next free number. A link definition that repeats an
    /// earlier one is removed. Uses without a definition in their own section still refer to the first one of the post.
    static func texts(_ texts: [String]) -> [String] {
        guard texts.count(where: { $0.contains("]:") }) > 1 else { return texts }
        let all = texts.map { LinkLabels($0) }
        var taken = Set(all.flatMap { $0.definitions.map(\.key) + $0.uses.map(\.key) })
        var targets: [LinkLabels.Key: String] = [:]
        return zip(texts, all).map { text, labels in
            var renamed: [LinkLabels.Key: String] = [:]
            var shared: Set<LinkLabels.Key> = []
            var own: Set<LinkLabels.Key> = []
            for definition in labels.definitions where own.insert(definition.key).inserted {
                guard let target = targets[definition.key] else {
                    targets[definition.key] = definition.target
                    continue
                }
                if definition.key.kind == .link, target == definition.target {
                    shared.insert(definition.key)
                } else {
                    let label = free(definition, &taken)
                    renamed[definition.key] = label
                    targets[.init(definition.key.kind, label)] = definition.target
                }
            }
            return changed(text, labels, renamed: renamed, shared: shared)
        }
    }

    /// Returns a label that is not used in the post.
    private static func free(_ definition: LinkLabels.Definition, _ taken: inout Set<LinkLabels.Key>) -> String {
        let kind = definition.key.kind
        let number = kind == .note ? Int(definition.label) : nil
        var next = 2
        while true {
            let label = number == nil ? "\(definition.label)-\(next)" : "\(next)"
            if taken.insert(.init(kind, label)).inserted { return label }
            next += 1
        }
    }

    private static func changed(
        _ text: String, _ labels: LinkLabels, renamed: [LinkLabels.Key: String], shared: Set<LinkLabels.Key>
    ) -> String {
        guard !renamed.isEmpty || !shared.isEmpty else { return text }
        var bytes = Array(text.utf8)
        var changes: [(place: Range<Int>, text: String)] = []
        for definition in labels.definitions {
            if let label = renamed[definition.key] {
                changes.append((definition.place, label))
            } else if shared.contains(definition.key) {
                let end = definition.lines.upperBound
                changes.append((definition.lines.lowerBound..<min(end + 1, bytes.count), ""))
            }
        }
        for use in labels.uses {
            guard let label = renamed[use.key] else { continue }
            switch use.form {
            case .named: changes.append((use.place, label))
            case .collapsed: changes.append((use.place.upperBound + 2..<use.place.upperBound + 2, label))
            case .short: changes.append((use.place.upperBound + 1..<use.place.upperBound + 1, "[\(label)]"))
            }
        }
        for change in changes.sorted(by: { $0.place.lowerBound > $1.place.lowerBound }) {
            bytes.replaceSubrange(change.place, with: change.text.utf8)
        }
        return Prose.body(String(decoding: bytes, as: UTF8.self))
    }
}
