import Chains
import Commands
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

/// Requests of writers in five languages, over a real connection: the right edits, shown, in one turn, and no others.
@Suite(.serialized, .timeLimit(.minutes(10))) struct UtteranceTests {
    private static let engine = TransferEngine()

    @Test func thereAreEnough() {
        #expect(Utterance.all.count >= 60)
        #expect(Set(Utterance.all.map(\.language)).count >= 5)
        #expect(Set(Utterance.all.map(\.say)).count == Utterance.all.count)
    }

    @Test(arguments: Utterance.all) func leads(utterance: Utterance) async throws {
        let interface = NotingStage()
        let bench = try Bench(try Utterance.post(in: utterance.language), interface: interface)
        let server = try await TalkingServer.start { request, _ in
            guard request.hasTools, request.results.isEmpty, !utterance.calls.isEmpty else {
                return Raw.events(Raw.whole("It is so."))
            }
            return Raw.events(Raw.calls(utterance.calls))
        }
        bench.supply.use(try .short(server.raw.baseURL, engine: Self.engine))
        let before = bench.workspace.session
        guard case .done(let report) = await bench.run(utterance.say) else {
            Issue.record("It failed.")
            return
        }
        let after = bench.workspace.session
        let commands = (report.data["commands"]?.array ?? []).compactMap(\.string)
        #expect(utterance.isMet(by: commands), "\(commands)")
        #expect(server.talks.isEmpty == utterance.isPlain, "a model is asked where code does not read it")
        #expect(after.history.count == before.history.count + 1)
        #expect(try bench.saved() == after)
        if commands.isEmpty {
            #expect(after.outline == before.outline && after.history.last?.kind == .ask)
            #expect(after.history.last?.reply == "It is so.")
        } else {
            #expect(interface.notes.contains { $0.hasPrefix("Plan: ") })
            let touched = Set(after.history.last?.sections ?? [])
            for entry in before.outline.entries where !touched.contains(entry.section.id) {
                #expect(after.outline.entry(entry.section.id)?.section.versions == entry.section.versions)
            }
            #expect(after.outline != before.outline || after.style != before.style)
            guard case .done = await bench.run(":undo") else {
                Issue.record("It cannot be undone.")
                return
            }
            let undone = bench.workspace.session
            #expect(undone.outline == before.outline && undone.style == before.style, "one undo restores it")
        }
        await server.raw.stop()
    }
}
