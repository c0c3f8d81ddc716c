// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.revision.FileBytes;

@Tag("slow")
class ByteRangeScanTest {
  private static final String KEY = "/ByteRange";

  @TempDir Path folder;

  private static List<Long> expected(String text) {
    List<Long> offsets = new ArrayList<>();
    for (int at = text.indexOf(KEY); at >= 0; at = text.indexOf(KEY, at + 1)) {
      offsets.add((long) at + KEY.length());
    }
    return offsets;
  }

  // Pieces of any length, some of them again, some left out.
  private List<Long> found(String text, Random random) throws Exception {
    byte[] all = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteRangeScan scan = new ByteRangeScan();
    int from = 0;
    while (from < all.length) {
      int count = Math.min(all.length - from, 1 + random.nextInt(25));
      byte[] piece = new byte[40];
      System.arraycopy(all, from, piece, 0, count);
      if (random.nextInt(4) > 0) {
        scan.seen(from, piece, count);
      }
      from += random.nextInt(5) == 0 ? Math.max(1, count - 7) : count;
    }
    try (FileBytes bytes = new FileBytes(Files.write(folder.resolve("file"), all))) {
      return List.copyOf(scan.offsets(bytes));
    }
  }

  @Test
  void everyNameIsFoundHoweverTheBytesCome() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 300) {
        text.append(random.nextInt(3) == 0 ? KEY : "/Byte/ByteRang".substring(random.nextInt(14)));
      }
      assertEquals(expected(text.toString()), found(text.toString(), random), text.toString());
    }
  }

  @Test
  void whatNobodyDigestedIsReadToo() throws Exception {
    String text = "x".repeat(70_000) + KEY + "y".repeat(70_000) + KEY;
    Path file = Files.writeString(folder.resolve("large"), text);
    try (FileBytes bytes = new FileBytes(file)) {
      assertEquals(expected(text), List.copyOf(new ByteRangeScan().offsets(bytes)));
    }
  }
}
