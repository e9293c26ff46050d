package import Manuscript

/// The claims of a post without a source, for people and for programs.
package struct AuditReport: Sendable {
    private let audit: ClaimAudit

    /// Looks through a post.
    package init(of post: CheckedPost) { audit = ClaimAudit(of: post) }

    /// The number of claims without a source.
    package var count: Int { audit.findings.count }

    /// The findings as a command's report.
    package var report: Report {
        let note =
            audit.count == 0
            ? "The post has no claims with numbers, quotations, dates or names."
            : "\(audit.findings.count) of \(audit.count) claims with numbers, quotations, dates or names cite no source."
        return Report(.plain(text), note: note, data: data, isLong: true)
    }

    /// Returns the first findings, a line each, and the number of the others.
    func lines(_ most: Int) -> [String] {
        let more = audit.findings.count - most
        return audit.findings.prefix(most).map { "  \($0.section): \($0.text)" }
            + (more > 0 ? ["  and \(more) more"] : [])
    }

    private var text: String {
        var lines: [String] = []
        var section = ""
        for finding in audit.findings {
            if finding.section != section { lines += (lines.isEmpty ? [] : [""]) + [finding.section] }
            section = finding.section
            let kinds = finding.kinds.map(\.rawValue).joined(separator: ", ")
            lines.append("  \(finding.number)  \(finding.text)")
            lines.append("     \(kinds): \(finding.words.joined(separator: "; "))")
        }
        return lines.joined(separator: "\n")
    }

    /// The findings for other programs.
    package var data: JSONValue {
        let claims = audit.findings.map { finding -> JSONValue in
            [
                "section": .string(finding.section), "number": .int(finding.number), "text": .string(finding.text),
                "kinds": .array(finding.kinds.map { .string($0.rawValue) }),
                "words": .array(finding.words.map { .string($0) }),
            ]
        }
        return ["count": .int(audit.count), "unsourced": .array(claims)]
    }
}
