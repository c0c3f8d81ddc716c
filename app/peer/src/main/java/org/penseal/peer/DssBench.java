// SPDX-License-Identifier: Apache-2.0
package org.penseal.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.penseal.pdf.bench.BenchDocument;

/** Signs and verifies the same documents with the same P-256 key in turns by PenSeal and EU DSS. */
public final class DssBench {
  private static final int MANY_PAGES = 100;
  private static final int SCAN_PAGES = 137;
  private static final Duration SETTLING = Duration.ofSeconds(11);

  private DssBench() {}

  /** Rounds (default 30). */
  public static void main(String[] args) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    int rounds = args.length == 0 ? 30 : Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("penseal-peer-");
    try {
      Path page = BenchDocument.text(folder.resolve("1.pdf"), 1);
      Path pages = BenchDocument.text(folder.resolve("100.pdf"), MANY_PAGES);
      Path scan = BenchDocument.scan(folder.resolve("scan.pdf"), SCAN_PAGES);
      Thread.sleep(SETTLING);
      BenchKey key = new BenchKey();
      new SigningTurns(key, folder, System.out).run(page, scan, rounds);
      new VerifyingTurns(key, folder, System.out).run(page, pages, scan, rounds);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
