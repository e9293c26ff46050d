import Platform

/// The memory of this machine, in bytes.
package struct MachineMemory: Sendable, Equatable {
    /// All of it.
    var total: Int
    /// The part that programs can still take.
    var available: Int

    /// The memory of this machine now; a control group's limit counts as all of it (`memory.max`, Linux cgroup v2).
    static var current: MachineMemory {
        var total = max(0, sysconf(Int32(_SC_PHYS_PAGES))) * max(0, sysconf(Int32(_SC_PAGESIZE)))
        if let limit = number(in: "/sys/fs/cgroup/memory.max") { total = min(total, limit) }
        let lines = (try? Files.read("/proc/meminfo")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let line = lines.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return MachineMemory(total: total, available: min(total, kilobytes.map { $0 * 1024 } ?? total / 2))
    }

    private static func number(in path: String) -> Int? {
        (try? Files.read(path)).flatMap { Int(String(decoding: $0, as: UTF8.self).trimmed) }
    }
}
