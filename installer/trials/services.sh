# Sourced by test-packages.sh: the services, alone and under a systemd of their own.

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
