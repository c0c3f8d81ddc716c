// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The few calls of the C library on Linux that a pseudo terminal needs (POSIX.1-2017). */
final class Libc {
  private static final int O_RDWR = 2;
  private static final int O_NOCTTY = 0x100;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  static final short POLLIN = 1;
  static final short POLLOUT = 4;
  private static final long FIONREAD = 0x541B;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private static final MethodHandle OPEN_PT = call("posix_openpt", INT, INT);
  private static final MethodHandle GRANT = call("grantpt", INT, INT);
  private static final MethodHandle UNLOCK = call("unlockpt", INT, INT);
  private static final MethodHandle NAME = call("ptsname_r", INT, INT, ValueLayout.ADDRESS, LONG);
  private static final MethodHandle OPEN =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("open"),
          FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle GET_ATTR = call("tcgetattr", INT, INT, ValueLayout.ADDRESS);
  private static final MethodHandle SET_ATTR =
      call("tcsetattr", INT, INT, INT, ValueLayout.ADDRESS);
  private static final MethodHandle RAW =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("cfmakeraw"),
          FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
  private static final MethodHandle READ = call("read", LONG, INT, ValueLayout.ADDRESS, LONG);
  private static final MethodHandle WRITE = call("write", LONG, INT, ValueLayout.ADDRESS, LONG);
  private static final MethodHandle POLL = call("poll", INT, ValueLayout.ADDRESS, LONG, INT);
  private static final MethodHandle IOCTL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("ioctl"),
          FunctionDescriptor.of(INT, INT, LONG, ValueLayout.ADDRESS),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE = call("close", INT, INT);

  private Libc() {}

  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, arguments),
        Linker.Option.captureCallState("errno"));
  }

  /** A call that gets the memory for errno first; gives its result or throws for a negative one. */
  private interface Call {
    long invoke(MemorySegment state) throws Throwable;
  }

  private static long checked(String name, Arena arena, Call call) throws IOException {
    MemorySegment state = arena.allocate(STATE);
    long result;
    try {
      result = call.invoke(state);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(name, e);
    }
    if (result >= 0) {
      return result;
    }
    int errno =
        (int) STATE.varHandle(MemoryLayout.PathElement.groupElement("errno")).get(state, 0L);
    if (errno == EAGAIN || errno == EINTR) {
      return -1;
    }
    throw new IOException(name + " failed with errno " + errno);
  }

  /** A new pseudo terminal's master, not blocking, its slave granted and unlocked. */
  static int openMaster() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
      int fd = (int) checked("posix_openpt", arena, s -> (int) OPEN_PT.invokeExact(s, flags));
      checked("grantpt", arena, s -> (int) GRANT.invokeExact(s, fd));
      checked("unlockpt", arena, s -> (int) UNLOCK.invokeExact(s, fd));
      return fd;
    }
  }

  static String slaveName(int master) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(256);
      checked("ptsname_r", arena, s -> -(long) (int) NAME.invokeExact(s, master, name, 256L));
      return name.getString(0, StandardCharsets.UTF_8);
    }
  }

  /** Opens a slave and sets it raw, so that nothing is echoed before the host has opened it. */
  static int openRaw(String path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path);
      int flags = O_RDWR | O_NOCTTY | O_CLOEXEC;
      int fd = (int) checked("open", arena, s -> (int) OPEN.invokeExact(s, name, flags));
      MemorySegment termios = arena.allocate(256);
      checked("tcgetattr", arena, s -> (int) GET_ATTR.invokeExact(s, fd, termios));
      checked(
          "cfmakeraw",
          arena,
          s -> {
            RAW.invokeExact(termios);
            return 0;
          });
      checked("tcsetattr", arena, s -> (int) SET_ATTR.invokeExact(s, fd, 0, termios));
      return fd;
    }
  }

  /** The attributes of a line, as the C library keeps them. */
  static byte[] attributes(int fd) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(256);
      checked("tcgetattr", arena, s -> (int) GET_ATTR.invokeExact(s, fd, termios));
      return termios.toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /** The speed among the attributes of a line, baud; -1 for another one. */
  static int baud(byte[] attributes) {
    // c_cflag, the third word of struct termios, and its bits CBAUD (asm-generic/termbits.h).
    int flags = ByteBuffer.wrap(attributes).order(ByteOrder.nativeOrder()).getInt(8);
    return switch (flags & 0x100F) {
      case 0xD -> 9_600;
      case 0xE -> 19_200;
      case 0xF -> 38_400;
      case 0x1001 -> 57_600;
      case 0x1002 -> 115_200;
      default -> -1;
    };
  }

  /** Bytes that wait to be read at this end. */
  static int waiting(int fd) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(INT);
      checked("ioctl", arena, s -> (int) IOCTL.invokeExact(s, fd, FIONREAD, count));
      return count.get(INT, 0);
    }
  }

  /** Waits for an event; false when none came in time. */
  static boolean poll(int fd, short events, int timeoutMs) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment entry = arena.allocate(8, 4);
      entry.set(INT, 0, fd);
      entry.set(ValueLayout.JAVA_SHORT, 4, events);
      return checked("poll", arena, s -> (int) POLL.invokeExact(s, entry, 1L, timeoutMs)) > 0;
    }
  }

  /** Bytes read, 0 when there are none now. */
  static int read(int fd, byte[] into) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(into.length);
      long size = into.length;
      long count = checked("read", arena, s -> (long) READ.invokeExact(s, fd, buffer, size));
      int bytes = (int) Math.max(0, count);
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, bytes);
      return bytes;
    }
  }

  /** Bytes written, 0 when the other side takes none now. */
  static int write(int fd, byte[] bytes, int from) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long size = (long) bytes.length - from;
      MemorySegment buffer = arena.allocate(size);
      MemorySegment.copy(bytes, from, buffer, ValueLayout.JAVA_BYTE, 0, (int) size);
      long count = checked("write", arena, s -> (long) WRITE.invokeExact(s, fd, buffer, size));
      return (int) Math.max(0, count);
    }
  }

  static void close(int fd) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      checked("close", arena, s -> (int) CLOSE.invokeExact(s, fd));
    }
  }
}
