// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.digest.NativeSm3;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.bench.BenchDocument;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * Verifies in one process: the file of one case again and again; 150 MB against one pass of its
 * digest; one page with more and more signatures, each a revision of its own.
 */
final class VerifyBench {
  private static final int SCAN_PAGES = 137;
  private static final int FEWER_OF_SCANS = 4;
  private static final List<Integer> REVISIONS = List.of(1, 10, 20, 30, 40, 50);

  private final Path folder;
  private final TrustStore trust;
  private final Hashing hashing = new NativeSm3(Hashing.jca());

  private VerifyBench(TrustStore trust, Path folder) {
    this.trust = trust;
    this.folder = folder;
  }

  static List<Figure> run(Station station, Path folder, int rounds) throws Exception {
    CaseBench cases = new CaseBench(station, folder);
    Path signed = cases.one(cases.document());
    List<Figure> figures = new ArrayList<>();
    try (SigningKey key = DemoWorkplace.trust(station).station().open()) {
      TrustStore trust =
          DemoWorkplace.trust(station).store().with(Purpose.SIGNER, key.chain().getLast());
      VerifyBench bench = new VerifyBench(trust, folder);
      Rounds file = measured(rounds, bench.verifying(signed));
      figures.add(new Figure("file of a case, processor", file.cpuMs(), "ms"));
      figures.add(new Figure("file of a case, clock", file.wallMs(), "ms"));
      BenchSigner signer = new BenchSigner(key, bench.hashing);
      int few = Math.max(1, rounds / FEWER_OF_SCANS);
      Path scan = BenchDocument.scan(folder.resolve("scan.pdf"), SCAN_PAGES);
      figures.addAll(bench.large("150 MB of a case", cases.one(scan), few));
      figures.addAll(bench.large("150 MB", signed(signer, scan), few));
      figures.addAll(bench.revisions(signer, rounds));
    }
    return figures;
  }

  private List<Figure> large(String name, Path scan, int rounds) throws Exception {
    Rounds whole = new Rounds();
    Rounds pass = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        whole.forget();
        pass.forget();
      }
      whole.measure(verifying(scan));
      pass.measure(() -> digest(scan));
    }
    double ratio = whole.cpuMs() / pass.cpuMs();
    return List.of(
        new Figure(name + ", processor", whole.cpuMs(), "ms"),
        new Figure(name + ", one pass of the digest, processor", pass.cpuMs(), "ms"),
        new Figure(name + ", verification : digest, processor", ratio, "ratio"));
  }

  private List<Figure> revisions(BenchSigner signer, int rounds) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Path file = BenchDocument.text(folder.resolve("revisions.pdf"), 1);
    int signatures = 0;
    for (int wanted : REVISIONS) {
      for (; signatures < wanted; signatures++) {
        file = signed(signer, file);
      }
      double ms = measured(rounds, verifying(file)).cpuMs();
      figures.add(new Figure(wanted + " signed revisions, processor", ms, "ms"));
      figures.add(new Figure(wanted + " signed revisions, each", ms / wanted, "ms"));
    }
    return figures;
  }

  private static Path signed(BenchSigner signer, Path document)
      throws SigningException, IOException {
    Path input = document.resolveSibling("input.pdf");
    Files.move(document, input, StandardCopyOption.REPLACE_EXISTING);
    signer.sign(input, document, "bench", new Placement.Invisible(), null);
    return document;
  }

  private static Rounds measured(int rounds, Rounds.Work work) throws Exception {
    Rounds measured = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        measured.forget();
      }
      measured.measure(work);
    }
    return measured;
  }

  private Rounds.Work verifying(Path file) {
    Verification verification = new Verification(trust, Optional.<InkKeys>empty(), Instant.now());
    return () -> {
      VerifiedFile verified = verification.of(file, Optional.empty());
      if (verified.verdict() != Report.Verdict.VALID) {
        throw new IllegalStateException("the signed file does not verify: " + verified);
      }
    };
  }

  private void digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = hashing.start(Suite.SM2_SM3.digest(), Files.size(file));
      byte[] buffer = new byte[1 << 17];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      digest.digest();
    }
  }
}
