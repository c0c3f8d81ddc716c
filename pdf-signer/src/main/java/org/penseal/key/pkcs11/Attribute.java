// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.pkcs11;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.penseal.signature.Octets;

/**
 * An attribute of an object (PKCS #11 v2.40, section 4).
 *
 * @param type CKA_…
 * @param value as it lies in memory
 */
record Attribute(long type, Octets value) {
  static final long CLASS = 0;
  static final long LABEL = 3;
  static final long VALUE = 0x11;
  static final long ID = 0x102;
  static final long SIGN = 0x108;
  static final long ALWAYS_AUTHENTICATE = 0x202;

  static final Attribute CERTIFICATE = number(CLASS, 1);
  static final Attribute PRIVATE_KEY = number(CLASS, 3);
  static final Attribute SIGNS = new Attribute(SIGN, Octets.of(new byte[] {1}));

  private static final long SENSITIVE = 0x11;
  private static final long TYPE_INVALID = 0x12;

  private static Attribute number(long type, long value) {
    ByteBuffer memory = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    return new Attribute(type, Octets.of(memory.putLong(value).array()));
  }

  /** Whether a code of C_GetAttributeValue says that the object has no such attribute to show. */
  static boolean absent(long code) {
    return code == SENSITIVE || code == TYPE_INVALID;
  }
}
