# Sourced by ./package: what the natives of a tree need of the system, read from themselves.

# needed_libraries TREE -> $work/needed, one name a line; ends the run with a name that nobody has. `needed_glibc` is the
# oldest that will do.
needed_libraries() {
  local natives each
  mapfile -t natives < <(find "$1" -type f \( -name '*.so' -o -name '*.so.*' -o -path '*/bin/*' \) -exec \
    sh -c 'for each; do if readelf -h "$each" >/dev/null 2>&1; then echo "$each"; fi; done' sh {} +)
  readelf -d "${natives[@]}" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | LC_ALL=C sort -u >"$work/all"
  { find "$1" -name "*.so*" -printf "%f\n"; readelf -d "${natives[@]}" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p'; } |
    LC_ALL=C sort -u >"$work/own"
  LC_ALL=C comm -23 "$work/all" "$work/own" | grep -v '^ld-linux' >"$work/needed"
  needed_glibc=$(objdump -T "${natives[@]}" 2>/dev/null | grep -oE 'GLIBC_[0-9.]+' | sort -u -V | tail -n 1)
  while read -r each; do
    if ! grep -q "^$each " "$root/installer/libraries"; then
      say "needed by a library of $1 and not in installer/libraries: $each"
      return 70
    fi
  done <"$work/needed"
}

# In the words of Debian.
debian_needs() {
  while read -r each; do
    sed -n "s/^$each  *//p" "$root/installer/libraries"
  done <"$work/needed" | sed "s/^libc6\$/libc6 (>= ${needed_glibc#GLIBC_})/" | LC_ALL=C sort -u | paste -sd, | sed 's/,/, /g'
}

# In the words of rpm, which asks for libraries and not for the packages they are in.
rpm_needs() {
  local bits=
  [ "$(getconf LONG_BIT)" != 64 ] || bits='(64bit)'
  sed "s/\$/()$bits/" "$work/needed"
  echo "libc.so.6($needed_glibc)$bits"
}
