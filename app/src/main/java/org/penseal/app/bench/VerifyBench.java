// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * digest; one page with more and more signatures, each a revision of its own; a form that is filled
 * more and more often after it was signed; more and more pages.
 */
final class VerifyBench {
  private static final int SCAN_PAGES = 137;
  private static final int FEWER_OF_SCANS = 4;
  private static final List<Integer> SIGNED = List.of(1, 10, 20, 30, 40, 50, 100);
  private static final List<Integer> TENFOLD = List.of(1, 10, 100);

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
      figures.addAll(bench.growth("signed revisions", bench.signed(signer), rounds));
      figures.addAll(bench.growth("filled revisions", bench.filled(signer), rounds));
      figures.addAll(bench.growth("pages", bench.pages(signer), rounds));
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

  // One file of each size after the other in each round. What is the same for every file is in the
  // first one, so a further part is what the others take beyond it.
  private List<Figure> growth(String parts, Map<Integer, Path> files, int rounds) throws Exception {
    Map<Integer, Rounds> times = new TreeMap<>();
    for (int i = 0; i < 2 * rounds; i++) {
      for (Map.Entry<Integer, Path> each : files.entrySet()) {
        Rounds time = times.computeIfAbsent(each.getKey(), none -> new Rounds());
        if (i == rounds) {
          time.forget();
        }
        time.measure(verifying(each.getValue()));
      }
    }
    Map<Integer, Double> ms = new TreeMap<>();
    times.forEach((count, time) -> ms.put(count, time.cpuMs()));
    List<Figure> figures = new ArrayList<>();
    ms.forEach(
        (count, all) -> {
          figures.add(new Figure(count + " " + parts + ", processor", all, "ms"));
          figures.add(new Figure(count + " " + parts + ", each", all / count, "ms"));
        });
    double one = requireNonNull(ms.get(1));
    double ten = requireNonNull(ms.get(10));
    double hundred = requireNonNull(ms.get(100));
    figures.add(new Figure(parts + ", a further one of 10", (ten - one) / 9, "ms"));
    figures.add(new Figure(parts + ", a further one of 100", (hundred - ten) / 90, "ms"));
    double ratio = hundred / 100 / (ten / 10);
    figures.add(new Figure(parts + ", each of 100 : each of 10", ratio, "ratio"));
    return figures;
  }

  private Map<Integer, Path> signed(BenchSigner signer) throws SigningException, IOException {
    Map<Integer, Path> files = new TreeMap<>();
    Path file = BenchDocument.text(folder.resolve("revisions.pdf"), 1);
    int signatures = 0;
    for (int wanted : SIGNED) {
      for (; signatures < wanted; signatures++) {
        file = signed(signer, file);
      }
      files.put(wanted, Files.copy(file, folder.resolve("signed-" + wanted + ".pdf")));
    }
    return files;
  }

  private Map<Integer, Path> filled(BenchSigner signer) throws SigningException, IOException {
    Map<Integer, Path> files = new TreeMap<>();
    Path file = signed(signer, BenchDocument.form(folder.resolve("form.pdf")));
    int times = 0;
    for (int wanted : TENFOLD) {
      for (; times < wanted; times++) {
        Path next = folder.resolve("filled.pdf");
        BenchDocument.fill(file, next, "remark " + times);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
      }
      files.put(wanted, Files.copy(file, folder.resolve("filled-" + wanted + ".pdf")));
    }
    return files;
  }

  private Map<Integer, Path> pages(BenchSigner signer) throws SigningException, IOException {
    Map<Integer, Path> files = new TreeMap<>();
    for (int wanted : TENFOLD) {
      Path file = BenchDocument.text(folder.resolve("pages-" + wanted + ".pdf"), wanted);
      files.put(wanted, signed(signer, file));
    }
    return files;
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
