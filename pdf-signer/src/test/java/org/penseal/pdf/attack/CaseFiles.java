// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the files of all attacks and harmless updates, under every permission and with every key,
 * for other verifiers and for reports.
 */
public final class CaseFiles {
  private CaseFiles() {}

  /**
   * {@code CaseFiles FOLDER}: the files, {@code cases.tsv} with their names, kinds and families,
   * and the trusted roots.
   */
  public static void main(String[] arguments) throws Exception {
    Path target = Files.createDirectories(Path.of(arguments[0]));
    Path work = Files.createTempDirectory("cases-");
    try (Signers signers = new Signers(work)) {
      List<Case> cases = new ArrayList<>(AttacksTest.attacks(signers, Prepared.Extent.WHOLE));
      cases.addAll(AttacksTest.harmless(signers));
      cases.addAll(MadeByPrograms.of(signers));
      cases.addAll(TaggedUpdates.of(signers));
      cases.addAll(ProducerUpdates.of(signers));
      StringBuilder table = new StringBuilder("name\tkind\tfamily\n");
      for (Case each : cases) {
        String kind = each.attack() ? "attack" : "harmless";
        table.append(each.name() + "\t" + kind + "\t" + each.family() + "\n");
        Files.write(target.resolve(each.name() + ".pdf"), each.file());
      }
      Files.writeString(target.resolve("cases.tsv"), table);
      Path trust = Files.createDirectories(target.resolve("trust"));
      int number = 0;
      for (X509Certificate root : signers.roots()) {
        Files.write(trust.resolve("root-" + ++number + ".cer"), root.getEncoded());
      }
    }
  }
}
