/// Turns at C libraries that keep state for the whole program, shared by the rooms that call them.
package enum SharedTurns {
    /// The turn at cmark-gfm's parser; the value says whether its extensions are registered.
    ///
    /// It enters the special characters of its extensions into one table for all parsers while a document is finished
    /// (`cmark_manage_extensions_special_characters` in blocks.c) and takes them out again: of two documents that are
    /// parsed at once one would lose its strikethrough.
    package static let markdown = Guarded(false)
}
