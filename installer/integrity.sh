# Sourced by ./package: lists the installed files with their SM3, and signs lists and packages by the release key. Wants
# `root`, `run`, `work`, `out`, `version`, `release_key`, `release_password`, and `options` of build.sh.

checkout_java() { PENSEAL_DATA=$work/data "$JAVA_HOME/bin/java" "${options[@]}" "$@"; }

# The certificate that each program carries, so that it knows whose list it must have.
take_release_certificate() {
  if [ -z "$release_key" ]; then
    say "no release key: the packages are not signed, and say so"
    return
  fi
  [ -n "$release_password" ] || { say "--release-password-file is missing"; exit 64; }
  checkout_java org.penseal.app.Inventory certificate "$release_key" "$release_password" "$work/release.pem"
}

# mark_installed NAME FOLDER: says in the program's jar that it is no checkout, and who signs its list.
mark_installed() {
  local jar=$2/penseal-app-$version.jar mark=$work/mark
  local folder=$mark/org/penseal/app/integrity
  rm -rf "$mark"
  mkdir -p "$folder"
  printf 'program=%s\n' "$1" >"$folder/installed.properties"
  [ -z "$release_key" ] || cp "$work/release.pem" "$folder/release.pem"
  (cd "$mark" && zip -q -X "$jar" org/penseal/app/integrity/*)
}

# list_files IMAGE [TREE]: writes the list of its files into an image, and signs it.
list_files() {
  checkout_java org.penseal.app.Inventory list "$@"
  chmod 644 "$1/lib/files.list"
  [ -z "$release_key" ] || sign_file "$1/lib/files.list"
}

sign_file() {
  rm -f "$1.p7s"
  checkout_java org.penseal.app.Main data sign "$1" --key "$release_key" --password-file "$release_password" \
    --out "$1.p7s" >&2
  chmod 644 "$1.p7s"
}

# list_installed PROGRAM NAME: the list of the whole tree; the image alone takes the same.
list_installed() {
  local tree=$work/$1/tree
  list_files "$tree/usr/lib/$2" "$tree"
  cp -p "$tree/usr/lib/$2"/lib/files.list* "$work/$1/$2/lib/"
  clamp "$tree"
  clamp "$work/$1/$2"
}

# A detached signature beside each package that was made now.
sign_packages() {
  local each
  [ -n "$release_key" ] || return 0
  for each in "$out"/*.deb "$out"/*.rpm; do
    if [ -f "$each" ] && [ "$each" -nt "$work/.penseal" ]; then sign_file "$each"; fi
  done
}
