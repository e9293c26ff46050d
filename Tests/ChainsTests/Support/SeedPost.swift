import Manuscript
import Platform

/// A post with the outline of the notebook that Galley grew from: 34 headings, 28 of them to be written.
enum SeedPost {
    private static let outline: [(String, [String])] = [
        (
            "Introduction to Data Engineering",
            ["Definition and Scope", "Difference from Data Science and Data Analytics"]
        ),
        (
            "Core Components of Data Engineering",
            ["Data Ingestion", "Data Storage", "Data Processing", "Data Orchestration"]
        ),
        (
            "Key Technologies and Tools",
            [
                "Databases and Data Lakes", "ETL/ELT Platforms", "Stream Processing Frameworks",
                "Workflow Orchestration Tools",
            ]
        ),
        (
            "Data Engineering Workflow",
            [
                "Requirement Gathering", "Designing Data Pipelines", "Implementation and Testing",
                "Monitoring and Maintenance",
            ]
        ),
        (
            "Best Practices and Challenges",
            [
                "Scalability and Performance", "Data Quality and Governance", "Security and Compliance",
                "Managing Complexity",
            ]
        ),
        (
            "Career Path and Skills",
            [
                "Required Technical Skills", "Soft Skills and Domain Knowledge",
                "Certifications and Learning Resources",
            ]
        ),
        ("Future Trends", ["Serverless Data Processing", "Data Mesh", "Real-Time Analytics", "Automation"]),
        ("Conclusion", []),
    ]

    /// The outline with a brief and three points for each leaf, of the length that models give them.
    static func session(briefs: Bool = true) -> Session {
        func leaf(_ title: String) -> OutlineDraft.Node {
            guard briefs else { return .init(title: title) }
            let brief = "What \(title.lowercased()) means for a team that moves data, and what it decides first."
            let points = ["a case from practice", "what it costs", "the mistake most teams make"]
            return .init(title: title, brief: brief, points: points.map { "\(title.lowercased()): \($0)" })
        }
        let nodes = outline.map { title, below in
            below.isEmpty ? leaf(title) : OutlineDraft.Node(title: title, children: below.map(leaf))
        }
        var session = Session(
            name: "seed", topic: "What is data engineering?", at: Date(timeIntervalSince1970: 1_700_000_000), id: "seed"
        )
        session.outline = Outline(OutlineDraft(nodes).sections(words: 5000))
        return session
    }
}
