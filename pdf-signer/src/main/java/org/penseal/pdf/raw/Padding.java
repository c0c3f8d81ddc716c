// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The padding of streams that are encrypted with AES-256 (ISO 32000-2, 7.6.3.1): where it is wrong
 * PDFBox leaves the last block out, and others show all or some of it. With AES-128 PDFBox reads no
 * such object.
 */
final class Padding {
  private static final int BLOCK = 16;
  private static final Value.Name CRYPT = new Value.Name("Crypt");
  // These may be in clear, or are told where they are something else.
  private static final Set<Value.Name> CLEAR =
      Set.of(new Value.Name("XRef"), new Value.Name("Metadata"));

  private final Source source;
  private final SecretKeySpec key;

  Padding(Source source, byte[] key) {
    this.source = source;
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Whether it is a stream that is encrypted and not padded. */
  boolean isWrong(RawObject object) throws IOException {
    return object.dataStart() >= 0 && !isClear(object) && !isPadded(object);
  }

  private static boolean isClear(RawObject object) {
    Object type = object.dictionary().get("Type");
    return type instanceof Value.Name name && CLEAR.contains(name)
        || isCrypt(object.dictionary().get("Filter"));
  }

  private static boolean isCrypt(@Nullable Object filter) {
    return CRYPT.equals(filter) || filter instanceof Iterable<?> several && contains(several);
  }

  private static boolean contains(Iterable<?> filters) {
    for (Object each : filters) {
      if (CRYPT.equals(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean isPadded(RawObject object) throws IOException {
    long length = object.dataEnd() - object.dataStart();
    if (length == 0) {
      return true;
    }
    if (length % BLOCK != 0 || length < 2 * BLOCK) {
      return false;
    }
    byte[] last = source.at(object.dataEnd() - 2 * BLOCK, 2 * BLOCK);
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(last, 0, BLOCK));
      byte[] plain = cipher.doFinal(last, BLOCK, BLOCK);
      int count = plain[BLOCK - 1];
      boolean padded = count >= 1 && count <= BLOCK;
      for (int i = 1; padded && i <= count; i++) {
        padded = plain[BLOCK - i] == count;
      }
      return padded;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
