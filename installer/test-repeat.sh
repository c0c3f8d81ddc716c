#!/usr/bin/env bash
# Makes the packages of the last commit twice, in two folders of different depth, and compares what is in them, and what an
# .rpm says of itself: `test-repeat.sh [DIR]`. Start-up caches differ (Java writes them so), and with them the list of files, its signature,
# and the package's own sums and size; anything else that differs is described and ends the run. Takes a quarter of an hour.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/installer/prepare.sh"
work=$(realpath -m "${1:-$root/target/repeat}")

wrong() { printf 'WRONG: %s\n' "$*"; exit 1; }

# What may differ, and the name under which it may.
may_differ() {
  case $1 in
    */lib/app/penseal.aot | */lib/app/penseal-server.aot | */lib/files.list | */lib/files.list.p7s | DEBIAN/md5sums) return 0 ;;
    *) return 1 ;;
  esac
}

make() {
  local folder=$work/$1
  mkdir -p "$folder"
  git clone -q --no-hardlinks "$root" "$folder/penseal"
  (cd "$folder/penseal" && ./package --fast --out "$folder/out") >"$folder/log" 2>&1 || { tail -n 20 "$folder/log"; wrong "./package"; }
  mkdir -p "$folder/tree"
  (cd "$folder/out" && for each in *.deb; do dpkg-deb -R "$each" "$folder/tree/${each%%_*}"; done)
  (cd "$folder/out" && for each in *.rpm; do
    mkdir -p "$folder/tree/$each"
    rpm2cpio "$each" | cpio -idm --quiet -D "$folder/tree/$each"
    header "$each" >"$folder/tree/$each/rpm-header"
    touch -d @0 "$folder/tree/$each/rpm-header"
  done)
}

# All tags of an .rpm but those that follow from the content of the start-up cache, and size and sum of each other file.
header() {
  local name size time sum rest
  rpm -qp --xml "$1" | awk '
    /<rpmTag name=/ {
      split($0, part, "\"")
      left_out = part[2] ~ /^(Sigsize|Sigmd5|Sha1header|Sha256header|Size|Archivesize|Filesizes|Filedigests|Payloaddigest(alt)?)$/
    }
    !left_out'
  rpm -qp --dump "$1" | while read -r name size time sum rest; do
    if may_differ "$name"; then size=- sum=-; fi
    echo "$name $size $time $sum $rest"
  done
}

# A package says its size, and the cache is part of it.
only_size_differs() {
  [[ $1 = */DEBIAN/control ]] && cmp -s <(grep -v "^Installed-Size: " "$work/one/tree/$1") \
    <(grep -v "^Installed-Size: " "$work/another/and/deeper/tree/$1")
}

# Names, rights, times, links and contents of all files, a line each; cpio makes folders that a package does not list.
list() {
  (cd "$1" && find . -type d -printf '%P\t%y %m\n' -o -printf '%P\t%y %m %l %Ts\n' | LC_ALL=C sort >"$2.names" &&
    find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sed 's#  \./#\t#' | awk -F '\t' '{ print $2 "\t" $1 }' >"$2.sums")
}

need git git rpm rpm rpm2cpio rpm2cpio cpio cpio diffoscope diffoscope-minimal
[ ! -e "$work" ] || [ -e "$work/made-by-test-repeat" ] || wrong "$work is there already"
rm -rf "$work"
mkdir -p "$work"
touch "$work/made-by-test-repeat"
make one
make another/and/deeper
list "$work/one/tree" "$work/one"
list "$work/another/and/deeper/tree" "$work/another"
# the caches have sizes of their own, but times and rights are those of every file
cmp -s "$work/one.names" "$work/another.names" || { diff "$work/one.names" "$work/another.names" | head; wrong "names, rights or times differ"; }
same=0 differ=() unexpected=()
while IFS=$'\t' read -r name sum; do
  if grep -qxF "$name"$'\t'"$sum" "$work/another.sums"; then
    same=$((same + 1))
  elif only_size_differs "$name"; then
    differ+=("$name: Installed-Size")
  elif may_differ "${name#*/}"; then
    differ+=("$name")
  else
    unexpected+=("$name")
  fi
done <"$work/one.sums"
printf 'the same: %d files\n' "$same"
printf 'may differ: %s\n' "${differ[@]}"
for each in "${unexpected[@]}"; do
  printf 'DIFFERS: %s\n' "$each"
  timeout 120 diffoscope --max-report-size 20000 "$work/one/tree/$each" "$work/another/and/deeper/tree/$each" 2>/dev/null | head -n 40 || true
done
[ ${#unexpected[@]} = 0 ] || wrong "${#unexpected[@]} files differ"
rm -rf "$work"
echo "the packages are the same"
