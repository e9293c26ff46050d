import Platform

@main struct Galley {
    static func main() { puts("galley") }
}
