# Sourced by ./package: makes a .deb of a tree.

# make_deb PROGRAM NAME
make_deb() {
  local program=$1 name=$2 tree=$work/$1/tree deb=$work/$1/deb architecture each how=(-Zxz -z6)
  [ "$fast" = no ] || how=(-Zgzip -z1)
  architecture=$(dpkg --print-architecture)
  rm -rf "$deb"
  cp -a "$tree" "$deb"
  mkdir -p "$deb/DEBIAN"
  sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@NEEDS@/$(debian_needs)/" \
    -e "s/@SIZE@/$(du -sk --apparent-size "$tree" | cut -f1)/" "$root/installer/$program/control" >"$deb/DEBIAN/control"
  for each in conffiles postinst prerm; do
    if [ -f "$root/installer/$program/$each" ]; then cp "$root/installer/$program/$each" "$deb/DEBIAN/"; fi
  done
  (cd "$deb" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$deb/DEBIAN/md5sums"
  chmod 644 "$deb"/DEBIAN/*
  chmod -f 755 "$deb"/DEBIAN/{postinst,prerm} || true
  clamp "$deb"
  dpkg-deb --root-owner-group "${how[@]}" --build "$deb" "$out/${name}_${version}_$architecture.deb" >&2
  rm -rf "$deb"
}
