/// The libraries that reading sources needs; asking loads them.
package enum InstalledLibraries {
    /// The reason why pages in HTML cannot be read, as a clause; nil if libxml2 can be loaded.
    package static var faultOfXML: String? { HTMLText.fault }
    /// The reason why passages cannot be searched, as a clause; nil if SQLite can be loaded.
    package static var faultOfSQLite: String? { PassageIndex.fault }
}
