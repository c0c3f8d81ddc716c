// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;
import org.penseal.refusal.CredentialException.TokenMissing;

/** The tokens that a library sees. */
final class Slots {
  private static final int MOST_SLOTS = 256;

  // CK_TOKEN_INFO: label of 32 bytes filled with blanks, maker, model, serial number, flags ...
  private static final long TOKEN_INFO_BYTES = 256;
  private static final int LABEL_BYTES = 32;
  private static final long FLAGS_AT = 96;
  private static final long TOKEN_INITIALIZED = 0x400;
  private static final long PIN_FINAL_TRY = 0x20000;
  private static final long PIN_LOCKED = 0x40000;

  private final Cryptoki library;

  Slots(Cryptoki library) {
    this.library = library;
  }

  private record Token(long slot, String label, long flags) {}

  /**
   * The slot whose token is meant.
   *
   * @throws TokenMissing with what = device if it is not there, one-device if several could be
   *     meant
   */
  long find(Pkcs11Address address) throws CredentialException {
    List<Token> found = new ArrayList<>();
    for (long slot : list()) {
      Token token = token(slot);
      boolean fits =
          (address.slot() == null || address.slot() == slot)
              && (address.token() == null || address.token().equals(token.label()));
      if (fits && (token.flags() & TOKEN_INITIALIZED) != 0) {
        found.add(token);
      }
    }
    if (found.size() > 1) {
      String names =
          String.join(", ", found.stream().map(t -> t.label() + " (" + t.slot() + ")").toList());
      throw new TokenMissing(TokenMissing.Part.ONE_DEVICE, names, null);
    }
    if (found.isEmpty()) {
      String slot = address.slot() == null ? "" : "slot=" + address.slot();
      String name = address.token() == null ? slot : address.token();
      throw new TokenMissing(TokenMissing.Part.DEVICE, name, null);
    }
    return found.getFirst().slot();
  }

  private List<Long> list() throws CredentialException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment count = call.allocate(JAVA_LONG);
      // The first call, without a place for the list, has libraries look for what was plugged in.
      byte present = 1;
      library.call(Cryptoki.Function.GET_SLOT_LIST, present, MemorySegment.NULL, count);
      count.set(JAVA_LONG, 0, MOST_SLOTS);
      MemorySegment slots = call.allocate(JAVA_LONG, MOST_SLOTS);
      library.call(Cryptoki.Function.GET_SLOT_LIST, present, slots, count);
      List<Long> found = new ArrayList<>();
      long most = Math.clamp(count.get(JAVA_LONG, 0), 0, MOST_SLOTS);
      for (int i = 0; i < most; i++) {
        found.add(slots.getAtIndex(JAVA_LONG, i));
      }
      return found;
    }
  }

  private Token token(long slot) throws CredentialException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment info = call.allocate(TOKEN_INFO_BYTES, Long.BYTES);
      long code = library.code(Cryptoki.Function.GET_TOKEN_INFO, slot, info);
      if (code != CryptokiCode.OK) {
        // Pulled out since the list was made, or of a kind that the library does not know.
        return new Token(slot, "", 0);
      }
      byte[] label = info.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE);
      return new Token(
          slot,
          new String(label, StandardCharsets.UTF_8).stripTrailing(),
          info.get(JAVA_LONG, FLAGS_AT));
    }
  }

  /**
   * How often a PIN may still be tried as far as the token says: 0, 1, or {@link
   * PinRefused#UNKNOWN}. PKCS #11 has no number for it.
   */
  int triesLeft(long slot) throws CredentialException {
    long flags = token(slot).flags();
    if ((flags & PIN_LOCKED) != 0) {
      return 0;
    }
    return (flags & PIN_FINAL_TRY) != 0 ? 1 : PinRefused.UNKNOWN;
  }
}
