// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/** Decodes a stream as far as a limit: PDFBox would take all of it into memory first. */
public final class BoundedStream {
  // Other filters make at most some thousand octets of one.
  private static final int LARGEST_ENCODED_BYTES = 1 << 14;

  private BoundedStream() {}

  /**
   * Decodes.
   *
   * @throws IOException if it is longer than the limit, or cannot be decoded
   */
  public static byte[] of(COSStream stream, int limit) throws IOException {
    try (InputStream in = open(stream)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException("longer than " + limit + " bytes");
      }
      return bytes;
    }
  }

  private static InputStream open(COSStream stream) throws IOException {
    COSBase filters = stream.getFilters();
    List<? extends COSBase> all =
        filters instanceof COSArray array
            ? array.toList()
            : filters == null ? List.of() : List.of(filters);
    boolean plain = !stream.containsKey(COSName.DECODE_PARMS) && !stream.containsKey(COSName.F);
    if (plain && all.stream().allMatch(COSName.FLATE_DECODE::equals)) {
      InputStream in = stream.createRawInputStream();
      for (int i = 0; i < all.size(); i++) {
        in = new InflaterInputStream(in);
      }
      return in;
    }
    if (all.size() > 1 || stream.getLength() > LARGEST_ENCODED_BYTES) {
      throw new IOException("encoded in a way that is not bounded");
    }
    return stream.createInputStream();
  }
}
