/// The wishes of the writer for an export; formats ignore those that they do not know.
package struct ExportOptions: Sendable, Equatable {
    /// The site generator whose front matter a Markdown file gets.
    package enum Site: String, Sendable, CaseIterable {
        /// No front matter.
        case bare = "none"
        case hugo, jekyll, astro
    }

    /// The site generator; nil for no front matter, or for the one of an imported file.
    package var site: Site?
    /// The level of the first sections' headings, 1 to 4; nil for 2, or for that of an imported file.
    package var base: Int?
    /// True if headings begin with their numbers.
    package var isNumbered: Bool
    /// True if each paragraph is one line.
    package var isUnwrapped: Bool

    /// True if a Word document tracks the changes of the last turn.
    package var marksChanges: Bool

    /// Makes options; without arguments, they are those of an export without wishes.
    package init(
        site: Site? = nil, base: Int? = nil, isNumbered: Bool = false, isUnwrapped: Bool = false,
        marksChanges: Bool = false
    ) {
        (self.site, self.base, self.isNumbered, self.isUnwrapped) = (site, base, isNumbered, isUnwrapped)
        self.marksChanges = marksChanges
    }

    /// True if an imported file is exported in its own form.
    var keepsForm: Bool { self == ExportOptions() }

    /// True if the file begins with front matter, which holds the title.
    var hasFront: Bool { site != nil && site != .bare }
}
