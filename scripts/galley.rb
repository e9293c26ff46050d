# The Homebrew formula; scripts/package puts in what is between the @ signs, and writes it to .build/dist.
class Galley < Formula
  desc "Writing assistant for long blog posts in the terminal"
  homepage "@HOMEPAGE@"
  url "@HOMEPAGE@/releases/download/v@VERSION@/galley-@VERSION@.tar.gz"
  sha256 "@SHA256@"
  license "MIT"

  depends_on xcode: ["26.0", :build]
  depends_on "cmark-gfm"
  depends_on "libyaml"
  depends_on macos: :sequoia

  uses_from_macos "swift" => :build
  uses_from_macos "curl"
  uses_from_macos "libedit"
  uses_from_macos "libxml2"
  uses_from_macos "sqlite"
  uses_from_macos "zlib"

  on_linux do
    depends_on "pkgconf" => :build
  end

  def install
    args = ["--disable-sandbox", "--configuration", "release", "--product", "galley"]
    args << "--static-swift-stdlib" if OS.linux?
    system "swift", "build", *args
    bin.install ".build/release/galley"
    generate_completions_from_executable(bin/"galley", "completions")
    (buildpath/"galley.1").write Utils.safe_popen_read(bin/"galley", "manual")
    man1.install "galley.1"
    pkgshare.install "sessions/galley-session.schema.json"
  end

  # No network and no model: a post is imported, changed, undone, checked and exported.
  test do
    ENV["GALLEY_SESSIONS"] = testpath/"sessions"
    (testpath/"post.md").write "# Bread\n\n## Flour\n\nFlour is milled grain.\n\n## Water\n\nWater wakes the yeast.\n"
    assert_match version.to_s, shell_output("#{bin}/galley --version")
    system bin/"galley", "import", "post.md", "-s", "bread"
    system bin/"galley", "-r", "bread", "-x", ":rename 1 Grain", "-x", ":undo"
    system bin/"galley", "export", "bread", "md", "-o", "out.md"
    assert_equal (testpath/"post.md").read, (testpath/"out.md").read
    assert_match "Your first post", shell_output("#{bin}/galley help tutorial")
    assert_match "libcurl", shell_output("#{bin}/galley doctor --dry-run --base-url http://127.0.0.1:1/v1 -m none")
  end
end
