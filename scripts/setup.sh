# shellcheck shell=bash
# Sourced by the other scripts: what it takes to build galley, installed where it is missing.
# Everything it says goes to standard error; standard output belongs to galley.

# The package's folder, which the caller sets before it sources this file.
: "${root:?}"

# An empty variable counts as unset (XDG Base Directory Specification); SwiftPM stops on one.
for variable in XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME; do
    [ -n "${!variable:-}" ] || unset "$variable"
done
unset variable

# The program that scripts/galley runs, and the moment its sources were last known to be built.
program="$root/.build/program/galley"
stamp="$root/.build/program/stamp"

say() { printf 'galley: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# Swift keeps caches in the home folder and does not start well without one.
ensure_home() {
    if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ]; then
        export HOME="$root/.build/home"
        mkdir -p "$HOME"
    fi
}

any_file() {
    local path
    for path in "$@"; do
        if [ -e "$path" ]; then return 0; fi
    done
    return 1
}

# Prints the Debian packages whose files are not there, one a line. Looking for the files themselves is some hundred
# times faster than asking the package manager, and right on systems that do without one.
missing_packages() {
    any_file /usr/include/histedit.h /usr/local/include/histedit.h || echo libedit-dev
    any_file /usr/include/curl/curl.h /usr/include/*/curl/curl.h /usr/local/include/curl/curl.h ||
        echo libcurl4-openssl-dev
    any_file /usr/include/cmark-gfm.h /usr/local/include/cmark-gfm.h || echo libcmark-gfm-dev
    any_file /usr/include/cmark-gfm-core-extensions.h /usr/local/include/cmark-gfm-core-extensions.h ||
        echo libcmark-gfm-extensions-dev
    any_file /usr/include/yaml.h /usr/local/include/yaml.h || echo libyaml-dev
    any_file /usr/include/sqlite3.h /usr/local/include/sqlite3.h || echo libsqlite3-dev
    [ "$(uname)" = Darwin ] || any_file /usr/lib/*/libxml2.so.* /usr/lib*/libxml2.so.* || echo libxml2
    any_file /usr/include/zlib.h /usr/local/include/zlib.h || echo zlib1g-dev
    any_file /usr/lib*/python3*/ensurepip/__init__.py /usr/local/lib/python3*/ensurepip/__init__.py ||
        echo python3-venv
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

install_debian() {
    local packages=("$@")
    if ! command -v apt-get >/dev/null; then
        fail "These are missing, by their Debian names: ${packages[*]}. Install them with your system's package manager."
    fi
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        fail "These packages are missing: ${packages[*]}. Run as root: apt-get install ${packages[*]}"
    fi
    say "installing ${packages[*]}"
    as_root apt-get update -qq >&2 || say "apt-get update failed; trying with the lists that are there"
    # RUNLEVEL and SYSTEMD_OFFLINE keep the packages from starting their services.
    as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 SYSTEMD_OFFLINE=1 \
        apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2 ||
        fail "These packages could not be installed: ${packages[*]}. The lines above say why; check the network and the disk."
}

install_macos() {
    local prefix
    if ! command -v brew >/dev/null; then
        fail "cmark-gfm and libyaml come from Homebrew, which is missing: install it from https://brew.sh, then try again."
    fi
    prefix="$(brew --prefix)"
    if [ ! -e "$prefix/include/cmark-gfm.h" ] || [ ! -e "$prefix/include/yaml.h" ]; then
        say "installing cmark-gfm, libyaml and pkgconf"
        brew install --quiet cmark-gfm libyaml pkgconf >&2 || fail "Homebrew could not install them; the lines above say why."
    fi
}

# Installs what a build needs and is missing.
ensure_packages() {
    if [ "$(uname -s)" = Darwin ]; then
        install_macos
        return
    fi
    local missing=()
    local package
    while read -r package; do missing+=("$package"); done < <(missing_packages)
    if [ "${#missing[@]}" -gt 0 ]; then install_debian "${missing[@]}"; fi
}

ensure_swift() {
    command -v swift >/dev/null ||
        fail "There is no Swift here. Install Swift 6.3 or newer from https://www.swift.org/install, then try again."
}

# Fails if the disk of the build folder has too little room for a build, in megabytes.
ensure_room() {
    local free needed="${1:-1500}"
    mkdir -p "$root/.build" 2>/dev/null ||
        fail "$root cannot be written. Change its permissions, or copy the folder to another place."
    free="$(df -Pm "$root/.build" 2>/dev/null | awk 'NR == 2 { print $4 }')" || return 0
    [ -z "$free" ] || [ "$free" -ge "$needed" ] ||
        fail "The disk of $root has $free MB free, and a build needs $needed MB. Make room, then try again."
}

# Fetches the Swift packages into a build folder (.build) unless they are there.
ensure_dependencies() {
    local scratch="$root/${1:-.build}"
    if [ -d "$scratch/checkouts/swift-argument-parser" ]; then return; fi
    swift package --package-path "$root" --scratch-path "$scratch" resolve >&2 ||
        fail "The Swift packages could not be fetched from github.com. Check the network, then try again."
}

# All that a build needs. Swift comes first: without it, nothing else is worth installing.
ensure_build() {
    ensure_home
    ensure_swift
    ensure_room
    ensure_packages
    ensure_dependencies "$@"
}

# Whether the program is there and no source is newer. A removed file makes its folder newer.
is_current() {
    [ -x "$program" ] && [ -e "$stamp" ] &&
        [ -z "$(find "$root/Package.swift" "$root/Sources" -newer "$stamp" -print -quit)" ]
}

# Prints the commit that is built, marked where sources differ from it; nothing where this is no repository of its own.
built_commit() {
    local id top
    top="$(git -C "$root" rev-parse --show-toplevel 2>/dev/null)" || return 0
    if [ "$top" != "$(cd "$root" && pwd -P)" ]; then return 0; fi
    id="$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null)" || return 0
    if [ -n "$(git -C "$root" status --porcelain -- Package.swift Sources 2>/dev/null)" ]; then id+="+changes"; fi
    printf '%s' "$id"
}

# Builds the release program: static, since a dynamic one carries the toolchain's path and fails elsewhere, and
# stripped, which saves time at each start.
build_program() {
    local options=(--package-path "$root" --scratch-path "$root/.build" -c release --product galley)
    if [ "$(uname -s)" != Darwin ]; then options+=(--static-swift-stdlib); fi
    if [ ! -t 2 ]; then options+=(--quiet); fi
    GALLEY_COMMIT="$(built_commit)"
    export GALLEY_COMMIT
    say "building the program; this takes a few minutes the first time"
    # The time before the build: what is changed while it runs must count as newer.
    touch "$stamp.next"
    swift build "${options[@]}" >&2 || fail "The build failed; the lines above say why."
    local built
    built="$(swift build "${options[@]}" --show-bin-path)/galley"
    strip -o "$program.next" "$built" 2>/dev/null || cp "$built" "$program.next"
    chmod 755 "$program.next"
    mv -f "$program.next" "$program"
    mv -f "$stamp.next" "$stamp"
}

# Makes sure that the program is there and current. Several at once wait for the first.
ensure_program() {
    if is_current; then return; fi
    ensure_swift
    mkdir -p "${program%/*}" || fail "$root cannot be written. Change its permissions, or copy the folder to another place."
    exec 9>"$root/.build/program/lock"
    if command -v flock >/dev/null; then flock 9; fi
    if ! is_current; then
        ensure_build
        build_program
    fi
    exec 9>&-
}
