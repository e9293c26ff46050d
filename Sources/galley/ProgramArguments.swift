import CBuild

/// The arguments of this run, also on systems without `/proc`, from which Swift reads them on Linux.
enum ProgramArguments {
    /// The arguments behind the program's name.
    static let all: [String] = {
        var all: [String] = []
        var next = galley_arguments()
        while let pointer = next?.pointee {
            all.append(String(cString: pointer))
            next = next?.advanced(by: 1)
        }
        return Array((all.isEmpty ? CommandLine.arguments : all).dropFirst())
    }()
}
