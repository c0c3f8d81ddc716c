#!/usr/bin/env bash
# Tries the packages in a folder as an administrator does, in a Debian 13 of their own: `test-packages.sh DIR`. Root only;
# takes packages of Debian from where the system takes them. Ends with the first thing that is not as it should be; what
# it saw (screenshot, logs) stays in DIR/tried.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/installer/prepare.sh"
packages=$(realpath "${1:?which folder}")
tried=$packages/tried
system=$tried/system
desk=$(ls "$packages"/penseal_*.deb)
server=$(ls "$packages"/penseal-server_*.deb)

passed() { printf 'well: %s\n' "$*"; }
wrong() { printf 'WRONG: %s\n' "$*"; exit 1; }
inside() { chroot "$system" /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LANG=C.UTF-8 "$@"; }
as_user() { inside setpriv --reuid=clerk --regid=clerk --clear-groups env HOME=/home/clerk "$@"; }

[ "$(id -u)" = 0 ] || wrong "needs root"
need mmdebstrap mmdebstrap lintian lintian rpm rpm Xvfb xvfb import imagemagick curl curl pkill procps \
  desktop-file-validate desktop-file-utils fish fish piuparts piuparts systemd-nspawn systemd-container

# Ends what a function in the background runs.
stop() {
  pkill -TERM -P "$1" 2>/dev/null || kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# What is forgotten is not ended again, when another process may have its number.
stop_last() {
  stop "${children[-1]}"
  unset 'children[-1]'
}

end() {
  # a SIGTERM would only have it start anew
  [ -z "$systemd" ] || kill -RTMIN+4 "$systemd" 2>/dev/null || true
  for each in "${children[@]}"; do stop "$each"; done
  [ -z "$systemd" ] || remove_groups
  children=() systemd=
  for each in tmp/.X11-unix dev/pts dev proc .; do umount -l "$system/$each" 2>/dev/null || true; done
}
children=() systemd= groups=penseal-$$
trap end EXIT

make_system() {
  local sources
  rm -rf --one-file-system "$tried"
  mkdir -p "$tried"
  # a folder of this machine is not there in another system
  mapfile -t sources < <(grep -LE '^(URIs:|deb ).*file:' /etc/apt/sources.list /etc/apt/sources.list.d/*.sources \
    /etc/apt/sources.list.d/*.list 2>/dev/null)
  # with everything the packages depend on, but not with them: they are installed by dpkg
  mmdebstrap --quiet --variant=minbase --include="$(depends "$desk"),$(depends "$server"),ca-certificates" trixie "$system" \
    "${sources[@]}" 2>"$tried/mmdebstrap.log" || wrong "no Debian 13 could be made: $tried/mmdebstrap.log"
  tar -C "$system" -cf "$tried/piuparts.tar" .
  # Java asks on which file system a folder lies, and finds none where the root is no mount point
  mount --bind "$system" "$system"
  mount -t proc proc "$system/proc"
  # what is unmounted here in the end is not unmounted there
  mount --make-rprivate "$system"
  mount --rbind /dev "$system/dev"
  mount --make-rslave "$system/dev"
  inside useradd -m clerk
}

# The first of each choice.
depends() {
  dpkg-deb -f "$1" Depends | tr , '\n' | sed 's/|.*//; s/(.*//; s/ //g' | paste -sd,
}

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
  as_user bash -c '. /usr/lib/penseal/lib/launch.sh && read_image /usr/lib/penseal penseal &&
    /usr/lib/penseal/lib/runtime/bin/java "${options[@]}" -XX:AOTMode=on "$main" --version' >/dev/null ||
    wrong "the start-up cache is not valid where it was installed"
  passed "the start-up cache is valid where it was installed"
}

demo() {
  as_user penseal demo --out /home/clerk/demo >"$tried/demo.log" 2>&1 || { tail "$tried/demo.log"; wrong "penseal demo"; }
  if grep -q 'cannot be loaded' "$tried/demo.log"; then wrong "vision was not loaded"; fi
  as_user penseal verify /home/clerk/demo/signed.pdf --trust /home/clerk/demo/trust >"$tried/verify.log" || wrong "verify"
  passed "an ordinary user runs the whole demo with a face, and verifies its file"
  local left
  left=$(find "$system/home/clerk" "$system/tmp" "$system/var/tmp" -mindepth 1 \( -name '*.so*' -o -name '.javacpp*' \
    -o -name '.openjfx*' -o -name 'jna*' -o -name 'TencentKona*' \) -print)
  [ -z "$left" ] || wrong "unpacked at run time: $left"
  passed "nothing was unpacked in the home or in /tmp"
}

# What was installed is compared with its list: whole first, then with a file of another content, then with one more.
integrity() {
  local lib=$system/usr/lib/penseal/lib each
  as_user penseal doctor --json --data /home/clerk/demo/data >"$tried/doctor.json" 2>"$tried/doctor.log" || true
  grep -qE '"part":"program","state":"(good|note)"' "$tried/doctor.json" || { cat "$tried/doctor.json"; wrong "doctor"; }
  cp -p "$lib/launch.sh" "$tried/launch.sh"
  for each in "$lib/launch.sh" "$lib/app/natives/of-another.so"; do
    echo '# of another' >>"$each"
    if as_user penseal demo --out /home/clerk/altered >"$tried/altered.log" 2>&1; then wrong "it signs with ${each##*/}"; fi
    grep -q 'program-altered' "$tried/altered.log" && grep -q "${each##*/}" "$tried/altered.log" ||
      { cat "$tried/altered.log"; wrong "the altered file is not named"; }
    as_user penseal verify /home/clerk/demo/signed.pdf --trust /home/clerk/demo/trust >"$tried/verify.log" ||
      wrong "an altered program does not verify"
    cp -p "$tried/launch.sh" "$lib/launch.sh"
    rm -f "$lib/app/natives/of-another.so"
  done
  if as_user env JAVA_TOOL_OPTIONS=-Djava.system.class.loader=java.lang.ClassLoader penseal demo --out /home/clerk/altered \
    >"$tried/altered.log" 2>&1; then wrong "it signs with another option of Java"; fi
  as_user penseal demo --out /home/clerk/whole >"$tried/demo.log" 2>&1 || { tail "$tried/demo.log"; wrong "it signs no more"; }
  rm -rf "$system/home/clerk/altered" "$system/home/clerk/whole"
  passed "an altered program signs nothing, names the file, and verifies"
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

# What shells and desktops read.
integration() {
  local each
  for each in "$system"/usr/share/applications/*penseal*.desktop "$system"/usr/share/applications/org.penseal.*.desktop \
    "$system/usr/share/doc/penseal/examples/penseal-kiosk.desktop"; do
    desktop-file-validate "$each" || wrong "$each"
  done
  grep -q '^MimeType=x-scheme-handler/penseal;' "$system/usr/share/applications/penseal-link.desktop" || wrong "penseal: links"
  bash -n "$system/usr/share/bash-completion/completions/penseal" || wrong "completion of bash"
  fish --no-execute "$system/usr/share/fish/vendor_completions.d/penseal.fish" || wrong "completion of fish"
  passed "desktop entries and completions are read without a fault"
}

# Debian's own trial: installed, removed, purged and installed again, what is left behind is told.
piuparts_both() {
  piuparts --basetgz "$tried/piuparts.tar" --distribution trixie --mirror http://deb.debian.org/debian --warn-on-others \
    --allow-database "$desk" "$server" >"$tried/piuparts.log" 2>&1 ||
    { grep -E 'ERROR|FAIL' "$tried/piuparts.log" | tail -n 20; wrong "piuparts: $tried/piuparts.log"; }
  rm "$tried/piuparts.tar"
  passed "piuparts finds nothing left behind"
}

# A home that cannot be written.
read_only_home() {
  inside setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME=/nonexistent TMPDIR=/nonexistent \
    penseal verify /home/clerk/public/signed.pdf --trust /home/clerk/public/trust >"$tried/read-only.log" 2>&1 ||
    { cat "$tried/read-only.log"; wrong "verify without a home"; }
  passed "verify runs without a home"
}

window() {
  local display
  mkdir -p "$system/tmp/.X11-unix"
  exec 8>"$tried/display"
  Xvfb -displayfd 8 -screen 0 1280x860x24 -nolisten tcp >/dev/null 2>&1 &
  children+=($!)
  for _ in $(seq 100); do [ -s "$tried/display" ] && break; sleep 0.1; done
  display=$(cat "$tried/display")
  mount --bind /tmp/.X11-unix "$system/tmp/.X11-unix"
  as_user env DISPLAY=":$display" penseal window --verify /home/clerk/demo/signed.pdf >"$tried/window.log" 2>&1 &
  children+=($!)
  local colours=0
  for _ in $(seq 300); do
    sleep 1
    DISPLAY=:$display import -window root "$tried/window.png" 2>/dev/null || continue
    colours=$(identify -format %k "$tried/window.png")
    [ "$colours" -lt 300 ] || break
  done
  sleep 20
  DISPLAY=:$display import -window root "$tried/window.png"
  [ "$colours" -ge 300 ] || { cat "$tried/window.log"; wrong "the window shows nothing ($colours colours)"; }
  if find "$system/home/clerk" -name '*.so*' | grep .; then wrong "JavaFX was unpacked into the home"; fi
  stop_last
  passed "the window opens with a file: $tried/window.png"
}

services() {
  inside getent passwd penseal-server >/dev/null || wrong "no user penseal-server"
  [ ! -e "$system/usr/lib/penseal-server/lib/runtime/lib/libglass.so" ] || wrong "JavaFX in the server"
  local port=28700 each
  inside setpriv --reuid=penseal-server --clear-groups env HOME=/nonexistent penseal-server \
    --demo --data /var/lib/penseal-server --port $port >"$tried/server.log" 2>&1 &
  children+=($!)
  answers $((port + 1)) || true
  for each in "$((port + 1))/health/live" "$((port + 1))/health/ready" "$((port + 1))/metrics"; do
    curl -sf --noproxy '*' "http://127.0.0.1:$each" >/dev/null || { tail "$tried/server.log"; wrong "no answer: $each"; }
  done
  curl -sf --noproxy '*' -d hello "http://127.0.0.1:$port/v1/digest" | grep -q . || wrong "no digest"
  stop_last
  inside setpriv --reuid=penseal-server --clear-groups penseal-server check --settings /etc/penseal/serve.json \
    >"$tried/server-check.log" 2>&1 || { cat "$tried/server-check.log"; wrong "the settings as installed"; }
  passed "the services answer on loopback; the settings as installed are accepted"
}

# The unit as it is installed, by a systemd of its own: its sandbox, a password as credential, what is started again.
under_systemd() {
  local main seal=$system/etc/penseal/seal token digest unit="systemctl show --value penseal-server --property"
  boot_systemd
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$tried/seal.key" -out "$tried/seal.pem" \
    -subj /CN=seal -addext keyUsage=digitalSignature 2>/dev/null
  openssl pkcs12 -export -inkey "$tried/seal.key" -in "$tried/seal.pem" -passout pass:of-the-trial -out "$seal.p12"
  echo of-the-trial >"$seal.password"
  chmod 600 "$seal.p12" "$seal.password"
  inside chown penseal-server: /etc/penseal/seal.p12
  read -r token digest < <(inside penseal-server token --json | tr -d '{}"' | sed 's/token://; s/,digest:/ /')
  cat >"$system/etc/penseal/serve.json" <<JSON
{"version": 1, "data": "/var/lib/penseal-server/data", "listen": [{"address": "127.0.0.1:8700"}],
 "keys": [{"name": "seal", "use": "sign", "applications": ["office"],
   "versions": [{"place": "/etc/penseal/seal.p12", "secret": "credential:seal"}]}],
 "applications": [{"name": "office", "tokens": ["$digest"], "operations": ["sign-data"]}]}
JSON
  mkdir -p "$system/etc/systemd/system/penseal-server.service.d"
  printf '[Service]\nLoadCredential=seal:/etc/penseal/seal.password\n' \
    >"$system/etc/systemd/system/penseal-server.service.d/seal.conf"
  booted systemctl daemon-reload
  booted systemctl enable --quiet --now penseal-server
  answers 8701 || { booted journalctl -u penseal-server --no-pager | tail; wrong "systemd's services do not answer"; }
  curl -sf --noproxy '*' -H "Authorization: Bearer $token" -d hello "http://127.0.0.1:8700/v1/data/sign?key=seal" \
    -o "$tried/hello.p7s" || wrong "the services sign nothing under systemd"
  printf hello | openssl cms -verify -binary -inform DER -in "$tried/hello.p7s" -content /dev/stdin -CAfile "$tried/seal.pem" \
    -purpose any >/dev/null 2>&1 || wrong "what was signed under systemd"
  booted systemctl kill --signal=KILL penseal-server
  sleep 11
  answers 8701 || wrong "not started again after it was killed"
  inside cp /etc/penseal/serve.json /etc/penseal/seal.json
  echo '{"version": 1, "of-another": 1}' >"$system/etc/penseal/serve.json"
  booted systemctl restart penseal-server
  sleep 15
  [ "$(booted $unit NRestarts)" = 0 ] && [ "$(booted $unit ExecMainStatus)" = 65 ] || wrong "wrong settings are tried again"
  inside mv /etc/penseal/seal.json /etc/penseal/serve.json
  booted systemctl restart penseal-server
  answers 8701 || wrong "not started with the old settings"
  main=$(booted $unit MainPID)
  cp "$server" "$system/root/new.deb"
  booted dpkg -i --force-confold /root/new.deb >"$tried/upgrade.log" 2>&1 || { cat "$tried/upgrade.log"; wrong "dpkg -i under systemd"; }
  rm "$system/root/new.deb"
  answers 8701 && [ "$(booted $unit MainPID)" != "$main" ] || wrong "an upgrade does not restart the services"
  booted systemctl disable --quiet --now penseal-server
  booted systemd-analyze security --no-pager penseal-server >"$tried/security.log"
  stop_systemd
  rm -r "$system/etc/systemd/system/penseal-server.service.d" "$seal".* "$tried"/seal.* "$tried/hello.p7s"
  passed "systemd runs the services: $(tail -n 1 "$tried/security.log" | sed 's/.*level for/exposure of/')"
}

# systemd wants one hierarchy of control groups, which is mounted in a namespace of our own.
boot_systemd() {
  unshare -m bash -c 'umount -Rl "$1/dev" "$1/proc" /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup && mkdir -p "/sys/fs/cgroup/$2" &&
    echo $$ >"/sys/fs/cgroup/$2/cgroup.procs" && exec systemd-nspawn --quiet --register=no --keep-unit \
    --console=pipe --directory="$1" /usr/lib/systemd/systemd' - "$system" "$groups" </dev/null >"$tried/systemd.log" 2>&1 &
  children+=($!)
  for _ in $(seq 100); do
    systemd=$(pgrep -P "$!" | head -n 1) || true
    if [ -n "$systemd" ] && { booted systemctl is-system-running 2>/dev/null || true; } | grep -qE 'running|degraded'; then return; fi
    sleep 1
  done
  tail "$tried/systemd.log"
  wrong "systemd does not start"
}

booted() { nsenter -t "$systemd" -a /usr/bin/env -i PATH=/usr/bin:/usr/sbin:/bin:/sbin HOME=/root LANG=C.UTF-8 "$@"; }

stop_systemd() {
  kill -RTMIN+4 "$systemd"
  wait "${children[-1]}" || true
  unset 'children[-1]'
  systemd=
  remove_groups
}

# Empty groups stay until somebody removes them.
remove_groups() {
  unshare -m bash -c 'umount -Rl /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup &&
    [ ! -d "/sys/fs/cgroup/$1" ] || find "/sys/fs/cgroup/$1" -depth -type d -exec rmdir {} +' - "$groups" || true
}

# Whether the services are ready within a minute; the port is that of health.
answers() {
  for _ in $(seq 200); do
    ! curl -sf --noproxy '*' "http://127.0.0.1:$1/health/ready" >/dev/null 2>&1 || return 0
    sleep 0.3
  done
  return 1
}

# An older version whose postinst fails: it stays half-configured, and the newer one goes over it.
upgrade() {
  local old=$tried/old
  dpkg-deb -R "$desk" "$old"
  sed -i 's/^Version: .*/Version: 0.0.1~older/' "$old/DEBIAN/control"
  touch "$old/usr/lib/penseal/lib/app/of-the-older.jar"
  printf '#!/bin/sh\nexit 1\n' >"$old/DEBIAN/postinst"
  chmod 755 "$old/DEBIAN/postinst"
  dpkg-deb -Znone --root-owner-group -b "$old" "$system/root/old.deb" >/dev/null
  rm -rf "$old"
  if inside dpkg -i --force-downgrade /root/old.deb >"$tried/old.log" 2>&1; then wrong "the broken script did not fail"; fi
  cp "$desk" "$system/root/new.deb"
  inside dpkg -i /root/new.deb >"$tried/upgrade.log" 2>&1 || { cat "$tried/upgrade.log"; wrong "upgrade"; }
  rm "$system"/root/*.deb
  [ ! -e "$system/usr/lib/penseal/lib/app/of-the-older.jar" ] || wrong "files of the older version are left"
  as_user penseal evidence list --data /home/clerk/demo/data >"$tried/list.log" || wrong "the archive after the upgrade"
  inside dpkg --audit | grep . && wrong "dpkg --audit"
  passed "an upgrade goes over an older version whose script fails; the archive is read"
}

remove() {
  echo '{"version": 1, "listen": [{"address": "127.0.0.1:1"}]}' >"$system/etc/penseal/serve.json"
  inside dpkg -r penseal penseal-server >"$tried/remove.log" 2>&1 || { cat "$tried/remove.log"; wrong "dpkg -r"; }
  [ -e "$system/etc/penseal/serve.json" ] || wrong "removing took the settings"
  inside dpkg -P penseal penseal-server >>"$tried/remove.log" 2>&1 || { cat "$tried/remove.log"; wrong "dpkg -P"; }
  local left
  left=$(find "$system/usr" "$system/etc" -iname '*penseal*' -not -path '*/etc/passwd*')
  [ -z "$left" ] || wrong "left after purging: $left"
  [ -d "$system/var/lib/penseal-server" ] || wrong "purging took the data of the services"
  [ -d "$system/home/clerk/demo" ] || wrong "purging took the data of a user"
  passed "removed and purged: the data stay, nothing else"
}

rpms() {
  local each place=$tried/rpm
  for each in "$packages"/*.rpm; do
    mkdir -p "$place"
    rpm -i --root "$place" --dbpath /var/lib/rpm --nodeps --noscripts --ignorearch "$each" 2>"$tried/rpm.log" ||
      { cat "$tried/rpm.log"; wrong "rpm -i ${each##*/}"; }
    passed "rpm installs ${each##*/}; it asks for $(rpm -qp --requires "$each" 2>/dev/null | grep -c '\.so') libraries"
  done
  [ ! -d "$place" ] || [ "$("$place/usr/lib/penseal/bin/penseal" --version)" = "PenSeal $version" ] || wrong "the .rpm's program"
  rm -rf "$place"
}

version=$(dpkg-deb -f "$desk" Version)
make_system
lint
install_both
demo
integrity
policy
integration
cp -r "$system/home/clerk/demo" "$system/home/clerk/public"
chmod -R a+rX "$system/home/clerk"
read_only_home
window
services
under_systemd
upgrade
remove
rpms
end
piuparts_both
rm -rf --one-file-system "$system"
echo "all is well"
