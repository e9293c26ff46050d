import Testing

@testable import ModelClient

/// The number of cores that other programs keep busy.
struct MachineLoadTests {
    @Test func theTimesOfAllCoresAreRead() {
        let stat = "cpu  100 20 30 800 50 4 6 10 7 0\ncpu0 50 10 15 400 25 2 3 5 3 0\nintr 1\n"
        #expect(MachineLoad(stat: stat) == MachineLoad(busy: 170, all: 1020))
        #expect(MachineLoad(stat: "cpu  1 2 3 4") == MachineLoad(busy: 6, all: 10))
    }

    @Test(arguments: ["", "cpu", "cpu 1 2 3", "cpu0 1 2 3 4", "load 1 2 3 4 5"])
    func otherTextIsNotRead(text: String) { #expect(MachineLoad(stat: text) == nil) }

    @Test func busyCoresAreTheirShareOfTheTime() {
        let before = MachineLoad(busy: 100, all: 1000)
        #expect(MachineLoad(busy: 110, all: 1040).cores(since: before, of: 4) == 1)
        #expect(MachineLoad(busy: 100, all: 1040).cores(since: before, of: 4) == 0)
        #expect(MachineLoad(busy: 140, all: 1040).cores(since: before, of: 2) == 2)
        #expect(before.cores(since: before, of: 2) == nil)
    }

    @Test func thisMachineHasALoad() { #expect((0...64).contains(MachineLoad.current(cores: 64))) }
}
