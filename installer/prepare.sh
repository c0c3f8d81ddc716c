# Sourced by ./penseal and ./check: finds JDK 25 and the programs that the build needs, and installs
# what is missing with apt when run as root; otherwise says in one line what to install.

say() { printf '%s\n' "$*" >&2; }

# installs PACKAGE... or ends with one line that names them
install_packages() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    say "PenSeal needs: $*  (Debian 13: sudo apt-get install $*)"
    exit 2
  fi
  say "installing $*"
  [ -n "${PENSEAL_APT_UPDATED:-}" ] || apt-get update -qq >&2 || true
  PENSEAL_APT_UPDATED=1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2 || {
    say "could not install: $*"
    exit 2
  }
}

# need PROGRAM PACKAGE [PROGRAM PACKAGE]...
need() {
  local missing=()
  while [ $# -gt 1 ]; do
    command -v "$1" >/dev/null 2>&1 || missing+=("$2")
    shift 2
  done
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

is_jdk25() {
  [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$1/release"
}

find_jdk25() {
  local home
  for home in "${JAVA_HOME:-/nonexistent}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if is_jdk25 "$home"; then
      JAVA_HOME=$home
      return 0
    fi
  done
  return 1
}

has_library() {
  compgen -G "/usr/lib/*/$1*" >/dev/null || [ -e "/usr/lib/$1" ]
}

need_jdk25() {
  find_jdk25 || { install_packages openjdk-25-jdk-headless && find_jdk25; } || {
    say "no JDK 25 found: set JAVA_HOME"
    exit 2
  }
  export JAVA_HOME
  # Text is drawn with libraries that Debian's headless JDK only recommends.
  if [ -e /etc/debian_version ] && ! { has_library libfreetype.so.6 && has_library libharfbuzz.so.0 &&
    has_library libfontconfig.so.1; }; then
    install_packages libfreetype6 libharfbuzz0b fontconfig
  fi
}

need_build_tools() {
  need_jdk25
  need mvn maven npm npm
  # Maven's own libraries still use what JDK 25 warns of.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
}

# What the window is drawn with, where there is a display to draw on.
need_window() {
  [ -e /etc/debian_version ] && [ -n "${DISPLAY:-}" ] || return 0
  if ! { has_library libgtk-3.so.0 && has_library libXtst.so.6 && has_library libXxf86vm.so.1 &&
    has_library libGL.so.1; }; then
    install_packages libgtk-3-0t64 libxtst6 libxxf86vm1 libgl1
  fi
}
