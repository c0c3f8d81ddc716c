// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.apache.pdfbox.pdmodel.encryption.SecurityHandler;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.raw.Value;

/**
 * Whether all readers decrypt the same strings and streams of a file (ISO 32000-2, 7.6.6). PDFBox
 * knows one crypt filter, StdCF, and decrypts a stream whatever crypt filter it names itself; what
 * calls itself metadata or a cross-reference stream it leaves as it is.
 */
final class Decryption {
  private static final COSName STANDARD = COSName.getPDFName("Standard");
  private static final COSName ATTACHMENTS = COSName.getPDFName("EFF");
  private static final Set<String> METHODS = Set.of("V2", "AESV2");

  private static final byte[] AES_SALT = {'s', 'A', 'l', 'T'};

  private final COSDocument document;
  private final @Nullable COSBase encryption;
  private final Set<COSObjectKey> referredTo = new HashSet<>();
  private final Set<COSObjectKey> drawn = new HashSet<>();
  private boolean otherFilters;

  private Decryption(COSDocument document) {
    this.document = document;
    this.encryption = document.getTrailer().getDictionaryObject(COSName.ENCRYPT);
  }

  /** Whether some reader decrypts what another leaves, or in another way; false if plain. */
  static boolean differs(COSDocument document) {
    return new Decryption(document).differs();
  }

  /** The key of an object's strings and streams; null for what is not encrypted with AES. */
  static byte @Nullable [] aesKey(PDDocument document, Value.Ref object) {
    PDEncryption encryption = document.getEncryption();
    if (encryption == null) {
      return null;
    }
    try {
      SecurityHandler<?> handler = encryption.getSecurityHandler();
      byte[] key = handler.getEncryptionKey();
      if (encryption.getVersion() == 5) {
        return key;
      }
      return handler.isAES() ? keyOf(object, key) : null;
    } catch (IOException | NoSuchAlgorithmException e) {
      return null; // a handler that is not known opens no file
    }
  }

  // ISO 32000-2, 7.6.3.2, algorithm 1.
  private static byte[] keyOf(Value.Ref object, byte[] key) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    digest.update(key);
    for (int i = 0; i < 3; i++) {
      digest.update((byte) (object.number() >> 8 * i));
    }
    digest.update((byte) object.generation());
    digest.update((byte) (object.generation() >> 8));
    digest.update(AES_SALT);
    return Arrays.copyOf(digest.digest(), Math.min(key.length + 5, 16));
  }

  private boolean differs() {
    if (encryption == null) {
      return false;
    }
    if (!(encryption instanceof COSDictionary dictionary) || !isUsual(dictionary)) {
      return true;
    }
    walk(document.getTrailer());
    for (COSObjectKey key : document.getXrefTable().keySet()) {
      walk(document.getObjectFromPool(key).getObject());
    }
    return otherFilters || document.getXrefTable().keySet().stream().anyMatch(this::isSpecial);
  }

  private static boolean isUsual(COSDictionary encryption) {
    int version = encryption.getInt(COSName.V);
    if (!STANDARD.equals(encryption.getCOSName(COSName.FILTER))) {
      return false;
    }
    if (version == 1 || version == 2) {
      return true;
    }
    COSDictionary filters = encryption.getCOSDictionary(COSName.CF);
    COSDictionary filter = filters == null ? null : filters.getCOSDictionary(COSName.STD_CF);
    String method = filter == null ? "" : String.valueOf(filter.getNameAsString(COSName.CFM));
    boolean known =
        version == 4 ? METHODS.contains(method) : version == 5 && "AESV3".equals(method);
    return known
        && COSName.STD_CF.equals(encryption.getDictionaryObject(COSName.STM_F))
        && COSName.STD_CF.equals(encryption.getDictionaryObject(COSName.STR_F))
        && COSName.STD_CF.equals(
            encryption.getDictionaryObject(ATTACHMENTS) == null
                ? COSName.STD_CF
                : encryption.getDictionaryObject(ATTACHMENTS));
  }

  private boolean isSpecial(COSObjectKey key) {
    COSBase object = document.getObjectFromPool(key).getObject();
    if (!(object instanceof COSStream stream)) {
      return object == null && referredTo.contains(key); // what PDFBox cannot decrypt
    }
    COSBase type = stream.getDictionaryObject(COSName.TYPE);
    if (COSName.XREF.equals(type)) {
      return referredTo.contains(key);
    }
    return (COSName.METADATA.equals(type) || namesFilter(stream)) && drawn.contains(key);
  }

  private static boolean namesFilter(COSStream stream) {
    COSBase filters = stream.getFilters();
    if (!(filters instanceof COSArray several)) {
      return COSName.CRYPT.equals(filters);
    }
    for (int i = 0; i < several.size(); i++) {
      if (COSName.CRYPT.equals(several.getObject(i))) {
        return true;
      }
    }
    return false;
  }

  // Metadata may be in clear; that is what nothing but an entry of this name leads to.
  private void walk(@Nullable COSBase object) {
    Deque<COSBase> open = new ArrayDeque<>();
    if (object != null) {
      open.push(object);
    }
    while (!open.isEmpty()) {
      COSBase next = open.pop();
      if (next instanceof COSObject reference) {
        refers(reference, COSName.CONTENTS);
      } else if (next instanceof COSArray array) {
        array.forEach(open::push);
      } else if (next instanceof COSDictionary dictionary) {
        // PDFBox decrypts no dictionary that holds crypt filters.
        otherFilters |= dictionary != encryption && dictionary.containsKey(COSName.CF);
        dictionary
            .entrySet()
            .forEach(
                each -> {
                  if (each.getValue() instanceof COSObject reference) {
                    refers(reference, each.getKey());
                  } else {
                    open.push(each.getValue());
                  }
                });
      }
    }
  }

  private void refers(COSObject reference, COSName name) {
    COSObjectKey key = reference.getKey();
    if (key != null) {
      referredTo.add(key);
      if (!COSName.METADATA.equals(name)) {
        drawn.add(key);
      }
    }
  }
}
