import LoopbackServer
import Platform
import Testing

@testable import ModelClient

struct ServerPlanTests {
    private func plan(
        _ available: Int, total: Int = 1 << 36, bytes: Int = 1 << 20, cores: Int = 2, load: Double = 0
    ) throws -> ServerPlan {
        let path = try FakeGGUF().written()
        defer { try? FileManager.default.removeItem(atPath: Files.folder(of: path)) }
        return try ServerPlan(
            try GGUFHeader(path: path), bytes: bytes, name: "m", memory: .init(total: total, available: available),
            cores: cores, load: load)
    }

    @Test func `With memory enough, the window is the model's own, on all cores`() throws {
        let plan = try plan(1 << 34, cores: 6)
        #expect(plan.window == 8192 && plan.slots == 4 && plan.threads == 6)
    }

    @Test(arguments: [(0, 4), (0.4, 4), (1, 3), (2.6, 1), (4, 1), (90, 1), (.infinity, 1), (-1, 4)])
    func `Busy programs keep their cores`(load: Double, threads: Int) throws {
        #expect(try plan(1 << 34, cores: 4, load: load).threads == threads)
        #expect(try plan(1 << 34, cores: 1, load: load).threads == 1)
    }

    @Test func `Little memory makes the window smaller, then the slots fewer`() throws {
        var last = ServerPlan.leastWindow * 2
        for megabytes in stride(from: 200, to: 3000, by: 50) {
            let available = megabytes << 20
            let plan = try plan(available)
            #expect((ServerPlan.leastWindow...8192).contains(plan.window) && (1...4).contains(plan.slots))
            let windows = plan.window * plan.slots
            #expect(windows >= last / 2, "\(megabytes) MB")
            last = windows
            let memory = windows * 23_040
            #expect(plan.slots == 1 || memory <= (available - ServerPlan.overhead - 1 << 20) / 2)
        }
    }

    @Test func `A model larger than the memory is refused in a sentence`() throws {
        let error = #expect(throws: ModelInstallError.self) { try plan(1 << 30, total: 1 << 30, bytes: 1 << 30) }
        #expect(
            error?.sentence == "m needs 1.3 GB of memory, and this machine has 1.0 GB. Choose a smaller model.")
    }

    @Test func `This machine has memory`() {
        let memory = MachineMemory.current
        #expect(memory.total > 1 << 27 && memory.available > 0 && memory.available <= memory.total)
    }
}
