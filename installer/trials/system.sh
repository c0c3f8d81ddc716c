# Sourced by test-packages.sh: a Debian 13 of its own, in $system, and programs in it.

inside() { chroot "$system" /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LANG=C.UTF-8 "$@"; }

# An ordinary user.
user=(chroot "$system" /usr/bin/env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME=/home/clerk
  /usr/bin/setpriv --reuid=clerk --regid=clerk --clear-groups /usr/bin/env)
as_user() { "${user[@]}" "$@"; }

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

# until_true SECONDS COMMAND...
until_true() {
  local seconds=$1
  shift
  for _ in $(seq "$seconds"); do
    if "$@"; then return; fi
    sleep 1
  done
  return 1
}

# Ends the run for what the program logged as an error, what Java complained of, and exceptions that nobody caught.
no_errors() {
  if grep -snE '^[0-9T:.+Z-]+ ERROR |\[error *\]|^Exception in ' "$@"; then wrong "errors in the log"; fi
}

# Ends what runs in the background: a program, or a function with what it runs. A display, too, has a child for a moment,
# when its last window closes.
stop() {
  pkill -TERM -P "$1" 2>/dev/null || true
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# What is forgotten is not ended again, when another process may have its number.
stop_last() {
  stop "${children[-1]}"
  unset 'children[-1]'
}

unmount() { umount -l "$system/$1" 2>/dev/null || true; }

end() {
  local each
  # a SIGTERM would only have it start anew
  [ -z "$systemd" ] || kill -RTMIN+4 "$systemd" 2>/dev/null || true
  stop_kiosk
  for each in "${children[@]}"; do stop "$each"; done
  [ -z "$systemd" ] || remove_groups
  children=() systemd=
  for each in tmp/.X11-unix tmp home/clerk mnt dev/pts dev proc .; do unmount "$each"; done
}
