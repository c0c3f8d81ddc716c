// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.digest.NativeSm3;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.pdf.verify.RangeDigests.Wanted;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

class RangeDigestsTest {
  @TempDir Path folder;

  private final Hashing hashing = new NativeSm3(SigningBench.HASHING);

  @Test
  void everyRangeHasTheDigestThatItHasByItself() throws Exception {
    // Above a megabyte, so that native SM3 is cloned, too.
    byte[] content = content(1_500_000);
    List<Wanted> wanted = new ArrayList<>();
    for (String algorithm : List.of("SM3", "SHA-256", "SHA-512")) {
      wanted.add(Wanted.prefix(algorithm, 0));
      wanted.add(Wanted.prefix(algorithm, 1_000));
      wanted.add(new Wanted(algorithm, 1_000, 2_000, 1_500_000));
      wanted.add(new Wanted(algorithm, 900_000, 950_000, 1_100_000));
      wanted.add(new Wanted(algorithm, 900_000, 950_001, 1_100_000));
      wanted.add(new Wanted(algorithm, 1_400_000, 1_450_000, 1_500_000));
      wanted.add(Wanted.prefix(algorithm, 1_500_000));
    }
    RangeDigests digests = made(content, wanted.reversed());
    for (Wanted each : wanted) {
      MessageDigest alone = SigningBench.HASHING.start(each.algorithm());
      alone.update(content, 0, (int) each.holeStart());
      alone.update(content, (int) each.holeEnd(), (int) (each.end() - each.holeEnd()));
      assertEquals(Octets.of(alone.digest()), digests.of(each), each::toString);
    }
  }

  @Test
  void whatEndsBehindTheFileHasNone() throws Exception {
    Wanted outside = new Wanted("SM3", 10, 20, 1_001);
    RangeDigests digests = made(content(1_000), List.of(outside));
    assertNull(digests.of(outside));
    assertEquals("digest-mismatch", digests.whyNot(outside));
  }

  @Test
  void rangesThatShareNothingDoNotWearTheVerifierOut() throws Exception {
    byte[] content = content(8 << 20);
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      wanted.add(new Wanted("SHA-256", 10 + i, 2_000, content.length));
    }
    RangeDigests digests = made(content, wanted);
    assertNotNull(digests.of(wanted.getFirst()));
    assertNull(digests.of(wanted.getLast()));
    assertEquals("digest-not-made", digests.whyNot(wanted.getLast()));
    long made = wanted.stream().filter(each -> digests.of(each) != null).count();
    assertTrue(made >= 16 && made < 20, () -> made + " passes");
  }

  private RangeDigests made(byte[] content, List<Wanted> wanted) throws IOException {
    Path file = Files.write(folder.resolve("file"), content);
    try (FileBytes bytes = new FileBytes(file)) {
      return RangeDigests.of(bytes, hashing, wanted);
    }
  }

  private static byte[] content(int count) {
    byte[] content = new byte[count];
    new Random(7).nextBytes(content);
    return content;
  }
}
