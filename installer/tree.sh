# Sourced by ./package: lays out what a package puts on a system, below $work/PROGRAM/tree.

draw_icons() {
  local size
  mkdir -p "$work/icons"
  for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert -w $size -h $size "$root/installer/desk/penseal.svg" -o "$work/icons/$size.png"
  done
}

# make_tree PROGRAM NAME
make_tree() {
  local program=$1 name=$2 tree=$work/$1/tree
  mkdir -p "$tree/usr/lib" "$tree/usr/bin"
  cp -a "$work/$program/$name" "$tree/usr/lib/$name"
  install -m755 "$root/installer/start" "$tree/usr/bin/$name"
  documents "$program" "$name" "$tree"
  "tree_$program" "$tree"
  clamp "$tree"
}

put() { install -D -m644 "$1" "$2"; }

tree_desk() {
  local share=$1/usr/share desk=$root/installer/desk size
  put "$root/installer/penseal.desktop" "$share/applications/org.penseal.PenSeal.desktop"
  put "$desk/penseal-sign.desktop" "$share/applications/penseal-sign.desktop"
  put "$desk/penseal-verify.desktop" "$share/applications/penseal-verify.desktop"
  put "$desk/penseal-link.desktop" "$share/applications/penseal-link.desktop"
  put "$desk/penseal-kiosk.desktop" "$share/doc/penseal/examples/penseal-kiosk.desktop"
  put "$desk/policy.json" "$share/doc/penseal/examples/policy.json"
  put "$desk/org.penseal.PenSeal.metainfo.xml" "$share/metainfo/org.penseal.PenSeal.metainfo.xml"
  put "$desk/penseal-mime.xml" "$share/mime/packages/penseal.xml"
  put "$desk/penseal.svg" "$share/icons/hicolor/scalable/apps/penseal.svg"
  for size in 16 24 32 48 64 128 256 512; do
    put "$work/icons/$size.png" "$share/icons/hicolor/${size}x$size/apps/penseal.png"
  done
  put "$root/installer/60-penseal.rules" "$1/usr/lib/udev/rules.d/60-penseal.rules"
  put "$root/installer/udev/70-penseal-pads.rules" "$1/usr/lib/udev/rules.d/70-penseal-pads.rules"
  man "$root/installer/penseal.1" "$share/man/man1/penseal.1"
  mkdir -p "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
  "$work/desk/penseal/bin/penseal" completion bash >"$share/bash-completion/completions/penseal"
  "$work/desk/penseal/bin/penseal" completion zsh >"$share/zsh/vendor-completions/_penseal"
  "$work/desk/penseal/bin/penseal" completion fish >"$share/fish/vendor_completions.d/penseal.fish"
}

tree_server() {
  local server=$root/installer/server
  put "$server/penseal-server.service" "$1/usr/lib/systemd/system/penseal-server.service"
  put "$server/penseal-server.conf" "$1/usr/lib/sysusers.d/penseal-server.conf"
  put "$server/penseal-server.tmpfiles" "$1/usr/lib/tmpfiles.d/penseal-server.conf"
  put "$server/serve.json" "$1/etc/penseal/serve.json"
  man "$server/penseal-server.8" "$1/usr/share/man/man8/penseal-server.8"
}

man() {
  put "$1" "$2"
  gzip -9n "$2"
}

# What is in it, and under which licences.
documents() {
  local program=$1 name=$2 folder=$3/usr/share/doc/$2
  put "$root/installer/copyright" "$folder/copyright"
  put "$root/app/src/main/resources/org/penseal/app/help/shipped.tsv" "$folder/licences.tsv"
  put "$root/target/penseal.cdx.json" "$folder/penseal-sbom.cdx.json"
  gzip -9n "$folder/penseal-sbom.cdx.json"
  put "$root/CHANGELOG.md" "$folder/changelog"
  gzip -9n "$folder/changelog"
  { printf '%s (%s) unstable; urgency=low\n\n  * As its CHANGELOG says.\n\n' "$name" "$version"
    printf ' -- The PenSeal authors <penseal@example.org>  %s\n' "$(date -R -u -d "@$epoch")"; } >"$folder/changelog.Debian"
  gzip -9n "$folder/changelog.Debian"
  if [ -f "$root/installer/$program/lintian-overrides" ]; then
    put "$root/installer/$program/lintian-overrides" "$3/usr/share/lintian/overrides/$name"
  fi
}
