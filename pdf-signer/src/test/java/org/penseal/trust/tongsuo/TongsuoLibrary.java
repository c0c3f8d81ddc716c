// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tongsuo;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Functions of Tongsuo's library and of the C library, by name. */
final class TongsuoLibrary {
  private static final Arena ARENA = Arena.global();

  private final SymbolLookup library;
  private final SymbolLookup system = Linker.nativeLinker().defaultLookup();
  private final Map<String, MethodHandle> handles = new ConcurrentHashMap<>();

  TongsuoLibrary(Path file) {
    library = SymbolLookup.libraryLookup(file, ARENA);
  }

  private Object call(String name, MemoryLayout result, Object... arguments) {
    MemoryLayout[] layouts =
        Arrays.stream(arguments)
            .map(
                each ->
                    each instanceof Integer ? JAVA_INT : each instanceof Long ? JAVA_LONG : ADDRESS)
            .toArray(MemoryLayout[]::new);
    MethodHandle handle =
        handles.computeIfAbsent(
            name,
            n ->
                Linker.nativeLinker()
                    .downcallHandle(
                        library.find(n).or(() -> system.find(n)).orElseThrow(),
                        FunctionDescriptor.of(result, layouts)));
    try {
      return handle.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  int number(String name, Object... arguments) {
    return (int) call(name, JAVA_INT, arguments);
  }

  long big(String name, Object... arguments) {
    return (long) call(name, JAVA_LONG, arguments);
  }

  MemorySegment pointer(String name, Object... arguments) {
    return (MemorySegment) call(name, ADDRESS, arguments);
  }

  String text(String name, Object... arguments) {
    MemorySegment found = pointer(name, arguments);
    return found.address() == 0 ? "" : found.reinterpret(1000).getString(0);
  }

  static MemorySegment string(String text) {
    return ARENA.allocateFrom(text);
  }

  static MemorySegment bytes(int count) {
    return ARENA.allocate(count, 16);
  }

  /** Fails with OpenSSL's own words unless a call has returned 1. */
  void require(String name, Object... arguments) {
    int result = number(name, arguments);
    if (result != 1) {
      throw new IllegalStateException(name + " gives " + result + ": " + errors());
    }
  }

  String errors() {
    StringBuilder words = new StringBuilder();
    for (long code = big("ERR_get_error"); code != 0; code = big("ERR_get_error")) {
      words.append(text("ERR_error_string", code, MemorySegment.NULL)).append("; ");
    }
    return words.toString();
  }
}
