// SPDX-License-Identifier: Apache-2.0
package org.penseal.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.digest.NativeSm3;
import org.penseal.signature.Hashing;
import org.penseal.pdf.Report;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * Verifies the same signed files in turns by PenSeal, all that {@code penseal verify} does, and by
 * EU DSS; both must find them good.
 */
final class VerifyingTurns {
  private static final int MANY_SIGNATURES = 10;
  private static final int MORE_OF_SMALL = 50;
  private static final int FEWER_OF_SCANS = 5;

  private final Path folder;
  private final PrintStream out;
  private final OwnSigner signer;
  private final PdfVerifier verifier;
  private final Verification verification;
  private final DssVerifier dss;

  VerifyingTurns(BenchKey key, Path folder, PrintStream out) {
    Hashing hashing = new NativeSm3(Hashing.jca());
    this.folder = folder;
    this.out = out;
    this.signer = new OwnSigner(key, hashing);
    TrustStore trust = TrustStore.empty().with(Purpose.SIGNER, key.chain().getFirst());
    this.verifier = new PdfVerifier(trust, hashing);
    this.verification = new Verification(trust, Optional.empty(), Instant.now());
    this.dss = new DssVerifier(key.chain().getFirst());
  }

  void run(Path page, Path pages, Path scan, int rounds) throws Exception {
    compare("1 page", page, 1, rounds * MORE_OF_SMALL);
    compare("100 pages", pages, 1, rounds * MORE_OF_SMALL);
    compare("1 page, 10 signatures", page, MANY_SIGNATURES, rounds);
    compare("150 MB", scan, 1, Math.max(1, rounds / FEWER_OF_SCANS));
  }

  private void compare(String name, Path document, int signatures, int rounds) throws Exception {
    Path signed = signed(document, signatures);
    Rounds ours = new Rounds();
    Rounds whole = new Rounds();
    Rounds theirs = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        ours.forget();
        whole.forget();
        theirs.forget();
      }
      ours.measure(() -> verify(signed, signatures));
      whole.measure(() -> verifyAndWarn(signed, signatures));
      theirs.measure(() -> dss.verify(signed, signatures));
    }
    out.printf(
        "verifying %s: PenSeal %.2f ms, with warnings %.2f ms, DSS %.2f ms of processor time, DSS takes"
            + " %.1f and %.1f times as long%n",
        name,
        ours.cpuMs(),
        whole.cpuMs(),
        theirs.cpuMs(),
        theirs.cpuMs() / ours.cpuMs(),
        theirs.cpuMs() / whole.cpuMs());
  }

  private Path signed(Path document, int signatures) throws SigningException, IOException {
    Path signed = folder.resolve("signed.pdf");
    Path input = folder.resolve("input.pdf");
    Files.copy(document, signed, StandardCopyOption.REPLACE_EXISTING);
    for (int i = 0; i < signatures; i++) {
      Files.move(signed, input, StandardCopyOption.REPLACE_EXISTING);
      signer.sign(input, signed);
    }
    return signed;
  }

  private void verify(Path file, int signatures) throws SigningException, IOException {
    Report report = verifier.verify(file, null, Instant.now());
    require(report.verdict(), report.signatures().size(), signatures);
  }

  // What the command does: also the evidence, and what could look different later.
  private void verifyAndWarn(Path file, int signatures) throws SigningException, IOException {
    VerifiedFile found = verification.of(file, Optional.empty());
    require(found.verdict(), found.signatures().size(), signatures);
  }

  private static void require(Report.Verdict verdict, int found, int signatures)
      throws IOException {
    if (verdict != Report.Verdict.VALID || found != signatures) {
      throw new IOException("PenSeal says " + verdict + " of " + found + " signatures");
    }
  }
}
