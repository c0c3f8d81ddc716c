# Sourced by test-packages.sh: the desk as its user and its administrator have it.

lib=$system/usr/lib/penseal/lib

lint() {
  local said=0
  lintian --fail-on error --tag-display-limit 0 "$desk" "$server" >"$tried/lintian.log" 2>&1 || said=$?
  [ "$said" = 0 ] || { grep '^E:' "$tried/lintian.log"; wrong "lintian"; }
  passed "lintian has no errors ($(grep -c '^W:' "$tried/lintian.log" || true) warnings)"
}

install_both() {
  cp "$desk" "$server" "$system/root/"
  inside dpkg -i "/root/${desk##*/}" "/root/${server##*/}" >"$tried/install.log" 2>&1 || { cat "$tried/install.log"; wrong "dpkg -i"; }
  rm "$system"/root/*.deb
  passed "dpkg installs both"
  [ "$(as_user penseal --version)" = "PenSeal $version" ] || wrong "penseal --version"
  [ "$(as_user /usr/lib/penseal/bin/penseal --version)" = "PenSeal $version" ] || wrong "the image's own launcher"
  passed "both launchers say PenSeal $version"
}

# Ends well only if the launcher gives Java the cache, and Java takes it.
runs_with_cache() {
  as_user bash -c '. /usr/lib/penseal/lib/launch.sh && read_image /usr/lib/penseal penseal &&
    [[ " ${options[*]} " = *" -XX:AOTCache="* ]] &&
    /usr/lib/penseal/lib/runtime/bin/java "${options[@]}" -XX:AOTMode=on "$main" --version' >/dev/null
}

cache() {
  local jar=$lib/app/penseal-app-$version.jar
  runs_with_cache || wrong "the start-up cache is not valid where it was installed"
  touch "$jar"
  if runs_with_cache; then wrong "the start-up cache of another jar is used"; fi
  [ "$(as_user penseal --version 2>&1)" = "PenSeal $version" ] || wrong "penseal --version without the cache"
  touch -r "$lib/app/penseal.aot" "$jar"
  runs_with_cache || wrong "the start-up cache is not used again"
  passed "the start-up cache is valid where it was installed, and left out where a jar is of another time"
}

# Of the packages and of the list in them, by the certificate that the program carries.
signatures() {
  local each
  if [ ! -f "$lib/files.list.p7s" ]; then
    untried "signatures: the packages have none"
    return
  fi
  signed=yes
  unzip -p "$lib/app/penseal-app-$version.jar" org/penseal/app/integrity/release.pem >"$system/home/clerk/release.pem"
  mount --bind "$packages" "$system/mnt"
  for each in "$packages"/*.deb "$packages"/*.rpm; do
    [ -f "$each" ] || continue
    as_user penseal data verify "/mnt/${each##*/}.p7s" --content "/mnt/${each##*/}" --trust /home/clerk/release.pem \
      >"$tried/signature.log" 2>&1 || { cat "$tried/signature.log"; wrong "the signature of ${each##*/}"; }
  done
  unmount mnt
  passed "the release key signed each package"
}

# demo_in FOLDER [COMMAND...]: the whole demo, by a command that runs another one; its file is verified.
demo_in() {
  local folder=/home/clerk/$1
  shift
  "$@" "${user[@]}" penseal demo --out "$folder" >"$tried/demo.log" 2>&1 || { tail "$tried/demo.log"; wrong "penseal demo"; }
  if grep -q 'cannot be loaded' "$tried/demo.log"; then wrong "vision was not loaded"; fi
  no_errors "$tried/demo.log"
  "$@" "${user[@]}" penseal verify "$folder/signed.pdf" --trust "$folder/trust" >"$tried/verify.log" || wrong "verify"
}

demo() {
  local left
  demo_in demo
  passed "an ordinary user runs the whole demo with a face, and verifies its file"
  left=$(find "$system/home/clerk" "$system/tmp" "$system/var/tmp" -mindepth 1 \( -name '*.so*' -o -name '.javacpp*' \
    -o -name '.openjfx*' -o -name 'jna*' -o -name 'TencentKona*' \) -print)
  [ -z "$left" ] || wrong "unpacked at run time: $left"
  passed "nothing was unpacked in the home or in /tmp"
}

confine_home() { mount -o "remount,bind,$1,noexec,nosuid,nodev" "$system/home/clerk"; }

# From here on; release_home ends it.
noexec() {
  mount --bind "$system/home/clerk" "$system/home/clerk"
  confine_home rw
  mount -t tmpfs -o noexec,nosuid,nodev,mode=1777 tmpfs "$system/tmp"
  for each in /home/clerk /tmp; do
    as_user cp /bin/true "$each/program"
    if as_user "$each/program" 2>/dev/null; then wrong "$each is not noexec"; fi
    rm "$system$each/program"
  done
  demo_in noexec
  rm -r "$system/home/clerk/noexec"
  passed "the demo runs with home and /tmp mounted noexec, as they are for all that follows of the desk"
}

release_home() {
  unmount tmp
  unmount home/clerk
}

read_only_home() {
  confine_home ro
  as_user penseal verify /home/clerk/demo/signed.pdf --trust /home/clerk/demo/trust >"$tried/read-only.log" 2>&1 ||
    { cat "$tried/read-only.log"; wrong "verify with a home that is read-only"; }
  if as_user penseal demo --out /home/clerk/refused >"$tried/read-only.log" 2>&1; then wrong "it signs into a home that is read-only"; fi
  grep -q '^\[output-not-writable\]' "$tried/read-only.log" && ! grep -q $'^\tat ' "$tried/read-only.log" ||
    { cat "$tried/read-only.log"; wrong "a home that is read-only is not told in words"; }
  confine_home rw
  cp -r "$system/home/clerk/demo" "$system/srv/"
  chmod -R a+rX "$system/srv/demo"
  inside setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME=/nonexistent TMPDIR=/nonexistent \
    penseal verify /srv/demo/signed.pdf --trust /srv/demo/trust >"$tried/read-only.log" 2>&1 ||
    { cat "$tried/read-only.log"; wrong "verify without a home"; }
  rm -r "$system/srv/demo"
  passed "verify runs with a home that is read-only, and without one; signing is refused in words"
}

# Only the loopback of a network of its own.
without_network() { unshare -n sh -c 'ip link set lo up && exec "$@"' - "$@"; }

no_network() {
  if ! unshare -n true 2>/dev/null; then
    untried "without a network: unshare -n is not allowed here"
    return
  fi
  demo_in offline without_network
  rm -r "$system/home/clerk/offline"
  passed "the demo runs and its file is verified without a network (unshare -n)"
}

# Nothing is signed, the file is named, and what was signed before is verified.
refuses() {
  if as_user penseal demo --out /home/clerk/altered >"$tried/altered.log" 2>&1; then wrong "it signs: $1 was altered"; fi
  grep -q 'program-altered' "$tried/altered.log" && grep -q "$1" "$tried/altered.log" ||
    { cat "$tried/altered.log"; wrong "the altered file is not named: $1"; }
  as_user penseal verify /home/clerk/demo/signed.pdf --trust /home/clerk/demo/trust >"$tried/verify.log" ||
    wrong "an altered program does not verify"
}

# The line of a file in the list, as it is now.
list_anew() {
  local sum
  sum=$(openssl dgst -sm3 -r "$lib/$1" | cut -d' ' -f1)
  sed -i "s#^file\t.*\tlib/$1\$#file\t$sum\t$(stat -c %s "$lib/$1")\tlib/$1#" "$lib/files.list"
  grep -q "$sum" "$lib/files.list" || wrong "not in the list: lib/$1"
}

# What was installed is compared with its list: whole first, then in each way in which it may differ.
integrity() {
  local kept=$tried/kept whole=note
  [ "$signed" = no ] || whole=good
  as_user penseal doctor --json --data /home/clerk/demo/data >"$tried/doctor.json" 2>"$tried/doctor.log" || true
  grep -qE "\"part\":\"program\",\"state\":\"$whole\"" "$tried/doctor.json" || { cat "$tried/doctor.json"; wrong "doctor"; }
  mkdir -p "$kept"
  cp -p "$lib/launch.sh" "$lib"/files.list* "$kept"
  echo '# of another' >>"$lib/launch.sh"
  refuses launch.sh
  if [ "$signed" = yes ]; then
    list_anew launch.sh
    refuses files.list.p7s
    rm "$lib/files.list.p7s"
    refuses files.list.p7s
  fi
  rm "$lib/files.list"
  refuses files.list
  cp -p "$kept"/* "$lib"
  touch "$lib/app/natives/of-another.so"
  refuses of-another.so
  rm "$lib/app/natives/of-another.so"
  if as_user env JAVA_TOOL_OPTIONS=-Djava.system.class.loader=java.lang.ClassLoader penseal demo --out /home/clerk/altered \
    >"$tried/altered.log" 2>&1; then wrong "it signs with another option of Java"; fi
  demo_in whole
  rm -rf "$system/home/clerk/altered" "$system/home/clerk/whole"
  passed "an altered program signs nothing, names the file, and verifies (list of files signed: $signed)"
}

# What an administrator puts into /etc/penseal holds for every user.
policy() {
  local etc=$system/etc/penseal
  mkdir -p "$etc"
  cp "$root/installer/desk/policy.json" "$etc/policy.json"
  echo '{"version": 1, "timestamp": ["http://tsa.example/"]}' >"$etc/workplace.json"
  as_user penseal workplace show --data /home/clerk/none | grep -q tsa.example || wrong "the workplace of the computer"
  if as_user penseal demo --out /home/clerk/forbidden >"$tried/policy.log" 2>&1; then wrong "a demonstration in spite of the policy"; fi
  grep -q 'policy-no-demo' "$tried/policy.log" || { cat "$tried/policy.log"; wrong "the policy is not named"; }
  echo '{' >"$etc/policy.json"
  if as_user penseal demo --out /home/clerk/forbidden >"$tried/policy.log" 2>&1; then wrong "a policy that cannot be read was passed over"; fi
  grep -q 'policy-unreadable' "$tried/policy.log" || { cat "$tried/policy.log"; wrong "the unreadable policy is not named"; }
  rm "$etc/policy.json" "$etc/workplace.json"
  passed "policy and workplace of the computer hold for its users"
}

# What shells and desktops read, as it is installed.
integration() {
  local each share=$system/usr/share
  for each in "$share"/applications/*penseal*.desktop "$share"/applications/org.penseal.*.desktop \
    "$share/doc/penseal/examples/penseal-kiosk.desktop"; do
    desktop-file-validate "$each" || wrong "$each"
  done
  grep -q '^MimeType=x-scheme-handler/penseal;' "$share/applications/penseal-link.desktop" || wrong "penseal: links"
  # the project has no home page
  appstreamcli validate --no-net --override=url-homepage-missing=info "$share/metainfo/org.penseal.PenSeal.metainfo.xml" \
    >"$tried/appstream.log" 2>&1 || { cat "$tried/appstream.log"; wrong "appstreamcli validate"; }
  passed "desktop entries and metadata are valid (desktop-file-validate, appstreamcli)"
  bash -n "$share/bash-completion/completions/penseal" || wrong "completion of bash"
  zsh -n "$share/zsh/vendor-completions/_penseal" || wrong "completion of zsh"
  fish --no-execute "$share/fish/vendor_completions.d/penseal.fish" || wrong "completion of fish"
  passed "bash, zsh and fish read the completions"
}
