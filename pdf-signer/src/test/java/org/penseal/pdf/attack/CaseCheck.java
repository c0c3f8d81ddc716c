// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;

/** Verifies cases, and what they were made of. */
final class CaseCheck {
  private final PdfVerifier verifier;
  private final Path file;
  private final Map<ByteBuffer, Answer> before = new HashMap<>();

  /**
   * What verification says.
   *
   * @param verdict its name; the class of the exception that refuses the file
   * @param codes every reason; that class
   * @param told for people
   */
  record Answer(String verdict, Set<String> codes, String told) {
    boolean is(Report.Verdict expected) {
      return verdict.equals(expected.name());
    }
  }

  CaseCheck(Signers signers) {
    verifier = new PdfVerifier(signers.trusted(), SigningBench.HASHING);
    file = signers.folder.resolve("case.pdf");
  }

  /** A line for each that is not answered as it must be. */
  List<String> faults(List<Case> cases) throws IOException {
    List<String> faults = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Case each : cases) {
      Answer answer = of(each.file());
      boolean right =
          each.attack()
              ? !answer.is(Report.Verdict.VALID) && answer.codes().contains(each.reason())
              : answer.is(Report.Verdict.VALID);
      if (!right || !names.add(each.name())) {
        faults.add(each.name() + " expects " + each.reason() + ": " + answer.told());
      }
      if (each.attack() && each.before().file().length > 0 && !isSound(each)) {
        faults.add(each.name() + " before the update: " + before(each).told());
      }
    }
    return faults;
  }

  // What says no more than the file before does not stand against the attack.
  private boolean isSound(Case attack) throws IOException {
    Answer was = before(attack);
    String doubt = attack.before().doubt();
    return doubt.isEmpty()
        ? was.is(Report.Verdict.VALID)
        : was.is(Report.Verdict.INDETERMINATE)
            && was.codes().contains(doubt)
            && !was.codes().contains(attack.reason());
  }

  private Answer before(Case attack) throws IOException {
    ByteBuffer key = ByteBuffer.wrap(attack.before().file());
    Answer known = before.get(key);
    if (known == null) {
      known = of(attack.before().file());
      before.put(key, known);
    }
    return known;
  }

  Answer of(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try {
      Report report = verifier.verify(file, null, Instant.now());
      Set<String> codes = new HashSet<>();
      StringBuilder told = new StringBuilder(report.verdict().name());
      if (report.reason() != null) {
        codes.add(report.reason());
        told.append(' ').append(report.reason());
      }
      for (Report.Signed each : report.signatures()) {
        codes.addAll(each.reasons());
        told.append(' ').append(each.field()).append(each.reasons());
        told.append(each.changes().items());
      }
      return new Answer(report.verdict().name(), codes, told.toString());
    } catch (SigningException e) {
      String name = e.getClass().getSimpleName();
      return new Answer(name, Set.of(name), e.toString());
    }
  }
}
