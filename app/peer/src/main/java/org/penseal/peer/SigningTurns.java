// SPDX-License-Identifier: Apache-2.0
package org.penseal.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.digest.NativeSm3;
import org.penseal.signature.Hashing;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TrustStore;

/** Signs the same documents with the same P-256 key in turns by PenSeal and by EU DSS. */
final class SigningTurns {
  private static final int MORE_OF_PAGES = 50;
  private static final int FEWER_OF_SCANS = 5;

  private final Path output;
  private final DssSigner dss;
  private final Hashing hashing = new NativeSm3(Hashing.jca());
  private final OwnSigner signer;
  private final PrintStream out;

  SigningTurns(BenchKey key, Path folder, PrintStream out) {
    this.output = folder.resolve("signed.pdf");
    this.signer = new OwnSigner(key, hashing);
    this.dss = new DssSigner(key);
    this.out = out;
  }

  void run(Path page, Path scan, int rounds) throws Exception {
    dss.sign(page, output);
    requireIntact("DSS");
    signer.sign(page, output);
    requireIntact("PenSeal");
    // Code of a millisecond is not compiled to the end before it has run some thousand times.
    compare("1 page", page, rounds * MORE_OF_PAGES);
    compare("150 MB", scan, Math.max(1, rounds / FEWER_OF_SCANS));
  }

  private void compare(String document, Path input, int rounds) throws Exception {
    Rounds ours = new Rounds();
    Rounds theirs = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        ours.forget();
        theirs.forget();
      }
      ours.measure(() -> signer.sign(input, output));
      theirs.measure(() -> dss.sign(input, output));
    }
    out.printf(
        "signing %s: PenSeal %.2f ms, DSS %.2f ms of processor time, DSS takes %.1f times as long%n",
        document, ours.cpuMs(), theirs.cpuMs(), theirs.cpuMs() / ours.cpuMs());
  }

  private void requireIntact(String by) throws SigningException, IOException {
    boolean intact =
        new PdfVerifier(TrustStore.empty(), hashing)
            .verify(output, null, Instant.now())
            .signatures()
            .getFirst()
            .intact();
    if (!intact) {
      throw new IOException("what " + by + " has signed is not intact");
    }
  }
}
