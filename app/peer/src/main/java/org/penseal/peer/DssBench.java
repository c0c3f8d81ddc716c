// SPDX-License-Identifier: Apache-2.0
package org.penseal.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.cms.ContainerSize;
import org.penseal.digest.NativeSm3;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.bench.BenchDocument;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.pdf.sign.Prepared;
import org.penseal.pdf.sign.ToSign;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TrustStore;

/** Signs the same documents with the same P-256 key in turns by PenSeal and by EU DSS. */
public final class DssBench {
  private static final int SCAN_PAGES = 137;
  private static final int MORE_OF_PAGES = 50;
  private static final int FEWER_OF_SCANS = 5;
  private static final Duration SETTLING = Duration.ofSeconds(11);

  private final Path folder;
  private final Path output;
  private final BenchKey key;
  private final DssSigner dss;
  private final Hashing hashing = new NativeSm3(Hashing.jca());
  private final PdfSigner signer = new PdfSigner(hashing);
  private final PrintStream out;

  private DssBench(Path folder, PrintStream out) throws Exception {
    this.folder = folder;
    this.output = folder.resolve("signed.pdf");
    this.key = new BenchKey();
    this.dss = new DssSigner(key);
    this.out = out;
  }

  /** Rounds (default 30). */
  public static void main(String[] args) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    int rounds = args.length == 0 ? 30 : Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("penseal-peer-");
    try {
      new DssBench(folder, System.out).run(rounds);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private void run(int rounds) throws Exception {
    Path page = BenchDocument.text(folder.resolve("1.pdf"), 1);
    Path scan = BenchDocument.scan(folder.resolve("scan.pdf"), SCAN_PAGES);
    Thread.sleep(SETTLING);
    dss.sign(page, output);
    requireIntact("DSS");
    sign(page);
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
      ours.measure(() -> sign(input));
      theirs.measure(() -> dss.sign(input, output));
    }
    out.printf(
        "%s: PenSeal %.2f ms, DSS %.2f ms of processor time, DSS takes %.1f times as long%n",
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

  private void sign(Path input) throws SigningException {
    SignatureSpec<Profile.Unstamped> spec =
        new SignatureSpec<>(
            Profile.PADES_B,
            key.suite(),
            "bench",
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS),
            new Placement.Invisible(),
            null,
            null);
    int containerBytes = ContainerSize.of(Profile.PADES_B, key.suite(), key.chain(), 0, hashing);
    signer.sign(input, null, spec, containerBytes, output, this::signed);
  }

  private Completable signed(Prepared<Profile.Unstamped> prepared) throws SigningException {
    ToSign<Profile.Unstamped> toSign = prepared.toSign(key.chain());
    return Completable.of(toSign.signed(key.sign(toSign.attributes().der().bytes())));
  }
}
