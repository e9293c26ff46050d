import Platform

/// The processor time of this machine since its start, in ticks (`/proc/stat`; proc_stat(5)).
struct MachineLoad: Equatable {
    /// The time in which programs ran.
    var busy: Int
    /// All of the time, of all cores.
    var all: Int

    /// Below this load, all cores count as free.
    private static let least = 0.5
    /// The length of time over which the load is measured, in microseconds.
    private static let span: UInt32 = 150_000

    /// Returns the number of cores that were busy since an earlier reading; nil if no time has passed.
    func cores(since earlier: MachineLoad, of cores: Int) -> Double? {
        guard all > earlier.all else { return nil }
        return Double(busy - earlier.busy) / Double(all - earlier.all) * Double(cores)
    }

    /// Returns the number of this machine's cores that other programs keep busy; 0 if it is unknown.
    ///
    /// The load of the last minute (`getloadavg`) also counts programs that have ended, such as a compiler, so it is
    /// measured anew unless it is low. That takes 150 ms, and is possible on Linux only.
    static func current(cores: Int) -> Double {
        var average = 0.0
        guard getloadavg(&average, 1) == 1, average >= least else { return 0 }
        guard let before = now else { return average }
        usleep(span)
        return now?.cores(since: before, of: cores) ?? average
    }

    private static var now: MachineLoad? {
        (try? Files.read("/proc/stat")).flatMap { MachineLoad(stat: String(decoding: $0, as: UTF8.self)) }
    }
}

extension MachineLoad {
    /// Reads the first line of `/proc/stat`; nil if the text has another form.
    init?(stat text: String) {
        let line = text.split(separator: "\n").first?.split(separator: " ") ?? []
        let ticks = line.dropFirst().compactMap { Int($0) }
        // user, nice, system, idle, iowait, irq, softirq, steal; the time of guests is a part of user.
        guard line.first == "cpu", ticks.count >= 4 else { return nil }
        all = ticks.prefix(8).reduce(0, +)
        busy = all - ticks[3...].prefix(2).reduce(0, +)
    }
}
