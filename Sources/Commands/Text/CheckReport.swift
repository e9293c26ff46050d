package import Manuscript

/// The results of the checks, for people and for programs.
package struct CheckReport: Sendable {
    private let verdicts: [Verdict]
    /// The number of findings shown for each check; the rest are counted.
    private static let shown = 6

    /// The claims without a source; nil if they were not looked for.
    private let audit: AuditReport?

    /// Runs every check on a post; with `audits`, also lists the claims without a source, which no check fails by.
    package init(of post: CheckedPost, audits: Bool = false) {
        verdicts = PostChecks.verdicts(on: post)
        audit = audits ? AuditReport(of: post) : nil
    }

    /// True if every check passed.
    package var holds: Bool { verdicts.allSatisfy(\.holds) }

    /// The results as a command's report.
    package var report: Report {
        let failed = verdicts.filter { !$0.holds }
        let note =
            failed.isEmpty
            ? "All \(verdicts.count) checks passed."
            : "\(failed.count) of \(verdicts.count) checks failed: \(failed.map(\.label).joined(separator: ", "))."
        return Report(.plain(text), note: note, data: data)
    }

    private var text: String {
        let rows = verdicts.map { [$0.label, $0.text, $0.limit, $0.holds ? "ok" : "failed"] }
        var lines = TextTable.lines(rows, rightAligned: [1])
        for verdict in verdicts where !verdict.findings.isEmpty && (!verdict.holds || verdict.name == "length") {
            lines += ["", verdict.label] + verdict.findings.prefix(Self.shown).map { "  \($0)" }
            let more = verdict.findings.count - Self.shown
            if more > 0 { lines.append("  and \(more) more") }
        }
        if let audit, audit.count > 0 {
            lines += ["", "claims without a source: \(audit.count)"] + audit.lines(Self.shown)
        }
        return lines.joined(separator: "\n")
    }

    private var data: JSONValue {
        let checks = verdicts.map { verdict -> JSONValue in
            [
                "name": .string(verdict.name), "figure": .number(verdict.figure), "limit": .string(verdict.limit),
                "holds": .bool(verdict.holds), "findings": .array(verdict.findings.map { .string($0) }),
                "details": .object(verdict.details.mapValues { .number($0) }),
            ]
        }
        return [
            "holds": .bool(holds), "checks": .array(checks), "audit": audit?.data ?? .null,
        ]
    }
}
