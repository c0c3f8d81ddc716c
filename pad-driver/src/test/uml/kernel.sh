#!/usr/bin/env bash
# A User Mode Linux kernel with uhid and hidraw, which Debian's own package of it lacks: one program that runs as an
# ordinary user, without KVM, modules or a disk image. Built once from Debian's source package (about 5 minutes and 2 GB
# on two cores) and kept outside the tree. Prints where it is.
set -euo pipefail
cache=${XDG_CACHE_HOME:-$HOME/.cache}/penseal
source=$(apt-cache depends linux-source | sed -n 's/^ *Depends: \(linux-source-[0-9.]*\)$/\1/p')
version=$(apt-cache policy "$source" | sed -n 's/^ *Candidate: //p')
# Room for the registers of a process: 6.12 has 2696 bytes, which a processor with AMX tiles exceeds (11008); the host
# then refuses to set them. They lie on the kernel's stack, which grows with them.
registers=12288
kernel=$cache/uml-$version-$registers
if [ ! -x "$kernel" ]; then
  work=$(mktemp -d "${TMPDIR:-/tmp}/penseal-uml.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  echo "building the kernel $version, once" >&2
  apt-get download -qq "$source" >&2
  dpkg-deb --fsys-tarfile ./*.deb | tar -xO "./usr/src/$source.tar.xz" | tar -xJ
  cd "$source"
  grep -q 'HOST_FP_SIZE, 2696' arch/x86/um/user-offsets.c &&
    sed -i "s/HOST_FP_SIZE, 2696/HOST_FP_SIZE, $registers/" arch/x86/um/user-offsets.c
  options=(64BIT BINFMT_ELF BINFMT_SCRIPT PROC_FS PROC_SYSCTL SYSFS TMPFS SHMEM DEVTMPFS DEVTMPFS_MOUNT HOSTFS
    FUTEX EPOLL EVENTFD SIGNALFD TIMERFD AIO POSIX_TIMERS MULTIUSER PRINTK BUG TTY UNIX98_PTYS STDERR_CONSOLE
    STDIO_CONSOLE SSL NULL_CHAN SYSVIPC FILE_LOCKING ADVISE_SYSCALLS MEMBARRIER HIGH_RES_TIMERS NET UNIX
    INPUT HID_SUPPORT HID HIDRAW UHID HID_GENERIC RSEQ INOTIFY_USER BLOCK CC_OPTIMIZE_FOR_PERFORMANCE KALLSYMS)
  flags=(-d CC_OPTIMIZE_FOR_SIZE -d DEBUG_INFO --set-val KERNEL_STACK_ORDER 4)
  for option in "${options[@]}"; do flags+=(-e "$option"); done
  {
    make ARCH=um tinyconfig
    ./scripts/config "${flags[@]}"
    make ARCH=um olddefconfig
    make ARCH=um -j"$(nproc)" linux
  } >"$work/log" 2>&1 || { tail -20 "$work/log" >&2; exit 1; }
  mkdir -p "$cache"
  cp linux "$kernel.part"
  mv "$kernel.part" "$kernel"
fi
echo "$kernel"
