// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.attack.search.Mutant;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * The second opinion by itself, from the file to the verdict: the walk over both revisions tells
 * nothing, and what a page draws is changed in another role, or an annotation on it.
 */
@Tag("slow")
class SecondOpinionTest {
  /** What a page draws is changed. */
  private static final Set<String> PAGES = Set.of("role", "pages", "spelling");

  /** An annotation is added or changed. */
  private static final Set<String> ANNOTATIONS = Set.of("rectangle", "action", "visible");

  // A real number is the same value as the integer for it, and what a click does is not drawn: the
  // walk alone tells them apart.
  private static final Set<String> WALK_ALONE =
      Set.of("turned-by-a-real-number", "action-bent", "action-retargeted");

  @TempDir Path folder;

  /** {@code FOLDER}: a line for each file in it, with the verdict and what was found. */
  public static void main(String[] arguments) throws Exception {
    SigningBench.registerProvider();
    Path folder = Path.of(arguments[0]);
    TrustStore store = TrustStore.empty();
    for (Path each : files(folder, ".cer")) {
      try (InputStream in = Files.newInputStream(each)) {
        X509Certificate root =
            (X509Certificate) CertificateFactory.getInstance("X.509", "BC").generateCertificate(in);
        store = store.with(Purpose.SIGNER, root).with(Purpose.TSA, root);
      }
    }
    PdfVerifier verifier = new PdfVerifier(store, SigningBench.HASHING);
    for (Path each : files(folder, ".pdf")) {
      Report report = verifier.verify(each, null, Instant.now());
      String found =
          Stream.concat(
                  Stream.ofNullable(report.reason()),
                  report.signatures().stream().flatMap(signed -> signed.changes().items().stream()))
              .collect(Collectors.joining("|"));
      String name = each.getFileName().toString().replace(".pdf", "");
      System.out.println(name + "\t" + report.verdict() + "\t|" + found + "|");
    }
  }

  private static List<Path> files(Path folder, String end) throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.toString().endsWith(end)).sorted().toList();
    }
  }

  @Test
  void whatAPageDrawsIsFoundWithoutTheWalk() throws Exception {
    check(Prepared.Extent.ONCE);
  }

  @Test
  @Tag("full")
  void whatAPageDrawsIsFoundWithoutTheWalkUnderAnyPermission() throws Exception {
    check(Prepared.Extent.WHOLE);
  }

  private static List<Case> drawing(Signers signers, Prepared.Extent extent) throws Exception {
    List<Case> cases = new ArrayList<>(RoleAttacks.of(signers, extent));
    cases.addAll(VisibleAttacks.of(signers, extent));
    cases.removeIf(each -> WALK_ALONE.stream().anyMatch(each.name()::contains));
    return cases;
  }

  private void check(Prepared.Extent extent) throws Exception {
    try (Signers signers = new Signers(folder)) {
      check(signers, drawing(signers, extent));
    }
  }

  private void check(Signers signers, List<Case> cases) throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    for (Case each : cases) {
      Files.write(files.resolve(each.name() + ".pdf"), each.file());
    }
    int number = 0;
    for (X509Certificate root : signers.roots()) {
      Files.write(files.resolve("root-" + number++ + ".cer"), root.getEncoded());
    }
    var run =
        Mutant.WALK_IS_BLIND.run(folder, List.of(), SecondOpinionTest.class, files.toString());
    assertEquals(0, run.exit(), run::output);
    Map<String, String> answers =
        run.output()
            .lines()
            .map(line -> line.split("\t", 2))
            .filter(line -> line.length == 2)
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    List<String> wrong = new ArrayList<>();
    for (Case each : cases) {
      String answer = answers.getOrDefault(each.name(), "no answer");
      if (!isFound(each, answer) || answer.contains("page-content-changed")) {
        wrong.add(each.name() + ": " + answer);
      }
    }
    assertEquals("", String.join("\n", wrong));
    Set<String> families = cases.stream().map(Case::family).collect(Collectors.toSet());
    assertEquals(
        Stream.of(PAGES, ANNOTATIONS).flatMap(Set::stream).collect(Collectors.toSet()), families);
    assertTrue(cases.size() >= 20, () -> cases.size() + " files");
  }

  private static boolean isFound(Case attack, String answer) {
    if (PAGES.contains(attack.family())) {
      String page = attack.name().contains("parent-turned") ? "1" : "2";
      return answer.startsWith("INVALID")
          && answer.contains("|drawing-inputs-differ: page " + page);
    }
    // What was signed once is looked for in the bytes.
    return attack.reason().equals(Report.SIGNATURE_REMOVED)
        ? answer.startsWith("INVALID") && answer.contains("|signature-removed|")
        : !answer.startsWith("VALID") && answer.contains("|drawing-inputs-differ-outside-pages");
  }
}
