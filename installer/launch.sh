# Sourced by ./penseal and, installed, by /usr/bin/penseal and /usr/bin/penseal-server: how Java is started.

# In the C locale Java could not name a file 张伟.pdf.
use_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in C | POSIX) export LC_ALL=C.UTF-8 ;; esac
}

# Whether the start-up cache of an image is of other jars: all files of a package have the time of its commit. Java
# compares no jar with the cache before 25.0.4 (JDK-8377932), and would take classes of the old ones.
is_cache_of_others() {
  local jar
  for jar in "${1%/*}"/*.jar; do
    if [ "$jar" -nt "$1" ] || [ "$jar" -ot "$1" ]; then return 0; fi
  done
  return 1
}

# read_image FOLDER NAME: `options` and `main` as the .cfg file says that the image's own launcher reads.
read_image() {
  local app=$1/lib/app key value path=
  options=()
  while IFS='=' read -r key value; do
    value=${value//\$APPDIR/$app}
    case $key in
      app.classpath) path+=${path:+:}$value ;;
      app.mainclass) main=$value ;;
      java-options)
        case $value in '-XX:AOTCache='*) if is_cache_of_others "${value#*=}"; then continue; fi ;; esac
        options+=("$value")
        ;;
    esac
  done <"$app/$2.cfg"
  options+=(-cp "$path")
}

# after_language ARGUMENT...: `words`, the command with its own words; a language may come before it.
after_language() {
  case ${1:-} in
    --lang) shift $(($# > 1 ? 2 : 1)) ;;
    --lang=*) shift ;;
  esac
  words=("$@")
}

# Ends the run with words if the window is asked for and there is no display. NAME: what the user calls.
need_display() {
  local name=$1 words
  shift
  after_language "$@"
  case ${words[0]:-window} in window) ;; *) return 0 ;; esac
  case " $* " in *' --help '* | *' -h '*) return 0 ;; esac
  if [ -z "${DISPLAY:-}" ] && [ "$(uname)" = Linux ]; then
    echo "PenSeal's window needs a display, and DISPLAY is not set ($name --help lists the commands that need none)" >&2
    exit 2
  fi
}

# Whether no argument is a large file.
are_small() {
  { stat -L -c %s -- "$@" 2>/dev/null || true; } | awk '$1 > 50000000 { large = 1 } END { exit large }'
}

# Short work ends before the second compiler has paid for itself; the digest of a large file needs it.
is_short_work() {
  case ${1:-} in
    verify | data | timestamp | extend | pdf | evidence | workplace | help | completion | -*) are_small "$@" ;;
    *) return 1 ;;
  esac
}

# The first compiler only: the window waits for code that is new, not for code that runs for long.
# G1 with small regions: pictures of pages are let go at the next short collection, and the heap shrinks beside the work.
# What JavaFX and PDFBox keep in case it is needed again is let go after seconds, what the C library has freed is given back.
# The start-up cache is mapped where it was written for: elsewhere every address in it is rewritten at the start, which
# makes memory of the window's own of pages that would stay in the file. The services, which others reach over the
# network, keep an address that cannot be foreseen.
window_options=(
  -XX:TieredStopAtLevel=1
  -XX:-UseSerialGC -XX:+UseG1GC -XX:G1HeapRegionSize=1m -XX:ParallelGCThreads=1 -XX:ConcGCThreads=1 -XX:GCTimeRatio=4
  -Xms64m -Xmx640m -XX:MaxNewSize=16m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10
  -XX:SoftRefLRUPolicyMSPerMB=20 -XX:TrimNativeHeapInterval=5000 -XX:ArchiveRelocationMode=0
)

# What the window's libraries take: few heaps of the C library, and pictures beside them, so that their memory goes back to
# the system whatever was made after them; one thread of linear algebra. GTK draws nothing by
# OpenGL here, and without a graphics device JavaFX would find out only after loading a renderer of 50 MB. What it draws
# itself, it draws as fast without the picture of 8 MB in which it keeps backgrounds of controls.
spare_memory() {
  export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2} MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-131072}
  export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1} GDK_GL=${GDK_GL:-disable}
  if [ "$(uname)" = Linux ] && ! compgen -G '/dev/dri/renderD*' >/dev/null; then
    window_options+=(-Dprism.order=sw -Dprism.disableRegionCaching=true)
  fi
}

# launch JAVA MAIN-CLASS ARGUMENT... with what stands in the array `options`
launch() {
  local java=$1 main=$2 words
  shift 2
  use_utf8
  export OPENCV_LOG_LEVEL=${OPENCV_LOG_LEVEL:-ERROR}
  # the services run for long, whatever their options are
  if [ "$main" = org.penseal.app.Main ]; then
    after_language "$@"
    case "${words[0]:-window} ${words[1]:-}" in "window "* | "bench desk")
      spare_memory
      options+=("${window_options[@]}")
      ;;
    esac
    if is_short_work "${words[@]}"; then options+=(-XX:TieredStopAtLevel=1); fi
  fi
  # Java takes one collector: that of the user in place of ours
  if [[ " ${PENSEAL_JAVA_OPTS:-} " =~ [[:space:]]-XX:\+Use[A-Za-z0-9]*GC[[:space:]] ]]; then
    options=("${options[@]/#-XX:+Use*GC/-XX:-UseSerialGC}")
  fi
  exec "$java" "${options[@]}" ${PENSEAL_JAVA_OPTS:-} "$main" "$@"
}
