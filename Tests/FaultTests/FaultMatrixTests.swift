import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

@testable import Commands

/// Every fault × every command that asks a model: the right end, no text lost, none doubled.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FaultMatrixTests {
    static let faults = Fault.passing + Fault.odd + Fault.lasting + Fault.breaking + Fault.unreachable
    private static let engine = TransferEngine()

    @Test(arguments: faults, Act.allCases) func ends(fault: Fault, act: Act) async throws {
        let bench = try Bench(act.post)
        let before = bench.workspace.session
        let file = bench.file
        let target = act.isOfPost ? nil : act == .write && fault.strikesAll ? "1" : "3"
        let server = try await FaultyServer.start(fault, target: target)
        bench.supply.use(
            try .short(
                fault.address(server.raw.baseURL), limits: fault.limits, choice: fault.choice, engine: Self.engine))
        let ending = await bench.run(act.line)
        let session = bench.workspace.session
        check(ending, fault.end(of: act))
        if let asked = fault.asked, !act.isOfPost {
            let count = server.asked(target)
            // Beside other sections, the count depends on whether one of them arrives between two tries: if none does,
            // the server may be away, and Galley waits for it.
            #expect(fault.mayBeAway && act == .write ? count >= asked : count == asked, "\(count)")
        }
        #expect(try bench.saved() == session)
        if act == .outline {
            if case .failed = fault.end(of: act) {
                #expect(session == before && bench.file == file)
            } else {
                #expect(session.outline.unwritten.count > 1)
            }
        } else if act == .talk {
            checkTalk(before, session, fault, server)
        } else {
            checkTarget(target ?? "", before, session, fault, server)
            checkOthers(than: target ?? "", before, session, server)
        }
        await server.raw.stop()
        try await completes(bench)
    }

    @Test func countsItsCells() {
        let cells = Self.faults.count * Act.allCases.count
        print("Fault matrix: \(Self.faults.count) faults × \(Act.allCases.count) commands = \(cells) cells")
        #expect(cells >= 200)
        #expect(Set(Self.faults.map(\.testDescription)).count == Self.faults.count)
    }

    /// One clear sentence, without what only machines read.
    private func check(_ ending: Interpreter.Ending, _ expected: Fault.End) {
        switch (ending, expected) {
        case (.done, .whole): break
        case (.failed(let sentence), .failed(let part, _)):
            #expect(sentence.contains(part), "\(sentence)")
            #expect(sentence.hasSuffix(".") && sentence.count < 400, "\(sentence)")
            #expect(!sentence.contains { "{}<>\n".contains($0) }, "\(sentence)")
            #expect(!sentence.contains(secret), "\(sentence)")
        default: Issue.record("\(ending), but it should be \(expected)")
        }
    }

    /// A question changes nothing; its answer is kept, whole or as far as it came.
    private func checkTalk(_ before: Session, _ after: Session, _ fault: Fault, _ server: FaultyServer) {
        #expect(after.outline == before.outline)
        let turns = after.history.dropFirst(before.history.count)
        let reply = turns.last?.reply
        switch fault.end(of: .talk) {
        case .whole:
            #expect(turns.count == 1 && turns.last?.kind == .ask)
            #expect(server.said("").contains { reply == $0 || reply == "🙂 é " + $0 }, "\(reply ?? "nothing")")
        case .failed(_, let keeps):
            let halves = server.said("").map {
                Fault.Exchange(request: ReceivedRequest(method: "", path: ""), text: $0).half
            }
            #expect(keeps ? reply.map { halves.contains($0) } == true : turns.isEmpty, "\(reply ?? "nothing")")
        }
    }

    /// The section that suffered: whole, or as it was, with what had come kept apart.
    private func checkTarget(
        _ number: String, _ before: Session, _ after: Session, _ fault: Fault, _ server: FaultyServer
    ) {
        guard let old = before.section(number), let new = after.section(number) else {
            Issue.record("There is no section \(number).")
            return
        }
        switch fault.end {
        case .whole:
            let text = new.text?.text ?? ""
            #expect(server.said(number).contains { text == $0 || text == "🙂 é " + $0 }, "\(text)")
            #expect(new.candidate == nil)
            #expect(new.versions.count == old.versions.count + 1)
        case .failed(_, let keeps):
            #expect(new.versions == old.versions && new.current == old.current)
            let halves = server.said(number).map {
                Fault.Exchange(request: ReceivedRequest(method: "", path: ""), text: $0).half
            }
            let kept = new.candidate?.text
            #expect(keeps ? kept.map { halves.contains($0) } == true : kept == nil, "\(kept ?? "nothing") of \(halves)")
        }
    }

    /// The other sections: untouched, or written once and whole.
    private func checkOthers(than number: String, _ before: Session, _ after: Session, _ server: FaultyServer) {
        for (old, new) in zip(before.others(than: [number]), after.others(than: [number])) where old != new {
            let place = after.outline.entry(new.id)?.number ?? ""
            #expect(old.current == nil && new.candidate == nil && new.versions.count == 1, "\(place)")
            #expect(server.said(place).contains(new.text?.text ?? ""), "\(place)")
            #expect(old.title == new.title)
        }
        #expect(before.outline.entries.map(\.section.id) == after.outline.entries.map(\.section.id))
    }

    /// With a server that does its job, an ordinary `:write` completes the post, and changes nothing that is written.
    private func completes(_ bench: Bench) async throws {
        let well = Fault(testDescription: "none", end: .whole)
        let server = try await FaultyServer.start(well, target: nil)
        bench.supply.use(try .short(server.raw.baseURL, engine: Self.engine))
        if bench.workspace.session.outline.isEmpty {
            let ending = await bench.run(":outline")
            guard case .done = ending else {
                Issue.record("\(ending)")
                return
            }
        }
        let written = bench.workspace.session.outline.entries.filter { $0.section.text != nil }
        let ending = await bench.run(":write")
        guard case .done = ending else {
            Issue.record("\(ending)")
            return
        }
        let session = bench.workspace.session
        #expect(session.outline.unwritten.isEmpty)
        for entry in written { #expect(session.section(entry.number)?.text == entry.section.text) }
        #expect(try bench.saved() == session)
        await server.raw.stop()
    }
}
