// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;

/** A session with one token in which the user is logged in. */
final class Session implements AutoCloseable {
  // CKF_SERIAL_SESSION: always set, section 5.6.1.
  private static final long SERIAL = 4;
  private static final long USER = 1;
  private static final long CONTEXT_SPECIFIC = 2;
  private static final int MOST_OBJECTS = 256;
  private static final int LARGEST_ATTRIBUTE_BYTES = 1 << 16;
  private static final int LARGEST_VALUE_BYTES = 1 << 10;
  private static final long ATTRIBUTE_BYTES = 24;

  private final Cryptoki library;
  private final Slots slots;
  private final long slot;
  private final byte[] pin;
  private final long handle;

  private Session(Cryptoki library, long slot, byte[] pin, long handle) {
    this.library = library;
    this.slots = new Slots(library);
    this.slot = slot;
    this.pin = pin.clone();
    this.handle = handle;
  }

  /**
   * Opens a session and logs in.
   *
   * @param pin copied, and wiped when the session is closed
   * @throws PinRefused if it is not the one
   */
  static Session open(Cryptoki library, long slot, byte[] pin) throws CredentialException {
    Session session;
    try (Arena call = Arena.ofConfined()) {
      MemorySegment handle = call.allocate(JAVA_LONG);
      library.call(
          Cryptoki.Function.OPEN_SESSION,
          slot,
          SERIAL,
          MemorySegment.NULL,
          MemorySegment.NULL,
          handle);
      session = new Session(library, slot, pin, handle.get(JAVA_LONG, 0));
    }
    boolean whole = false;
    try {
      session.login(USER);
      whole = true;
      return session;
    } finally {
      if (!whole) {
        session.close();
      }
    }
  }

  private void login(long user) throws CredentialException {
    if (slots.triesLeft(slot) == 0) {
      throw new PinRefused(PinRefused.Why.LOCKED, 0);
    }
    try (Arena call = Arena.ofConfined()) {
      MemorySegment text = call.allocate(Math.max(1, pin.length));
      long code;
      try {
        MemorySegment.copy(pin, 0, text, JAVA_BYTE, 0, pin.length);
        code = library.code(Cryptoki.Function.LOGIN, handle, user, text, (long) pin.length);
      } finally {
        text.fill((byte) 0);
      }
      int tries = code == CryptokiCode.OK ? PinRefused.UNKNOWN : slots.triesLeft(slot);
      CryptokiCode.requirePin(code, tries);
    }
  }

  /** Handles of the objects that have all of these attributes. */
  List<Long> find(Attribute... wanted) throws CredentialException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment template = call.allocate(ATTRIBUTE_BYTES * wanted.length, Long.BYTES);
      for (int i = 0; i < wanted.length; i++) {
        byte[] value = wanted[i].value().bytes();
        MemorySegment place = call.allocate(Math.max(8, value.length), Long.BYTES);
        MemorySegment.copy(value, 0, place, JAVA_BYTE, 0, value.length);
        fill(template.asSlice(i * ATTRIBUTE_BYTES), wanted[i].type(), place, value.length);
      }
      library.call(Cryptoki.Function.FIND_OBJECTS_INIT, handle, template, (long) wanted.length);
      try {
        MemorySegment found = call.allocate(JAVA_LONG, MOST_OBJECTS);
        MemorySegment count = call.allocate(JAVA_LONG);
        List<Long> objects = new ArrayList<>();
        do {
          library.call(Cryptoki.Function.FIND_OBJECTS, handle, found, (long) MOST_OBJECTS, count);
          for (int i = 0; i < Math.clamp(count.get(JAVA_LONG, 0), 0, MOST_OBJECTS); i++) {
            objects.add(found.getAtIndex(JAVA_LONG, i));
          }
        } while (count.get(JAVA_LONG, 0) > 0 && objects.size() < MOST_OBJECTS);
        return objects;
      } finally {
        library.code(Cryptoki.Function.FIND_OBJECTS_FINAL, handle);
      }
    }
  }

  private static void fill(MemorySegment attribute, long type, MemorySegment place, long length) {
    attribute.set(JAVA_LONG, 0, type);
    attribute.set(ADDRESS, 8, place);
    attribute.set(JAVA_LONG, 16, length);
  }

  /** The value of an object's attribute; empty if it has none or does not show it. */
  byte[] value(long object, long type) throws CredentialException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment place = call.allocate(LARGEST_ATTRIBUTE_BYTES, Long.BYTES);
      MemorySegment attribute = call.allocate(ATTRIBUTE_BYTES, Long.BYTES);
      fill(attribute, type, place, LARGEST_ATTRIBUTE_BYTES);
      long code =
          library.code(Cryptoki.Function.GET_ATTRIBUTE_VALUE, handle, object, attribute, 1L);
      long length = attribute.get(JAVA_LONG, 16);
      if (Attribute.absent(code)) {
        return new byte[0];
      }
      CryptokiCode.require(code, Cryptoki.Function.GET_ATTRIBUTE_VALUE);
      return place.asSlice(0, Math.clamp(length, 0, LARGEST_ATTRIBUTE_BYTES)).toArray(JAVA_BYTE);
    }
  }

  /**
   * Signs.
   *
   * @param again whether the key wants the PIN for each signature (CKA_ALWAYS_AUTHENTICATE)
   * @return what the mechanism gives
   */
  byte[] sign(long key, Mechanism mechanism, byte[] input, boolean again)
      throws CredentialException {
    try (Arena call = Arena.ofConfined()) {
      library.call(Cryptoki.Function.SIGN_INIT, handle, mechanism.structure(call), key);
      if (again) {
        login(CONTEXT_SPECIFIC);
      }
      MemorySegment data = call.allocateFrom(JAVA_BYTE, input);
      MemorySegment value = call.allocate(LARGEST_VALUE_BYTES);
      MemorySegment length = call.allocate(JAVA_LONG);
      length.set(JAVA_LONG, 0, LARGEST_VALUE_BYTES);
      library.call(Cryptoki.Function.SIGN, handle, data, (long) input.length, value, length);
      long bytes = Math.clamp(length.get(JAVA_LONG, 0), 0, LARGEST_VALUE_BYTES);
      return value.asSlice(0, bytes).toArray(JAVA_BYTE);
    }
  }

  /** Closes the session, the last one of which logs out; a token that is gone is no failure. */
  @Override
  public void close() {
    Arrays.fill(pin, (byte) 0);
    try {
      library.code(Cryptoki.Function.CLOSE_SESSION, handle);
    } catch (CredentialException e) {
      // a library without this function has nothing to close
      return;
    }
  }
}
