package import Manuscript

/// The sections to write, their order, and the number written at once.
package struct WritingPlan: Sendable {
    /// One section to write.
    package struct Job: Sendable, Equatable {
        package var entry: Outline.Entry
        package var task: SectionTask
        /// The passages of the writer's sources for the section, best first.
        package var passages: [Passage]

        /// Creates a job.
        package init(entry: Outline.Entry, task: SectionTask, passages: [Passage] = []) {
            self.passages = passages
            self.entry = entry
            self.task = task
        }

        /// The part of the text to change; nil for the whole text.
        package var excerpt: Excerpt? { if case .excerpt(let excerpt, _, _) = task { excerpt } else { nil } }
        /// True if only a part of the text changes.
        package var isPartial: Bool { excerpt != nil }

        /// The addresses of the passages, for the version that is written; nil if there are none.
        package var offered: [String]? { passages.isEmpty ? nil : passages.map { "\($0.address)" } }
    }

    /// The jobs in the order in which they start.
    package var jobs: [Job]
    /// The maximum number of jobs at once; at least 1.
    package var parallel: Int
    /// True if the jobs are done one after another in reading order, introduction and conclusion too.
    let isInOrder: Bool

    /// Creates a plan; introduction and conclusion come last because they refer to the rest.
    ///
    /// With `inOrder`, the jobs are done one after another in the order given, each going on from the one before.
    package init(jobs: [Job], parallel: Int, inOrder: Bool = false) {
        guard !inOrder else {
            (self.jobs, self.parallel, isInOrder) = (jobs, 1, true)
            return
        }
        isInOrder = false
        func rank(_ job: Job) -> Int {
            switch job.entry.section.role {
            case .introduction?: 1
            case .conclusion?: 2
            default: 0
            }
        }
        self.jobs = (0...2).flatMap { wanted in jobs.filter { rank($0) == wanted } }
        self.parallel = max(1, parallel)
    }
}
