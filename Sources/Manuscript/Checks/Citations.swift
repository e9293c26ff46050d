/// Checks that the passages which a post cites exist, were offered to the section, and support the claims by their words.
///
/// Only posts with sources are checked. A claim with a number or a quotation that cites nothing is a finding too.
package enum Citations: PostCheck {
    /// A finding of the check.
    package enum Kind: Sendable, Hashable, CaseIterable {
        case outOfRange, neverOffered, unsupported, quoteNotFound, uncited
    }

    package static func verdict(on post: CheckedPost) -> Verdict? {
        guard let cited = post.cited else { return nil }
        var (count, counts) = (0, [Kind: Int]())
        var findings: [String] = []
        for part in post.parts {
            for claim in Claim.all(in: part.body) {
                let found = Self.findings(on: claim, offered: part.offered, cited)
                count += max(claim.addresses.count, found.isEmpty ? 0 : 1)
                for finding in found {
                    counts[finding.kind, default: 0] += 1
                    findings.append("\(part.name): \"\(start(of: claim.text))\" \(finding.clause)")
                }
            }
        }
        let good = max(0, count - findings.count)
        let details = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ("\($0)", Double(counts[$0] ?? 0)) })
        return Verdict(
            name: "citations", figure: count == 0 ? 100 : 100 * Double(good) / Double(count), isPercent: true,
            limit: "100 %", holds: findings.isEmpty, findings: findings, details: details)
    }

    /// A fault of a claim: its kind, and a clause that follows the claim's words.
    package struct Finding: Sendable, Equatable {
        package var kind: Kind
        package var clause: String
    }

    /// Returns the faults of a claim; `offered` are the passages that its section got, nil if that is unknown.
    package static func findings(on claim: Claim, offered: Set<Passage.Address>?, _ cited: CitedPassages) -> [Finding] {
        guard !claim.addresses.isEmpty else {
            let facts = cited.support.facts(of: claim.text)
            let what = facts.quotes.isEmpty ? "has a number" : "has a quotation"
            guard !facts.figures.isEmpty || !facts.quotes.isEmpty else { return [] }
            return [Finding(kind: .uncited, clause: "\(what) and cites no source")]
        }
        var found: [Finding] = []
        for address in claim.addresses {
            if cited[address] == nil {
                found.append(Finding(kind: .outOfRange, clause: "cites \(address), which does not exist"))
            } else if let offered, !offered.contains(address) {
                found.append(
                    Finding(kind: .neverOffered, clause: "cites \(address), which this section was not given"))
            }
        }
        let passages = claim.addresses.compactMap { cited[$0] }
        guard !passages.isEmpty else { return found }
        let names = passages.map { "\($0.address)" }.joined(separator: " and ")
        for fault in cited.support.faults(of: claim.text, in: passages).prefix(1) {
            let kind: Kind = if case .quote = fault { .quoteNotFound } else { .unsupported }
            found.append(Finding(kind: kind, clause: "cites \(names), which \(fault.clause)"))
        }
        return found
    }

    private static func start(of text: String) -> String {
        let words = text.split(separator: " ")
        return words.prefix(8).joined(separator: " ") + (words.count > 8 ? " …" : "")
    }
}
