import CSQLite
package import Manuscript
import Platform

/// An index of passages in memory, searched by BM25 (SQLite's FTS5).
///
/// The same passages and the same query always give the same order.
package final class PassageIndex {
    private let library: galley_sqlite
    private let database: OpaquePointer
    private let passages: [Passage]

    /// The reason why SQLite cannot be used, as a clause; nil if it can be loaded, which this tries.
    static var fault: String? { galley_sqlite_load().pointee.missing.map { String(cString: $0) } }

    /// The most words of a query that are looked up; FTS5 takes time for each.
    private static let mostTerms = 60

    /// Indexes passages; throws `SourceError` if SQLite is missing or has no FTS5.
    package init(_ passages: [Passage]) throws(SourceError) {
        library = galley_sqlite_load().pointee
        if let missing = library.missing { throw .noLibrary(String(cString: missing)) }
        self.passages = passages
        var opened: OpaquePointer?
        let code = library.open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
        guard code == SQLITE_OK, let opened else {
            _ = library.close_v2(opened)
            throw .indexFailed(code: Int(code))
        }
        database = opened
        try fill()
    }

    deinit { _ = library.close_v2(database) }

    private func fill() throws(SourceError) {
        // Words of Chinese and Japanese are not separated, so runs of three characters are indexed.
        let sample = passages.prefix(40).map(\.text).joined(separator: "\n")
        let isUnspaced = !WritingSystem.main(of: sample).isDisjoint(with: [.han, .kana, .thai])
        let tokenizer = isUnspaced ? "trigram" : "porter unicode61 remove_diacritics 2"
        try run("CREATE VIRTUAL TABLE p USING fts5(heading, text, tokenize='\(tokenizer)', detail=full)")
        try run("BEGIN")
        let statement = try prepared("INSERT INTO p(rowid, heading, text) VALUES(?, ?, ?)")
        defer { _ = library.finalize(statement) }
        for (row, passage) in passages.enumerated() {
            _ = library.bind_int64(statement, 1, Int64(row + 1))
            bind(passage.heading, 2, statement)
            bind(passage.text, 3, statement)
            let code = library.step(statement)
            guard code == SQLITE_DONE else { throw .indexFailed(code: Int(code)) }
            _ = library.reset(statement)
        }
        try run("COMMIT")
    }

    /// Returns the passages that match a query best, best first, as many as fit into a number of tokens.
    ///
    /// The query is any text; its words are looked up, each by itself. Passages that match none of them are not returned.
    /// Preferred passages come before the others.
    package func best(
        for query: String, tokens: Int, most: Int, preferring isPreferred: (Passage.Address) -> Bool = { _ in false }
    ) throws(SourceError) -> [Passage] {
        let terms = Self.terms(of: query)
        guard !terms.isEmpty, tokens > 0, most > 0 else { return [] }
        let match = terms.map { "\"\($0)\"" }.joined(separator: " OR ")
        let statement = try prepared("SELECT rowid FROM p WHERE p MATCH ? ORDER BY bm25(p, 2.0, 1.0), rowid LIMIT ?")
        defer { _ = library.finalize(statement) }
        bind(match, 1, statement)
        _ = library.bind_int64(statement, 2, Int64(most * 6))
        var matching: [Passage] = []
        var code = library.step(statement)
        while code == SQLITE_ROW {
            matching.append(passages[Int(library.column_int64(statement, 0)) - 1])
            code = library.step(statement)
        }
        guard code == SQLITE_DONE else { throw .indexFailed(code: Int(code)) }
        var (found, left) = ([Passage](), tokens)
        let ordered = matching.filter { isPreferred($0.address) } + matching.filter { !isPreferred($0.address) }
        for passage in ordered where found.count < most && passage.tokens <= left {
            found.append(passage)
            left -= passage.tokens
        }
        return found
    }

    /// Returns the different words of a query, without the commonest ones.
    private static func terms(of query: String) -> [String] {
        var seen: Set<String> = []
        let words = query.lowercased().split { !$0.isWordPart }.map(String.init)
        let wanted = words.filter { word in
            (word.contains(where: \.isNumber) || !ContentWords.of(word).isEmpty) && seen.insert(word).inserted
        }
        return Array((wanted.isEmpty ? words : wanted).prefix(mostTerms))
    }

    // MARK: - SQLite

    private func run(_ sql: String) throws(SourceError) {
        let code = library.exec(database, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw .indexFailed(code: Int(code)) }
    }

    private func prepared(_ sql: String) throws(SourceError) -> OpaquePointer {
        var statement: OpaquePointer?
        let code = library.prepare_v2(database, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw .indexFailed(code: Int(code)) }
        return statement
    }

    private func bind(_ text: String, _ place: Int32, _ statement: OpaquePointer) {
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                _ = withUnsafePointer(to: library) {
                    galley_sqlite_bind($0, statement, place, characters.baseAddress, Int32(clamping: characters.count))
                }
            }
        }
    }
}
