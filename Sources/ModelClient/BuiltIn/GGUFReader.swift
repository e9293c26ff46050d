import Platform

/// Reads the numbers and strings at the start of a GGUF file one after another, through a buffer.
///
/// Every length is checked against the size of the file before anything is read.
final class GGUFReader {
    /// The size of the file, in bytes.
    let size: Int
    private let file: Int32
    private var buffer: [UInt8] = []
    /// The place of the next byte in `buffer`.
    private var next = 0
    /// The place in the file of the first byte after `buffer`.
    private var end = 0

    /// Opens a file; nil if it cannot be read.
    init?(path: String) {
        file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0, let size = Files.size(of: file) else { return nil }
        self.size = size
    }

    deinit { if file >= 0 { close(file) } }

    /// The place of the next byte in the file.
    var offset: Int { end - buffer.count + next }

    /// Reads that many bytes; throws `GGUFFault.cutOff` at the end of the file.
    func bytes(_ count: Int) throws(GGUFFault) -> ArraySlice<UInt8> {
        guard count >= 0, count <= size - offset else { throw .cutOff }
        if buffer.count - next < count {
            buffer.removeFirst(next)
            next = 0
            let missing = max(count - buffer.count, 65_536)
            let more = [UInt8](unsafeUninitializedCapacity: missing) { target, filled in
                filled = max(0, pread(file, target.baseAddress, missing, off_t(end)))
            }
            buffer += more
            end += more.count
            guard buffer.count >= count else { throw .cutOff }
        }
        defer { next += count }
        return buffer[next..<next + count]
    }

    /// Skips that many bytes; throws `GGUFFault.cutOff` at the end of the file.
    func skip(_ count: Int) throws(GGUFFault) {
        guard count >= 0, count <= size - offset else { throw .cutOff }
        if count <= buffer.count - next {
            next += count
        } else {
            end = offset + count
            buffer = []
            next = 0
        }
    }

    /// Reads a little-endian integer of 1 to 8 bytes.
    func integer(_ width: Int) throws(GGUFFault) -> UInt64 {
        try bytes(width).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads an integer of 8 bytes that counts or measures something in the file.
    func count() throws(GGUFFault) -> Int {
        guard let count = Int(exactly: try integer(8)), count <= size else { throw .cutOff }
        return count
    }

    /// Reads a string of at most 1 MB.
    func string() throws(GGUFFault) -> String {
        let count = try count()
        guard count <= 1_048_576 else { throw .damaged }
        return String(decoding: try bytes(count), as: UTF8.self)
    }
}

/// A fault of a GGUF file.
enum GGUFFault: Error, Equatable {
    /// The file cannot be opened.
    case unreadable
    /// The file does not begin with the mark of GGUF.
    case noMark
    /// The file has a version of the format that the server does not read.
    case version(Int)
    /// The file ends before its data does.
    case cutOff
    /// The contents contradict each other.
    case damaged
    /// The model cannot write text; the architecture is `clip`, for example.
    case otherKind(String)
    /// The file is one of several that belong together.
    case onePart

    /// The end of a sentence that begins with the file's name.
    var words: String {
        switch self {
        case .unreadable: "cannot be read"
        case .noMark: "is not a model in GGUF form"
        case .version(let version): "has version \(version) of the GGUF format, and the server reads 2 and 3"
        case .cutOff: "is cut off"
        case .damaged: "is damaged"
        case .otherKind(let kind): "is a model of the kind “\(kind)”, which cannot write text"
        case .onePart: "is one of several files of a model, which must be joined first"
        }
    }
}
