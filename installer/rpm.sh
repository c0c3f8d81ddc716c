# Sourced by ./package: makes an .rpm of a tree.

# make_rpm PROGRAM NAME
make_rpm() {
  local program=$1 name=$2 tree=$work/$1/tree top=$work/$1/rpm how=w3.xzdio
  [ "$fast" = no ] || how=w1.zstdio
  mkdir -p "$top"
  # whose folders are whose: those of the system stay the system's
  (cd "$tree" && {
    find . -type d \( -path "./usr/lib/$name*" -o -path "./usr/share/doc/$name" -o -path ./etc/penseal \) -printf '%%%%dir "%P"\n' |
      sed 's#"#"/#'
    find . \( -type f -o -type l \) -not -path './usr/share/lintian/*' -not -path './usr/share/doc/*/changelog.Debian.gz' \
      -printf '"/%P"\n' | sed 's#^"/etc/#%config(noreplace) "/etc/#; s#/zsh/vendor-completions/#/zsh/site-functions/#'
  } | sed 's/^%%/%/' | LC_ALL=C sort) >"$top/files"
  rpm_needs | sed 's/^/Requires: /' >"$top/needs"
  rpmbuild --quiet -bb --define "_topdir $top" --define "_rpmdir $out" --define "_rpmfilename %{NAME}-%{VERSION}.%{ARCH}.rpm" \
    --define "penseal_version $version" --define "penseal_tree $tree" --define "penseal_top $top" \
    --define "_binary_payload $how" --define "_buildhost localhost" --define "use_source_date_epoch_as_buildtime 1" \
    --define "clamp_mtime_to_source_date_epoch 1" --define "source_date_epoch_from_changelog 0" \
    "$root/installer/$program/$name.spec" >"$top/log" 2>&1 || { tail -n 20 "$top/log" >&2; return 70; }
}
