import Chains
import Manuscript
import Storage

extension Journal {
    /// Makes a journal for the sections of a run; the first text creates the file.
    convenience init(of name: String, in folder: SessionFolder, jobs: [WritingPlan.Job], model: String) {
        let texts = jobs.map { job -> (id: String, begin: JSONValue) in
            let id = job.entry.section.id
            return (
                id,
                [
                    "begin": .string(id), "origin": .string(job.task.origin.rawValue), "model": .string(model),
                    "instruction": .string(job.task.instruction),
                    "versions": .int(job.entry.section.nextVersionNumber),
                ]
            )
        }
        self.init(of: name, in: folder, texts: texts)
    }

    /// Records an event of a run; any thread may call it.
    func take(_ live: SectionScheduler.Live) {
        guard case .section(let index, let event) = live else { return }
        switch event {
        case .text(let text): add(text, index)
        case .restart, .retracted: restart(index, with: "")
        case .resumed(let base): restart(index, with: base)
        case .again: again(index)
        default: break
        }
    }
}
