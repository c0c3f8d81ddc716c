// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks the padding of strings and streams that are encrypted with AES (ISO 32000-2, 7.6.3.1). If
 * it is wrong, PDFBox omits the last block, or leaves everything as it is, and others show all or
 * some of it.
 */
final class Padding {
  private static final int BLOCK = 16;
  private static final Value.Name CRYPT = new Value.Name("Crypt");
  private static final Value.Name SECTION = new Value.Name("XRef");
  private static final Value.Name METADATA = new Value.Name("Metadata");
  private static final Value.Name PACKED = new Value.Name("ObjStm");
  private static final Value.Name XML = new Value.Name("XML");

  private final Source source;
  private final Content content;
  private final List<Section> chain;

  Padding(Source source, Content content, List<Section> chain) {
    this.source = source;
    this.content = content;
    this.chain = chain;
  }

  /** Whether any part of the object is encrypted with wrong padding. */
  boolean isWrong(RawObject object) throws IOException {
    Value.Ref self = new Value.Ref(object.number(), object.generation());
    byte[] key = content.aesKey(self);
    boolean stream = object.dataStart() >= 0;
    if (key == null
        || stream && isClear(object)
        || chain.stream().anyMatch(each -> self.equals(each.trailer().get("Encrypt")))) {
      return false;
    }
    SecretKeySpec aes = new SecretKeySpec(key, "AES");
    return stream && !isPadded(object, aes) || !arePadded(object.value(), aes);
  }

  // Where anything else than an entry for them refers to these, that is reported elsewhere.
  private static boolean isClear(RawObject object) {
    Object type = object.dictionary().get("Type");
    boolean metadata = METADATA.equals(type) || isCrypt(object.dictionary().get("Filter"));
    return SECTION.equals(type)
        || metadata && !PACKED.equals(type) && XML.equals(object.dictionary().get("Subtype"));
  }

  private static boolean isCrypt(@Nullable Object filter) {
    return CRYPT.equals(filter) || filter instanceof List<?> several && several.contains(CRYPT);
  }

  private boolean isPadded(RawObject object, SecretKeySpec key) throws IOException {
    long length = object.dataEnd() - object.dataStart();
    return length == 0
        || length % BLOCK == 0
            && length >= 2 * BLOCK
            && endsPadded(source.at(object.dataEnd() - 2 * BLOCK, 2 * BLOCK), key);
  }

  private static boolean arePadded(@Nullable Object value, SecretKeySpec key) {
    return switch (value) {
      case Value.Text text -> isPadded(text.octets(), key);
      case List<?> list -> list.stream().allMatch(each -> arePadded(each, key));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .allMatch(each -> isMessage(map, each.getKey()) || arePadded(each.getValue(), key));
      case null, default -> true;
    };
  }

  // The contents of a signature are never encrypted.
  private static boolean isMessage(Map<?, ?> map, Object name) {
    return name.equals("Contents") && map.get("ByteRange") instanceof List<?>;
  }

  private static boolean isPadded(byte[] string, SecretKeySpec key) {
    int length = string.length;
    return length == 0
        || length % BLOCK == 0
            && length >= 2 * BLOCK
            && endsPadded(Arrays.copyOfRange(string, length - 2 * BLOCK, length), key);
  }

  private static boolean endsPadded(byte[] last, SecretKeySpec key) {
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
