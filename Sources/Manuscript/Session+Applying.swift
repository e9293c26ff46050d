extension Session {
    /// Returns the session after an edit, and the inverse edit.
    ///
    /// Everything that the edit does not name stays the same, byte for byte. Throws `EditError` if the edit does not
    /// apply.
    package func applying(_ edit: Edit) throws -> (session: Session, inverse: Edit) {
        var session = self
        let inverse = try session.apply(edit)
        return (session, inverse)
    }

    /// Applies an edit in place and returns its inverse; if it throws `EditError`, nothing has changed.
    mutating func apply(_ edit: Edit) throws -> Edit {
        switch edit {
        case .setTopic(let new):
            defer { topic = new }
            return .setTopic(topic)
        case .setStyle(let new):
            defer { style = new }
            return .setStyle(style)
        case .setMetadata(let new):
            defer { metadata = new }
            return .setMetadata(metadata)
        case .setSetting(let key, let value):
            defer { settings[key] = value }
            return .setSetting(key: key, value: settings[key])
        case .setReviewPoint(let number, let point):
            let before = review.first { $0.number == number }
            review.removeAll { $0.number == number }
            if let point { review.insert(point, at: review.firstIndex { $0.number > number } ?? review.endIndex) }
            return .setReviewPoint(number: number, point: before)
        case .setSource(let number, let source): return setSource(number, source)
        case .insert(let section, let parent, let index):
            return try outline.insert(section, parent: parent, index: index)
        case .remove(let id):
            guard let taken = outline.take(id) else { throw EditError.noSuchSection(id) }
            return .insert(section: taken.section, parent: taken.parent, index: taken.index)
        case .move(let id, let parent, let index):
            return try outline.move(id, parent: parent, index: index)
        default:
            return try outline.changeSection(edit)
        }
    }
}

extension Outline {
    fileprivate mutating func insert(_ section: Section, parent: Section.ID?, index: Int) throws -> Edit {
        var known = Set(entries.map(\.section.id))
        for id in section.subtree.map(\.id) where !known.insert(id).inserted { throw EditError.duplicateID(id) }
        guard put(section, parent: parent, at: index) else { throw EditError.noSuchSection(parent ?? "") }
        return .remove(section.id)
    }

    fileprivate mutating func move(_ id: Section.ID, parent: Section.ID?, index: Int) throws -> Edit {
        guard let moved = self[id] else { throw EditError.noSuchSection(id) }
        if let parent {
            guard self[parent] != nil else { throw EditError.noSuchSection(parent) }
            if moved.subtree.contains(where: { $0.id == parent }) { throw EditError.moveIntoItself(id) }
        }
        guard let taken = take(id), put(taken.section, parent: parent, at: index) else {
            throw EditError.noSuchSection(id)
        }
        return .move(id, parent: taken.parent, index: taken.index)
    }

    fileprivate mutating func changeSection(_ edit: Edit) throws -> Edit {
        guard let id = edit.section else { return edit }
        var inverse: Edit?
        try update(id) { inverse = try $0.change(edit) }
        guard let inverse else { throw EditError.noSuchSection(id) }
        return inverse
    }
}

extension Section {
    fileprivate mutating func change(_ edit: Edit) throws -> Edit {
        switch edit {
        case .setTitle(_, let new):
            // A file with an empty title could not be opened again.
            defer { title = new.isEmpty ? title : new }
            return .setTitle(id, title)
        case .setBrief(_, let new):
            defer { brief = new }
            return .setBrief(id, brief)
        case .setPoints(_, let new):
            defer { points = new }
            return .setPoints(id, points)
        case .setWords(_, let new):
            defer { words = new }
            return .setWords(id, words)
        case .setRole(_, let new):
            defer { role = new }
            return .setRole(id, role)
        case .setLocked(_, let new):
            defer { locked = new }
            return .setLocked(id, locked)
        case .setNotes(_, let new):
            defer { notes = new }
            return .setNotes(id, notes)
        case .setCandidate(_, let new):
            defer { candidate = new }
            return .setCandidate(id, candidate)
        default:
            return try changeVersions(edit)
        }
    }

    private mutating func changeVersions(_ edit: Edit) throws -> Edit {
        let before = current
        switch edit {
        case .addVersion(_, let version):
            let number = file(version)
            current = number
            return .dropVersion(id, number: number, current: before)
        case .keepVersion(_, let version):
            return .dropVersion(id, number: file(version), current: before)
        case .dropVersion(_, let number, let then):
            guard let index = versions.lastIndex(where: { $0.number == number }) else {
                throw EditError.noSuchVersion(id, number)
            }
            let dropped = versions.remove(at: index)
            guard before == number else { return .keepVersion(id, dropped) }
            current = then
            return .addVersion(id, dropped)
        case .choose(_, let number):
            if let number, !versions.contains(where: { $0.number == number }) {
                throw EditError.noSuchVersion(id, number)
            }
            current = number
            return .choose(id, number: before)
        default:
            return edit
        }
    }

    /// Inserts a version and returns its number: its own, or the next free one if that is taken.
    ///
    /// Versions are sorted by number, so that a version that is put back returns to its old place.
    private mutating func file(_ version: Version) -> Int {
        var version = version
        if versions.contains(where: { $0.number == version.number }) { version.number = nextVersionNumber }
        versions.insert(version, at: versions.firstIndex { $0.number > version.number } ?? versions.endIndex)
        return version.number
    }
}
