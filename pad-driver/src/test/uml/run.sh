#!/usr/bin/env bash
# Runs the tests marked `kernel` of this module inside User Mode Linux, where the real libhidapi meets the kernel's own
# HID system and virtual devices at /dev/uhid. The machine sees this computer's files read-only (hostfs), but for the
# folder of the reports. usage: run.sh KERNEL CLASSPATH REPORTS
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
kernel=$1 reports=$3
mkdir -p "$reports"
order=$(mktemp "${TMPDIR:-/tmp}/penseal-uml.XXXXXX")
trap 'rm -f "$order"' EXIT
# An argument file, since words of the kernel's command line have no blanks and are short.
printf '%s\n' -XX:+UseSerialGC -Xshare:auto -Xmx512m -Djava.io.tmpdir=/run -Djava.awt.headless=true \
  --enable-native-access=ALL-UNNAMED -cp "$2" org.junit.platform.console.ConsoleLauncher execute \
  --disable-banner --disable-ansi-colors --details=tree --fail-if-no-tests --include-tag=kernel --scan-class-path --reports-dir=/mnt/reports >"$order"
timeout ${PENSEAL_UML_TIMEOUT:-300} "$kernel" rootfstype=hostfs rootflags=/ ro init="$here/init.sh" mem=1500M con=null con0=fd:0,fd:1 ssl=null quiet \
  PENSEAL_JAVA="$JAVA_HOME/bin/java" PENSEAL_ORDER="$order" PENSEAL_REPORTS="$reports" </dev/null 2>&1 |
  tee "$reports/uml.log"
grep -q '^uml: tests ended with 0' "$reports/uml.log"
