import Configuration
import Platform

/// A folder that Galley writes to: checks that it can be written, is private, and has room.
struct FolderCheck {
    let area: String
    let path: String
    /// True if others should not read what is in it.
    let isPrivate: Bool

    /// Less room than this, in bytes, may be too little for a save.
    private static let leastRoom = 20_000_000
    /// The room, in bytes, that the built-in model needs.
    private static let roomOfModel = 400_000_000

    /// Returns the results for all folders, and for the disks of the sessions and the models.
    static func findings(_ environment: [String: String], sessions: String) -> [Finding] {
        let usual = LeftFile.folders.map { folder -> Finding in
            let area = "\(folder)"
            guard let path = folder.path({ environment[$0] }) else {
                return Finding(
                    area, .note, "no folder: neither \(folder.variable) nor HOME is set",
                    advice: "Set one of them to an absolute path.")
            }
            return FolderCheck(area: area, path: path, isPrivate: folder != .config).finding
        }
        // A folder `sessions` of the working folder belongs to a project, which others may read.
        let isOwn = sessions.hasPrefix("/")
        let posts = FolderCheck(area: "sessions", path: sessions, isPrivate: isOwn).finding
        let data = UserFolder.data.path { environment[$0] } ?? sessions
        return usual + [posts, disk(of: sessions, needs: leastRoom)]
            + [disk(of: data, needs: roomOfModel)].filter { $0.state != .ok }
    }

    var finding: Finding {
        var information = stat()
        guard stat(path, &information) == 0 else { return missing }
        guard information.st_mode & S_IFMT == S_IFDIR else {
            return Finding(
                area, .fault, "\(path) is not a folder", advice: "Rename the file, and Galley makes the folder.")
        }
        guard access(path, W_OK | X_OK) == 0 else {
            return Finding(
                area, .fault, "\(path) cannot be written: \(Self.reason)",
                advice: "Change its permissions or owner.")
        }
        if isPrivate, information.st_mode & 0o077 != 0 {
            return Finding(
                area, .note, "\(path): others on this machine can look into it", advice: "Run `chmod 700 \(path)`.")
        }
        return Finding(area, path)
    }

    /// The result for a folder that Galley would make when it is needed.
    private var missing: Finding {
        let above = Self.existing(above: path)
        guard Files.isFolder(above), access(above, W_OK | X_OK) == 0 else {
            let reason = Files.isFolder(above) ? Self.reason : "it is not a folder"
            return Finding(
                area, .fault, "\(path) cannot be made in \(above): \(reason)",
                advice: "Change the permissions of \(above), or choose another folder.")
        }
        return Finding(area, "\(path), made when it is needed")
    }

    /// The reason of the last system call in words.
    private static var reason: String { String(cString: strerror(errno)).lowercased() }

    /// Returns the nearest path above that exists.
    static func existing(above path: String) -> String {
        var above = path
        repeat { above = Files.folder(of: above) } while !Files.exists(above) && above != "/" && above != "."
        return above
    }

    private static func disk(of path: String, needs least: Int) -> Finding {
        let place = Files.exists(path) ? path : existing(above: path)
        guard let room = Files.room(at: place) else { return Finding("disk", "the room at \(place) is unknown") }
        if room < leastRoom {
            return Finding(
                "disk", .fault, "\(Files.amount(room)) free at \(place): too little to save posts", advice: "Make room."
            )
        }
        if room < least {
            return Finding(
                "disk", .note, "\(Files.amount(room)) free at \(place)",
                advice: "The built-in model needs \(Files.amount(least)).")
        }
        return Finding("disk", "\(Files.amount(room)) free at \(place)")
    }
}
