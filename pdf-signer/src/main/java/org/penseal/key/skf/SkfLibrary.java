// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.skf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.penseal.key.ForeignCall;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.TokenMissing;

/**
 * The functions of one SKF library (GM/T 0016-2012), called by name.
 *
 * <p>ULONG and BOOL are 32 bits, handles are pointers, strings end with a zero and are UTF-8.
 * Memory for calls lives as long as the library is open; who puts a secret there wipes it.
 */
final class SkfLibrary implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final SymbolLookup functions;

  private SkfLibrary(Path file) {
    // For good: makers' libraries have threads of their own that would not outlive an unloading.
    this.functions = SymbolLookup.libraryLookup(file, Arena.global());
  }

  /**
   * Loads a library into the process.
   *
   * @throws TokenMissing with what = library if it cannot be loaded
   */
  static SkfLibrary open(Path file) throws CredentialException {
    try {
      return new SkfLibrary(file.toAbsolutePath());
    } catch (IllegalArgumentException e) {
      throw new TokenMissing(TokenMissing.Part.LIBRARY, file.toString(), e);
    }
  }

  /** Memory for a call, zeroed. */
  MemorySegment bytes(long count) {
    return arena.allocate(Math.max(8, count), 8);
  }

  MemorySegment text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    MemorySegment segment = bytes(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  /** A ULONG that is passed by its address. */
  MemorySegment number(int value) {
    MemorySegment segment = bytes(8);
    segment.set(JAVA_INT, 0, value);
    return segment;
  }

  /**
   * Calls a function that gives a return code.
   *
   * @param arguments each an int (ULONG, BOOL) or a segment (pointer, handle)
   * @return SAR_OK or another code
   * @throws TokenMissing with what = function if the library lacks it
   */
  int call(String function, Object... arguments) throws CredentialException {
    MemorySegment entry =
        functions
            .find(function)
            .orElseThrow(() -> new TokenMissing(TokenMissing.Part.FUNCTION, function, null));
    return (int) ForeignCall.code(entry, JAVA_INT, arguments);
  }

  @Override
  public void close() {
    arena.close();
  }
}
