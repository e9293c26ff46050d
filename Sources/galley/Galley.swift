import Chains
import Manuscript
import Platform
import Workbench

final class RawStage: Stage {
    func note(_ text: String) { print(text) }
    func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result { try await body() }
    func view(of plan: WritingPlan) -> any WritingView { RawView(plan) }
    func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result { try await body() }
    var isInteractive: Bool { false }
}
final class RawView: WritingView {
    let plan: WritingPlan
    init(_ plan: WritingPlan) { self.plan = plan }
    func show(_ live: Writing.Live) {}
    func ended(_ index: Int, text: String?) {
        print("## \(plan.jobs[index].entry.number) \(plan.jobs[index].entry.section.title)\n\n\(text ?? "---")\n")
    }
    func close() {}
}

@main struct Galley {
    @MainActor static func main() async {
        var environment: [String: String] = [:]
        for name in ["HOME", "XDG_DATA_HOME", "GALLEY_SESSIONS", "PATH"] { environment[name] = getenv(name).map { String(cString: $0) } }
        let stage = RawStage()
        let wiring = ModelWiring(baseURL: nil, model: nil, environment: environment, consent: { _ in true }, note: { print($0) })
        let desk = Desk(folder: SessionFolder(asked: nil, environment: environment), models: wiring, stage: stage, environment: environment)
        for line in CommandLine.arguments.dropFirst() {
            let clock = ContinuousClock()
            let start = clock.now
            let ending = await Shell.run(line, at: desk)
            switch ending {
            case .done(let report):
                switch report.answer { case .plain(let text), .markdown(let text): print(text); case .none: break }
                print("-- \(report.note) \(clock.now - start)")
            default: print("== \(ending)")
            }
        }
        await wiring.close()
    }
}
