// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes only data that every reader decodes alike (ISO 32000-2, 7.4): at an error in encoded data
 * some readers stop, some go on, some keep what they have.
 */
final class StrictData {
  private StrictData() {}

  /**
   * Decodes a stream.
   *
   * @param most bytes, encoded and decoded
   */
  static byte[] of(COSStream stream, int most) throws Ambiguous, IOException {
    List<COSName> filters = filters(stream);
    requireNoPredictor(stream.getDictionaryObject(COSName.DECODE_PARMS));
    byte[] data = raw(stream, most);
    for (COSName each : filters) {
      data = decoded(each.getName(), data, most);
    }
    return data;
  }

  static byte[] raw(COSStream stream, int most) throws Ambiguous, IOException {
    try (InputStream raw = stream.createRawInputStream()) {
      byte[] data = raw.readNBytes(most + 1);
      if (data.length > most) {
        throw new Ambiguous("more than is read");
      }
      return data;
    }
  }

  /** The filters of a stream that has its data in the file itself. */
  static List<COSName> filters(COSStream stream) throws Ambiguous {
    if (stream.containsKey(COSName.F) || stream.containsKey(COSName.DP)) {
      throw new Ambiguous("data elsewhere");
    }
    COSBase filters = stream.getDictionaryObject(COSName.FILTER);
    if (filters == null) {
      return List.of();
    }
    if (filters instanceof COSName one) {
      return List.of(one);
    }
    List<COSName> all = new ArrayList<>();
    for (int i = 0; filters instanceof COSArray array && i < array.size(); i++) {
      if (array.getObject(i) instanceof COSName name) {
        all.add(name);
      }
    }
    if (!(filters instanceof COSArray array) || all.size() != array.size()) {
      throw new Ambiguous("filters");
    }
    return all;
  }

  private static void requireNoPredictor(@Nullable COSBase parameters) throws Ambiguous {
    if (parameters instanceof COSArray array) {
      for (int i = 0; i < array.size(); i++) {
        requireNoPredictor(array.getObject(i));
      }
    } else if (parameters instanceof COSDictionary dictionary) {
      if (dictionary.containsKey(COSName.PREDICTOR)
          && !COSInteger.ONE.equals(dictionary.getDictionaryObject(COSName.PREDICTOR))) {
        throw new Ambiguous("a predictor");
      }
    } else if (parameters != null && parameters != COSNull.NULL) {
      throw new Ambiguous("parameters of filters");
    }
  }

  /** Decodes what one filter encoded; the full names of filters only. */
  static byte[] decoded(String filter, byte[] data, int most) throws Ambiguous {
    return switch (filter) {
      case "FlateDecode" -> inflated(data, most);
      case "ASCIIHexDecode" -> hexadecimal(data);
      case "ASCII85Decode" -> base85(data);
      default -> throw new Ambiguous("filter " + filter);
    };
  }

  // Programs write an empty appearance as no octets at all, and every reader takes it so.
  private static byte[] inflated(byte[] data, int most) throws Ambiguous {
    if (data.length == 0) {
      return data;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, data.length * 4));
    inflate(data, most, out);
    return out.toByteArray();
  }

  /** Inflates and returns the number of bytes. */
  static long inflate(byte[] data, long most, @Nullable ByteArrayOutputStream out)
      throws Ambiguous {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(data);
      byte[] buffer = new byte[1 << 14];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new Ambiguous("deflated data that break off");
        }
        if (out != null) {
          out.write(buffer, 0, count);
        }
        if (inflater.getBytesWritten() > most) {
          throw new Ambiguous("more than is read");
        }
      }
      return inflater.getBytesWritten();
    } catch (DataFormatException e) {
      throw new Ambiguous("deflated data");
    }
  }

  private static byte[] hexadecimal(byte[] data) throws Ambiguous {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length / 2);
    int high = -1;
    int i = 0;
    while (i < data.length && data[i] != '>') {
      int digit = data[i] < 0 ? -1 : Character.digit(data[i], 16);
      if (digit < 0 && !ContentScanner.isSpace(data[i])) {
        throw new Ambiguous("hexadecimal data");
      }
      if (digit >= 0) {
        if (high >= 0) {
          out.write(high << 4 | digit);
        }
        high = high >= 0 ? -1 : digit;
      }
      i++;
    }
    if (high >= 0 || i == data.length) {
      throw new Ambiguous("hexadecimal data that break off");
    }
    requireBlank(data, i + 1);
    return out.toByteArray();
  }

  private static byte[] base85(byte[] data) throws Ambiguous {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length);
    long group = 0;
    int count = 0;
    int i = 0;
    while (i < data.length && data[i] != '~') {
      int c = data[i++];
      if (c == 'z' && count == 0) {
        out.writeBytes(new byte[4]);
      } else if (c >= '!' && c <= 'u') {
        group = group * 85 + c - '!';
        if (++count == 5) {
          group(out, group, 4);
          group = 0;
          count = 0;
        }
      } else if (!ContentScanner.isSpace(c)) {
        throw new Ambiguous("data in base 85");
      }
    }
    if (i + 1 >= data.length || data[i + 1] != '>' || count == 1) {
      throw new Ambiguous("data in base 85 that break off");
    }
    if (count > 0) {
      for (int k = count; k < 5; k++) {
        group = group * 85 + 84;
      }
      group(out, group, count - 1);
    }
    requireBlank(data, i + 2);
    return out.toByteArray();
  }

  private static void group(ByteArrayOutputStream out, long group, int octets) throws Ambiguous {
    if (group > 0xffffffffL) {
      throw new Ambiguous("data in base 85");
    }
    for (int k = 0; k < octets; k++) {
      out.write((int) (group >> 24 - 8 * k));
    }
  }

  private static void requireBlank(byte[] data, int from) throws Ambiguous {
    for (int i = from; i < data.length; i++) {
      if (!ContentScanner.isSpace(data[i])) {
        throw new Ambiguous("data behind their end");
      }
    }
  }
}
