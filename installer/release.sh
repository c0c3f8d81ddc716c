#!/usr/bin/env bash
# The release checklist as a script, which stops at the first failure: docs/release-checklist.md. Best in a new clone.
# `installer/release.sh --release-key FILE.p12 --release-password-file FILE [--from STEP]`; `--list` names the steps. With
# --from, the first two steps run again, and the others count if they passed for the same commit.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/installer/prepare.sh"
cd "$root"

steps=(clean hosts checks demo repeats sbom packages signatures tried people)
key= password= from=${steps[0]} out=$root/app/target/packages work=
while [ $# -gt 0 ]; do
  case $1 in
    --list) printf '%s\n' "${steps[@]}"; exit 0 ;;
    --release-key) key=$(realpath "${2:?which file}"); shift ;;
    --release-password-file) password=$(realpath "${2:?which file}"); shift ;;
    --from) from=${2:?which step}; shift ;;
    *) say "usage: installer/release.sh --release-key FILE --release-password-file FILE [--from STEP] | --list"; exit 64 ;;
  esac
  shift
done
printf '%s\n' "${steps[@]}" | grep -qx -- "$from" || { say "no such step: $from"; exit 64; }
[ -f "$key" ] && [ -f "$password" ] || { say "--release-key and --release-password-file are missing"; exit 64; }

fail() { say "✗ $*"; exit 1; }

# With neither the archive nor the workplace of whoever releases.
penseal() { PENSEAL_DATA=$work/data PENSEAL_STATE=$work/state ./penseal "$@"; }

# Nothing that is not committed; the version stands in the pom and in the changelog.
step_clean() {
  [ -z "$(git status --porcelain)" ] || fail "git status is not clean"
  version=$(sed -n 's#^  <version>\(.*\)</version>#\1#p' pom.xml)
  case $version in *SNAPSHOT*) fail "the version is $version" ;; esac
  grep -q "^## \[$version\] - 20" CHANGELOG.md || fail "CHANGELOG.md has no section [$version] with a date"
  if grep -q '^## \[Unreleased\]' CHANGELOG.md; then fail "CHANGELOG.md still has a section [Unreleased]"; fi
}

# No host name of a registry.
step_hosts() {
  local code=0
  git grep -nE 'https?://' -- '*package-lock.json' '*.npmrc' || code=$?
  [ $code = 1 ] || fail "a registry is named, or git grep failed ($code)"
}

step_checks() { ./check --full; }

# The whole job, and what verification says of it: valid, unknown, invalid.
step_demo() {
  local demo=$work/demo code byte
  penseal demo --out "$demo" >/dev/null
  penseal verify "$demo/signed.pdf" --trust "$demo/trust" >/dev/null || fail "the demo's file is not valid"
  code=0
  penseal verify "$demo/signed.pdf" >/dev/null || code=$?
  [ $code = 2 ] || fail "without trust verify ends with $code"
  cp "$demo/signed.pdf" "$work/flipped.pdf"
  byte=$(od -An -tu1 -j2000 -N1 "$work/flipped.pdf")
  printf "\\x$(printf %02x $((byte ^ 1)))" | dd of="$work/flipped.pdf" bs=1 seek=2000 conv=notrunc status=none
  code=0
  penseal verify "$work/flipped.pdf" --trust "$demo/trust" >/dev/null || code=$?
  [ $code = 1 ] || fail "with one byte changed verify ends with $code"
  need qpdf qpdf
  qpdf --check "$demo/signed.pdf" >/dev/null
}

# Twice from clean, the same bytes; not in /tmp, which may lie in memory.
step_repeats() { ./check --repeat; }

# Licences and known weaknesses; ./package does it again.
step_sbom() {
  . "$root/installer/launch.sh"
  . "$root/installer/build.sh"
  need_build_tools
  build_if_stale
  make_sbom
}

step_packages() {
  rm -f "$out"/*.deb "$out"/*.rpm "$out"/*.p7s app/target/run/.built # so that it is built now
  ./package --release-key "$key" --release-password-file "$password"
  smaller penseal_ 160000000
  smaller penseal-server_ 60000000
}

smaller() {
  local each
  for each in "$out/$1"*.deb; do
    [ "$(stat -c %s "$each")" -le "$2" ] || fail "$each is larger than $2 bytes"
  done
}

# Each package has a detached signature that the release certificate proves.
step_signatures() {
  local each
  for each in "$out"/*.deb "$out"/*.rpm; do
    [ -f "$each.p7s" ] || fail "no signature: $each"
    penseal data verify "$each.p7s" --content "$each" --trust "$out/images/release.pem" >/dev/null ||
      fail "not valid: $each.p7s"
  done
}

step_tried() { ./check --package "$out"; }

# What only somebody can say.
step_people() {
  local each answer
  for each in \
    "Known weaknesses were looked up for target/penseal.cdx.json, and installer/sbom/vulnerable has the new ones" \
    "BouncyCastle's newest common version was checked (ADR 0004)" \
    "penseal bench sign, case, verify and reports ran; docs/performance.md has the ratios" \
    "Both languages are complete; the pictures of docs/manual are of this version" \
    "app/target/packages: tried/window.png was looked at"; do
    read -r -p "$each? (yes) " answer || fail "nobody answered"
    [ "$answer" = yes ] || fail "$each"
  done
}

# What passed, a line each: commit and step.
passed=$root/target/release-steps
run_step() {
  say "== $1"
  "step_$1"
  mkdir -p "$root/target"
  echo "$commit $1" >>"$passed"
}

[ "$(id -u)" = 0 ] || say "not as root: the step tried will stop; go on with it as root"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
commit=$(git rev-parse HEAD)
begun=no
for step in "${steps[@]}"; do
  [ "$step" != "$from" ] || begun=yes
  case $begun$step in
    yes* | *clean | *hosts) run_step "$step" ;;
    *) grep -qxF "$commit $step" "$passed" 2>/dev/null || fail "$step has not passed for $commit: --from $step" ;;
  esac
done
[ "$(git rev-parse HEAD)" = "$commit" ] || fail "another commit was checked out meanwhile"
[ -z "$(git status --porcelain)" ] || fail "files were changed meanwhile"
say "all steps passed for $commit; tag it, signed"
