#!/bin/sh
# The first and only process of the virtual machine: mounts, tests, power off. `run.sh` reads the last line.
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev 2>/dev/null
mkdir -p /dev/pts && mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /mnt
mkdir -p /mnt/reports && mount -t hostfs -o "hostfs=$PENSEAL_REPORTS" none /mnt/reports
cd /run || exit 1
HOME=/run "$PENSEAL_JAVA" "@$PENSEAL_ORDER"
echo "uml: tests ended with $?"
busybox poweroff -f
