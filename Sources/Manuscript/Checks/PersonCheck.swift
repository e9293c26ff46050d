import Platform

/// Checks that each section uses the grammatical person that the style card asks for.
package enum PersonCheck: PostCheck {
    package static func verdict(on post: CheckedPost) -> Verdict? {
        let parts = post.parts.filter { !$0.body.isEmpty }
        guard let allowed = GrammaticalPerson.allowed(by: post.style.person), !parts.isEmpty,
            let language = GrammaticalPerson.language(of: parts.map(\.body).joined(separator: "\n"))
        else { return nil }
        let findings = parts.compactMap { part -> String? in
            let counts = GrammaticalPerson.counts(in: part.body, language: language)
            let wrong = GrammaticalPerson.allCases.filter { !allowed.contains($0) && counts[$0] != nil }
            let right = allowed.reduce(0) { $0 + (counts[$1] ?? 0) }
            guard let worst = wrong.max(by: { (counts[$0] ?? 0) < (counts[$1] ?? 0) }), let count = counts[worst],
                allowed.isEmpty || count > right
            else { return nil }
            return "\(part.name): it is in the \(worst.rawValue) (\(count.counted("time")))"
        }
        return Verdict(
            name: "person", figure: Double(findings.count), isPercent: false, limit: "0", holds: findings.isEmpty,
            findings: findings)
    }
}
