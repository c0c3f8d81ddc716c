// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** An image whose data are complete for every reader (ISO 32000-2, 8.9.5). */
final class DrawnImage {
  private static final int MOST_BYTES = 64 << 20;
  private static final long MOST_DECODED_BYTES = 1L << 30;
  private static final long LONGEST_SIDE = 1 << 20;
  private static final int BITS_OF_A_JPEG = 8;
  private static final COSName SMASK_IN_DATA = COSName.getPDFName("SMaskInData");
  private static final Set<Long> BITS = Set.of(1L, 2L, 4L, 8L, 16L);
  private static final Set<String> OF_INLINE_IMAGES =
      Set.of("BPC", "CS", "D", "DP", "F", "H", "I", "IM", "W");
  private static final Set<String> OF_THEIR_OWN =
      Set.of("JPXDecode", "JBIG2Decode", "CCITTFaxDecode");

  private DrawnImage() {}

  /** Requires entries that every reader takes alike, without a look at the data (table 87). */
  static void requireEntries(COSStream image, DrawnResources spaces) throws Ambiguous, IOException {
    if (image.keySet().stream().anyMatch(each -> OF_INLINE_IMAGES.contains(each.getName()))) {
      throw new Ambiguous("names of inline images"); // which some readers take in any image
    }
    COSBase kind = image.getDictionaryObject(COSName.IMAGE_MASK);
    boolean mask = COSBoolean.TRUE.equals(kind);
    if (!mask && kind != null && !COSBoolean.FALSE.equals(kind)
        || mask && image.containsKey(COSName.COLORSPACE)) {
      throw new Ambiguous("the kind of an image");
    }
    COSBase space = image.getDictionaryObject(COSName.COLORSPACE);
    int colours = mask || space == null ? 1 : spaces.space(space).components();
    int bits = image.getInt(COSName.BITS_PER_COMPONENT, mask ? 1 : 8);
    if (mask && bits != 1) {
      throw new Ambiguous("the bits of a mask");
    }
    if (image.getInt(SMASK_IN_DATA, 0) != 0) {
      throw new Ambiguous("a mask in the data of an image");
    }
    COSBase decode = image.getDictionaryObject(COSName.DECODE);
    if (decode != null && space == null && !mask) {
      throw new Ambiguous("the values of an image");
    } else if (decode != null) {
      float[] values = ContentReading.numbers(decode, 2 * colours);
      // With other values some readers use the nearest valid ones and some ignore them.
      if (mask && (values[0] + values[1] != 1 || values[0] * values[1] != 0)) {
        throw new Ambiguous("the values of a mask");
      }
    }
    requireMasks(image, mask, colours, bits, spaces);
  }

  private static void requireMasks(
      COSStream image, boolean mask, int colours, int bits, DrawnResources spaces)
      throws Ambiguous, IOException {
    COSBase soft = image.getDictionaryObject(COSName.SMASK);
    COSBase hard = image.getDictionaryObject(COSName.MASK);
    if (mask && (soft != null || hard != null) || soft != null && hard != null) {
      throw new Ambiguous("masks of an image");
    }
    if (soft != null) {
      if (!(soft instanceof COSStream found)
          || found.containsKey(COSName.SMASK)
          || found.containsKey(COSName.MASK)
          || COSBoolean.TRUE.equals(found.getDictionaryObject(COSName.IMAGE_MASK))
          || !COSName.DEVICEGRAY.equals(found.getDictionaryObject(COSName.COLORSPACE))) {
        throw new Ambiguous("the soft mask of an image");
      }
      requireEntries(found, spaces);
    } else if (hard instanceof COSStream found) {
      if (!COSBoolean.TRUE.equals(found.getDictionaryObject(COSName.IMAGE_MASK))) {
        throw new Ambiguous("the mask of an image");
      }
      requireEntries(found, spaces);
    } else if (hard != null) {
      float[] range = ContentReading.numbers(hard, 2 * colours);
      for (int i = 0; i < range.length; i += 2) {
        if (!(((COSArray) hard).getObject(i) instanceof COSInteger)
            || !(((COSArray) hard).getObject(i + 1) instanceof COSInteger)
            || bits > 8
            || range[i] < 0
            || range[i] > range[i + 1]
            || range[i + 1] >= 1 << bits) {
          throw new Ambiguous("the colours that an image leaves out");
        }
      }
    }
  }

  /** Requires that all data are present, and that every reader interprets the entries alike. */
  static void require(COSStream image) throws Ambiguous, IOException {
    requireEntries(image, new DrawnResources(null));
    List<COSName> filters = StrictData.filters(image);
    byte[] data = StrictData.raw(image, MOST_BYTES);
    String last = filters.isEmpty() ? "" : filters.getLast().getName();
    for (int i = 0; i + 1 < filters.size(); i++) {
      data = StrictData.decoded(filters.get(i).getName(), data, MOST_BYTES);
    }
    if (last.equals("DCTDecode")) {
      requireWhole(data);
      requireHeader(data, image);
    } else if (!OF_THEIR_OWN.contains(last)) {
      long expected = expected(image, filters.size());
      long found =
          switch (last) {
            case "" -> data.length;
            case "FlateDecode" -> StrictData.inflate(data, MOST_DECODED_BYTES, null);
            default -> StrictData.decoded(last, data, MOST_BYTES).length;
          };
      if (found < expected) {
        throw new Ambiguous("an image that breaks off");
      }
    }
    if (image.getDictionaryObject(COSName.SMASK) instanceof COSStream mask) {
      require(mask);
    }
    if (image.getDictionaryObject(COSName.MASK) instanceof COSStream mask) {
      require(mask);
    }
  }

  private static void requireWhole(byte[] jpeg) throws Ambiguous {
    int end = jpeg.length;
    while (end > 0 && (ContentScanner.isSpace(jpeg[end - 1]) || jpeg[end - 1] == 0)) {
      end--;
    }
    if (end < 4
        || jpeg[0] != (byte) 0xff
        || jpeg[1] != (byte) 0xd8
        || jpeg[end - 2] != (byte) 0xff
        || jpeg[end - 1] != (byte) 0xd9) {
      throw new Ambiguous("a JPEG that breaks off");
    }
  }

  // A JPEG says its size and colours itself (ISO/IEC 10918-1, B.2.2): some readers go by that, some
  // by the dictionary.
  private static void requireHeader(byte[] jpeg, COSStream image) throws Ambiguous, IOException {
    int at = 2;
    while (at + 9 < jpeg.length && (jpeg[at] & 0xff) == 0xff) {
      int marker = jpeg[at + 1] & 0xff;
      if (isFrame(marker)) {
        COSBase space = image.getDictionaryObject(COSName.COLORSPACE);
        int colours = jpeg[at + 9] & 0xff;
        boolean same =
            jpeg[at + 4] == BITS_OF_A_JPEG
                && pair(jpeg, at + 5) == integer(image, COSName.HEIGHT)
                && pair(jpeg, at + 7) == integer(image, COSName.WIDTH)
                && (space == null || colours == new DrawnResources(null).space(space).components());
        if (same) {
          return;
        }
        break;
      }
      at += marker == 0xff ? 1 : 2 + pair(jpeg, at + 2);
    }
    throw new Ambiguous("a JPEG of another size or other colours");
  }

  // SOF0 to SOF15; C4, C8 and CC are tables and extensions.
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker % 4 != 0 || marker == 0xc0;
  }

  private static int pair(byte[] data, int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }

  private static long expected(COSStream image, int filters) throws Ambiguous, IOException {
    boolean mask = COSBoolean.TRUE.equals(image.getDictionaryObject(COSName.IMAGE_MASK));
    long bits = mask ? 1 : integer(image, COSName.BITS_PER_COMPONENT);
    COSBase space = image.getDictionaryObject(COSName.COLORSPACE);
    if (!BITS.contains(bits) || !mask && space == null) {
      throw new Ambiguous("the colours of an image");
    }
    long colours = mask ? 1 : new DrawnResources(null).space(space).components();
    long height = integer(image, COSName.HEIGHT);
    long row = (integer(image, COSName.WIDTH) * bits * colours + 7) / 8;
    return height * (row + (hasRows(image, filters) ? 1 : 0));
  }

  private static long integer(COSStream image, COSName name) throws Ambiguous {
    if (image.getDictionaryObject(name) instanceof COSInteger found
        && found.longValue() > 0
        && found.longValue() <= LONGEST_SIDE) {
      return found.longValue();
    }
    throw new Ambiguous("the size of an image");
  }

  // With a PNG predictor each row begins with an octet that names the filter.
  private static boolean hasRows(COSStream image, int filters) {
    COSBase parameters = image.getDictionaryObject(COSName.DECODE_PARMS);
    if (parameters instanceof COSArray several) {
      parameters = several.size() == filters && filters > 0 ? several.getObject(filters - 1) : null;
    }
    return isPng(parameters);
  }

  private static boolean isPng(@Nullable COSBase parameters) {
    return parameters instanceof COSDictionary found && found.getInt(COSName.PREDICTOR) >= 10;
  }
}
