#!/usr/bin/env bash
# Tries the packages in a folder as an administrator does, in a Debian 13 of their own: `test-packages.sh DIR`. Root only;
# takes packages of Debian from where the system takes them. Says a line for what is as it should be, and for what cannot be
# tried here; ends with the first thing that is not. What it saw (screenshots, logs) stays in DIR/tried.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/installer/prepare.sh"
packages=$(realpath "${1:?which folder}")
tried=$packages/tried
system=$tried/system
desk=$(ls "$packages"/penseal_*.deb)
server=$(ls "$packages"/penseal-server_*.deb)

[ "$(wc -l <<<"$desk$server")" = 1 ] || { echo "more than one version in $packages" >&2; exit 64; }

passed() { printf 'well: %s\n' "$*"; }
untried() { printf 'not tried: %s\n' "$*"; }
wrong() { printf 'WRONG: %s\n' "$*"; exit 1; }

[ "$(id -u)" = 0 ] || wrong "needs root"
for each in system desk window services versions; do . "$root/installer/trials/$each.sh"; done
need mmdebstrap mmdebstrap lintian lintian rpm rpm Xvfb xvfb import imagemagick curl curl pkill procps openssl openssl \
  desktop-file-validate desktop-file-utils appstreamcli appstream zsh zsh fish fish piuparts piuparts unzip unzip \
  systemd-nspawn systemd-container sqlite3 sqlite3 ip iproute2 openbox openbox xdotool xdotool wmctrl wmctrl xprop x11-utils \
  dex dex

children=() systemd= groups=penseal-$$ signed=no display=
trap end EXIT
version=$(dpkg-deb -f "$desk" Version)
make_system
lint
install_both
cache
signatures
demo
noexec
read_only_home
no_network
integrity
policy
integration
open_display
window
kiosk
close_display
release_home
services
under_systemd
upgrade
newer_archive
remove
rpms
end
piuparts_both
rm -rf --one-file-system "$system"
echo "all is well"
