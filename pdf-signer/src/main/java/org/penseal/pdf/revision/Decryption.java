// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.apache.pdfbox.pdmodel.encryption.SecurityHandler;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.raw.Value;

/**
 * Whether all readers decrypt the same strings and streams of a file (ISO 32000-2, 7.6.6). PDFBox
 * knows one crypt filter, StdCF, and decrypts a stream whatever crypt filter it names itself; what
 * calls itself metadata, a cross-reference stream or a signature it leaves as it is. So each of
 * these must be what it says: reached by the entries for its kind, and by nothing else.
 */
final class Decryption {
  private static final COSName STANDARD = COSName.getPDFName("Standard");
  private static final COSName ATTACHMENTS = COSName.getPDFName("EFF");
  private static final COSName XML = COSName.getPDFName("XML");
  private static final COSName RC4 = COSName.getPDFName("V2");
  private static final COSName OTHER = COSName.CONTENTS; // than the two kinds below

  private static final Set<COSName> SIGNATURES =
      names("V DocMDP UR UR3"); // a field's, and the document's permissions
  // The values of these hold objects under names that the file chose, also Metadata.
  private static final Set<COSName> NAMED =
      names(
          "XObject Font Pattern Shading ExtGState ColorSpace Properties CharProcs AP HT Colorants");
  private static final Set<COSName> LOOKS = names("N R D"); // a stream, or one for each state

  private static final byte[] AES_SALT = {'s', 'A', 'l', 'T'};

  private record Reached(COSBase object, COSName by) {}

  private record Lead(COSDictionary holder, COSObjectKey to) {}

  private final PDDocument opened;
  private final COSDocument document;
  private final @Nullable COSBase encryption;
  private final Set<COSObjectKey> referredTo = new HashSet<>();
  private final Set<COSObjectKey> noMetadata = new HashSet<>();
  private final Set<COSObjectKey> noSignature = new HashSet<>();
  private final List<Lead> metadata = new ArrayList<>();
  private final Set<COSBase> named = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean special;

  private Decryption(PDDocument opened) {
    this.opened = opened;
    this.document = opened.getDocument();
    this.encryption = document.getTrailer().getDictionaryObject(COSName.ENCRYPT);
  }

  private static Set<COSName> names(String names) {
    return Arrays.stream(names.split(" ")).map(COSName::getPDFName).collect(Collectors.toSet());
  }

  /** Whether some reader decrypts what another leaves, or in another way; false if plain. */
  static boolean differs(PDDocument document, @Nullable String password) {
    return new Decryption(document).differs(password == null ? "" : password);
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

  private boolean differs(String password) {
    if (encryption == null) {
      return false;
    }
    if (!(encryption instanceof COSDictionary dictionary)
        || !isUsual(dictionary)
        || isPacked(document.getTrailer().getItem(COSName.ENCRYPT))
        || dictionary.getInt(COSName.V) == 5 && !FileKeys.agree(opened.getEncryption(), password)) {
      return true;
    }
    walk(document.getTrailer());
    for (COSObjectKey key : document.getXrefTable().keySet()) {
      walk(document.getObjectFromPool(key).getObject());
    }
    metadata.stream()
        .filter(each -> named.contains(each.holder))
        .forEach(each -> noMetadata.add(each.to));
    return special || document.getXrefTable().keySet().stream().anyMatch(this::isSpecial);
  }

  private static boolean isUsual(COSDictionary encryption) {
    int version = encryption.getInt(COSName.V);
    int revision = encryption.getInt(COSName.R);
    if (!STANDARD.equals(encryption.getCOSName(COSName.FILTER))
        || (version == 5) != (revision == 5 || revision == 6)) {
      return false;
    }
    if (version == 1 || version == 2) {
      return true;
    }
    COSDictionary filters = encryption.getCOSDictionary(COSName.CF);
    COSDictionary filter = filters == null ? null : filters.getCOSDictionary(COSName.STD_CF);
    COSBase method = filter == null ? null : filter.getDictionaryObject(COSName.CFM);
    // PDFBox lengthens a shorter key with zeros.
    int least = encryption.getInt(COSName.LENGTH, COSName.AESV2.equals(method) ? 128 : 40);
    boolean known =
        version == 4
            ? (COSName.AESV2.equals(method) || RC4.equals(method)) && least >= 128
            : version == 5 && COSName.AESV3.equals(method);
    return known
        && COSName.STD_CF.equals(encryption.getDictionaryObject(COSName.STM_F))
        && COSName.STD_CF.equals(encryption.getDictionaryObject(COSName.STR_F))
        && COSName.STD_CF.equals(
            encryption.getDictionaryObject(ATTACHMENTS) == null
                ? COSName.STD_CF
                : encryption.getDictionaryObject(ATTACHMENTS));
  }

  // Read before anything can be decrypted, so that PDFBox keeps the object stream as it is.
  private boolean isPacked(@Nullable COSBase item) {
    return item instanceof COSObject reference
        && document.getXrefTable().getOrDefault(reference.getKey(), 0L) < 0;
  }

  private boolean isSpecial(COSObjectKey key) {
    COSBase object = document.getObjectFromPool(key).getObject();
    if (object instanceof COSDictionary dictionary
        && isMessage(dictionary)
        && referredTo.contains(key)
        && (noSignature.contains(key) || !hasRange(dictionary))) {
      return true;
    }
    if (!(object instanceof COSStream stream)) {
      return object == null && referredTo.contains(key); // what PDFBox cannot decrypt
    }
    COSBase type = stream.getDictionaryObject(COSName.TYPE);
    if (COSName.XREF.equals(type)) {
      return referredTo.contains(key);
    }
    return (COSName.METADATA.equals(type) || namesFilter(stream))
        && (noMetadata.contains(key)
            || COSName.OBJ_STM.equals(type) // to which nothing refers
            || !XML.equals(stream.getDictionaryObject(COSName.SUBTYPE)));
  }

  /** Whether PDFBox leaves its contents as they are. */
  private static boolean isMessage(COSDictionary dictionary) {
    COSBase type = dictionary.getDictionaryObject(COSName.TYPE);
    COSBase contents = dictionary.getItem(COSName.CONTENTS);
    return contents != null
        && !(contents instanceof COSObject)
        && (COSName.SIG.equals(type)
            || COSName.DOC_TIME_STAMP.equals(type)
            || contents instanceof COSString && hasRange(dictionary));
  }

  private static boolean hasRange(COSDictionary dictionary) {
    return dictionary.getDictionaryObject(COSName.BYTERANGE) instanceof COSArray;
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

  private void walk(@Nullable COSBase object) {
    Deque<Reached> open = new ArrayDeque<>();
    if (object != null) {
      open.push(new Reached(object, OTHER));
    }
    while (!open.isEmpty()) {
      Reached next = open.pop();
      if (next.object instanceof COSObject reference) {
        refers(reference, OTHER);
      } else if (next.object instanceof COSArray array) {
        array.forEach(each -> open.push(new Reached(each, OTHER)));
      } else if (next.object instanceof COSDictionary dictionary) {
        // PDFBox decrypts no dictionary that holds crypt filters.
        special |= dictionary != encryption && dictionary.containsKey(COSName.CF);
        special |= dictionary.getItem(COSName.TYPE) instanceof COSObject;
        special |=
            dictionary != object
                && isMessage(dictionary)
                && !(SIGNATURES.contains(next.by) && hasRange(dictionary));
        dictionary
            .entrySet()
            .forEach(each -> enter(dictionary, each.getKey(), each.getValue(), open));
      }
    }
  }

  private void enter(COSDictionary holder, COSName name, COSBase value, Deque<Reached> open) {
    if (NAMED.contains(name)
        || LOOKS.contains(name) && !(holder.getDictionaryObject(name) instanceof COSStream)) {
      named.add(holder.getDictionaryObject(name));
    }
    if (!(value instanceof COSObject reference)) {
      open.push(new Reached(value, name));
      return;
    }
    refers(reference, name);
    if (COSName.METADATA.equals(name) && reference.getKey() instanceof COSObjectKey key) {
      metadata.add(new Lead(holder, key));
    }
  }

  private void refers(COSObject reference, COSName name) {
    // Readers do not agree whether its strings are encrypted for what else leads there.
    special |= reference.getObject() == encryption && !COSName.ENCRYPT.equals(name);
    COSObjectKey key = reference.getKey();
    if (key != null) {
      referredTo.add(key);
      if (!COSName.METADATA.equals(name)) {
        noMetadata.add(key);
      }
      if (!SIGNATURES.contains(name)) {
        noSignature.add(key);
      }
    }
  }
}
