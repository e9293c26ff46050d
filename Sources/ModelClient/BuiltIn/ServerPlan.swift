import Platform

/// How a server runs a model on this machine.
struct ServerPlan: Equatable {
    /// The number of compute threads: one for each core that other programs leave free, and at least one.
    ///
    /// Threads wait for each other many times a token, so one that has to wait for a core holds up the others. On two
    /// cores, smollm2-135m generates 108 tokens a second with two threads on an idle machine and 34 beside a busy
    /// program; with one thread, 70 and 71.
    let threads: Int
    /// The number of calls processed in parallel.
    let slots: Int
    /// The maximum number of tokens of prompt and reply in one call.
    let window: Int

    /// The window of a model whose header does not tell one, in tokens.
    static let usualWindow = 4096
    /// The smallest window that is of use, in tokens.
    static let leastWindow = 2048
    /// The most slots that pay off.
    ///
    /// Measured with smollm2-135m on two cores: one call generates 107 tokens a second, four
    /// at once generate 148 together, and eight 187, but then each text grows at a fifth of the speed and the windows
    /// take twice the memory.
    static let mostSlots = 4
    /// The memory that the server takes besides the weights and the windows.
    static let overhead = 268_435_456

    /// Chooses the values for a file of `bytes` bytes; throws `ModelInstallError.tooLarge` if the model does not fit.
    ///
    /// The model's own window is used if all slots' windows fit into half of the memory that is left beside the
    /// weights; otherwise a smaller one, and at last a single slot. `load` is the number of cores that other programs
    /// keep busy.
    init(
        _ header: GGUFHeader, bytes: Int, name: String, memory: MachineMemory, cores: Int, load: Double
    ) throws(ModelInstallError) {
        threads = max(1, cores - Int(min(max(load, 0), Double(cores)).rounded()))
        let window = max(1, header.window ?? Self.usualWindow)
        let perToken = max(1, header.bytesPerToken ?? 65_536)
        let least = min(window, Self.leastWindow)
        let needed = bytes + Self.overhead + least * perToken
        guard needed <= memory.total else {
            throw .tooLarge(name: name, needed: needed, memory: memory.total)
        }
        let spare = max(0, memory.available - bytes - Self.overhead) / 2
        let slots = (1...Self.mostSlots).last { $0 * least * perToken <= spare } ?? 1
        self.slots = slots
        let fitting = spare / perToken / slots / 256 * 256
        self.window = min(window, max(least, fitting))
    }
}
