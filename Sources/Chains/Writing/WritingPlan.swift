package import Manuscript

/// Which sections are written, in which order, and how many at once.
package struct WritingPlan: Sendable {
    /// One section to be written.
    package struct Job: Sendable, Equatable {
        package var entry: Outline.Entry
        package var task: SectionTask

        /// Makes a job.
        package init(entry: Outline.Entry, task: SectionTask) {
            self.entry = entry
            self.task = task
        }
    }

    /// In the order in which they are begun.
    package var jobs: [Job]
    /// At most so many at once; at least 1.
    package var parallel: Int

    /// Makes a plan: introduction and conclusion come last, since they speak of the rest.
    package init(jobs: [Job], parallel: Int) {
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
