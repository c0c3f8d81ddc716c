// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Calls functions of shared libraries whose result is a return code. */
public final class ForeignCall {
  private ForeignCall() {}

  /**
   * Calls.
   *
   * @param entry the function
   * @param result layout of its code, an int or a long
   * @param arguments each a Byte, an Integer, a Long, or a segment (pointer)
   * @return the code, of 32 bits without its sign
   */
  public static long code(MemorySegment entry, MemoryLayout result, Object... arguments) {
    MemoryLayout[] layouts =
        Arrays.stream(arguments).map(ForeignCall::layout).toArray(MemoryLayout[]::new);
    try {
      Object code =
          Linker.nativeLinker()
              .downcallHandle(entry, FunctionDescriptor.of(result, layouts))
              .invokeWithArguments(arguments);
      return code instanceof Integer small ? Integer.toUnsignedLong(small) : (long) code;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a foreign call throws nothing", e);
    }
  }

  private static MemoryLayout layout(Object argument) {
    return switch (argument) {
      case Integer _ -> JAVA_INT;
      case Long _ -> JAVA_LONG;
      case Byte _ -> JAVA_BYTE;
      default -> ADDRESS;
    };
  }
}
