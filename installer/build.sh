# Sourced by ./penseal and ./package, after prepare.sh and launch.sh: builds the program once and trains its start-up
# cache. Wants `root`.

run=$root/app/target/run
built=$run/.built
cache=$run/penseal.aot
mapfile -t options <"$root/installer/java.options"
options+=(
  --module-path "$run/fx" --add-modules javafx.controls,javafx.fxml,javafx.swing
  "-Dpenseal.home=$root" -cp "$run/lib/*"
)

is_stale() {
  [ ! -f "$built" ] || [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src \
    \( -name node_modules -o -path '*/src/test' \) -prune -o -type f -newer "$built" -print -quit)" ]
}

build() {
  need_build_tools
  say "building PenSeal (the first time takes a few minutes) ..."
  local log=$root/app/target/build.log stamp
  mkdir -p "$root/app/target"
  stamp=$(mktemp)
  # Maven leaves jars of another version of the program, or of a library, where they are.
  rm -rf "$run/lib" "$run/fx"
  if ! (cd "$root" && mvn -q -B package -DskipTests -Djacoco.skip >"$log" 2>&1); then
    tail -n 30 "$log" >&2
    say "the build failed; the whole log: $log"
    exit 70
  fi
  train_aloud
  mv "$stamp" "$built"
}

train_aloud() {
  train >>"$root/app/target/build.log" 2>&1 ||
    say "no start-up cache, so PenSeal starts more slowly; the log: $root/app/target/build.log"
}

# Sets `screen`: what opens a window during training. Without a screen of its own (Xvfb) it opens for a moment on that of
# the user; without one, or GTK, it is left out.
find_screen() {
  screen=()
  if ! has_library libgtk-3.so.0; then
    screen=(env -u DISPLAY)
  elif command -v xvfb-run >/dev/null && command -v xauth >/dev/null; then
    screen=(xvfb-run -a)
  fi
}

# Makes Java's ahead-of-time cache out of a run of what people do most.
train() {
  local work screen exit=0
  find_screen
  rm -f "$cache" "$cache.parts"
  work=$(mktemp -d)
  "$JAVA_HOME/bin/java" "$root/installer/java/Cacheable.java" "$run/lib" &&
    cache_parts >"$cache.parts" &&
    PENSEAL_DATA=$work/data "${screen[@]}" "$JAVA_HOME/bin/java" "${options[@]}" \
      "-XX:AOTCacheOutput=$cache.new" org.penseal.app.Training "$work" &&
    mv "$cache.new" "$cache" || exit=$?
  rm -rf "$work"
  return $exit
}

# What a cache is made of: names, sizes and times. Java compares no jar with it before 25.0.4 (JDK-8377932), and would take
# classes of the old ones.
cache_parts() {
  find "$run/lib" "$run/fx" "$root/installer/java.options" "$JAVA_HOME/release" -type f -printf '%p %s %T@\n'
}

# Whether it was made of something else.
is_cache_stale() {
  [ -f "$cache" ] && { [ ! -f "$cache.parts" ] || [ "$(<"$cache.parts")" != "$(cache_parts)" ]; }
}

# Builds and trains where that is needed: one at a time; the second caller waits and finds it done. What is piped into
# the program is not for Maven, which would read it.
build_if_stale() {
  if is_stale || is_cache_stale; then
    mkdir -p "$root/app/target"
    exec 9>"$root/app/target/build.lock"
    flock 9
    if is_stale; then
      build
    elif is_cache_stale; then
      train_aloud
    fi
    exec 9>&-
  fi
} </dev/null

# The list of all that is shipped with its versions and licences: libraries, where theirs is older than what names them,
# models, fonts, the Java runtime. Ends the run where a licence is not allowed or a version known to be vulnerable.
make_sbom() {
  local sbom=$root/target/penseal-sbom.json
  if [ ! -f "$sbom" ] || [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml -newer "$sbom" -print -quit)" ]; then
    say "listing the libraries ..."
    (cd "$root" && mvn -q -B -ntp cyclonedx:makeAggregateBom)
  fi
  "$JAVA_HOME/bin/java" -cp "$run/lib/*" "$root/installer/java/Sbom.java" "$sbom" "$root" "$JAVA_HOME" \
    "$root/target/penseal.cdx.json" || {
    say "not to be shipped; the rules are in installer/sbom"
    exit 1
  }
}
