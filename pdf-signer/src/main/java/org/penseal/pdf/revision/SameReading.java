// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.raw.Value;
import org.penseal.pdf.stream.Spelling;

/**
 * Whether PDFBox, which repairs much without a word, has the value that stands in the file; not for
 * several threads.
 */
final class SameReading {
  private static final Charset OTHERWISE = Charset.forName("windows-1252");

  private final boolean decrypted;
  // Names in plain octets that were compared: PDFBox makes a text of its name each time.
  private final Map<String, COSName> compared = new HashMap<>();

  /**
   * @param decrypted whether strings and streams were, and the lengths of streams with them: of the
   *     encrypted ones PDFBox keeps nothing
   */
  SameReading(boolean decrypted) {
    this.decrypted = decrypted;
  }

  /**
   * Compares an object.
   *
   * @param value as in {@link Value}
   * @param dataLength of a stream's data as they stand in the file; -1 if it is none
   */
  boolean of(Object value, long dataLength, @Nullable COSBase read) throws IOException {
    if (!(read instanceof COSStream stream)) {
      return dataLength < 0 && same(value, read);
    }
    if (dataLength < 0 || !(value instanceof Map<?, ?> dictionary)) {
      return false;
    }
    return decrypted
        ? same(dictionary, stream, COSName.LENGTH)
        : same(dictionary, stream, null) && length(stream) == dataLength;
  }

  // Both begin behind the word stream and one end of line.
  private static long length(COSStream stream) throws IOException {
    try (InputStream raw = stream.createRawInputStream()) {
      return raw.available();
    }
  }

  private boolean same(Object value, @Nullable COSBase read) {
    return switch (value) {
      case Value.Name name -> read instanceof COSName other && same(name.text(), other);
      case Map<?, ?> map -> read instanceof COSDictionary other && same(map, other, null);
      case List<?> list -> read instanceof COSArray other && same(list, other);
      case Value.Ref reference ->
          read instanceof COSObject other ? same(reference, other) : isFree(reference, read);
      case Long number -> read instanceof COSInteger other && other.longValue() == number;
      case Value.Real real -> read instanceof COSFloat other && same(real, other);
      case Value.Text text -> read instanceof COSString other && same(text, other);
      case Boolean flag -> read instanceof COSBoolean other && other.getValue() == flag;
      default -> read == null || read == COSNull.NULL;
    };
  }

  private boolean same(String octets, COSName read) {
    if (compared.get(octets) == read) {
      return true;
    }
    String name = read.getName();
    if (name.equals(octets) && Spelling.isPlain(name)) {
      compared.put(octets, read);
      return true;
    }
    byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
    return name.equals(Spelling.ofOctets(bytes))
        || name.equals(new String(bytes, StandardCharsets.UTF_8))
        || name.equals(new String(bytes, OTHERWISE));
  }

  // PDFBox has zero for what is nearer to it than a normal float.
  private static boolean same(Value.Real real, COSFloat read) {
    float value = real.value();
    return value == read.floatValue()
        || Math.abs(value) < Float.MIN_NORMAL && read.floatValue() == 0;
  }

  private boolean same(Value.Text text, COSString read) {
    return decrypted ? !text.hasBareReturn() : text.says(read.getBytes());
  }

  private static boolean same(Value.Ref reference, COSObject read) {
    COSObjectKey key = read.getKey();
    return key != null
        && key.getNumber() == reference.number()
        && key.getGeneration() == reference.generation();
  }

  // No object has the number 0: a reference to it is one to null (7.3.10), and PDFBox has that.
  private static boolean isFree(Value.Ref reference, @Nullable COSBase read) {
    return reference.number() == 0 && read == COSNull.NULL;
  }

  private boolean same(List<?> list, COSArray read) {
    int size = list.size();
    if (read.size() != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!same(list.get(i), read.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean same(Map<?, ?> map, COSDictionary read, @Nullable COSName except) {
    if (map.size() != read.size()) {
      return false;
    }
    Iterator<Map.Entry<COSName, COSBase>> others = read.entrySet().iterator();
    for (Map.Entry<?, ?> each : map.entrySet()) {
      Map.Entry<COSName, COSBase> other = others.next();
      String key = (String) each.getKey();
      // In the same order, but for the length of a stream, which comes first.
      boolean next = same(key, other.getKey());
      if (!same(each.getValue(), next ? other.getValue() : item(read, key))
          && (except == null || !except.getName().equals(key))) {
        return false;
      }
    }
    return true;
  }

  /** Whether PDFBox has at least these entries: it adds those of older trailers. */
  boolean reads(Map<String, Object> trailer, COSDictionary read) {
    return trailer.entrySet().stream()
        .allMatch(each -> same(each.getValue(), item(read, each.getKey())));
  }

  private @Nullable COSBase item(COSDictionary read, String octets) {
    if (Spelling.isPlain(octets)) {
      return read.getItem(COSName.getPDFName(octets));
    }
    for (COSName name : read.keySet()) {
      if (same(octets, name)) {
        return read.getItem(name);
      }
    }
    return null;
  }
}
