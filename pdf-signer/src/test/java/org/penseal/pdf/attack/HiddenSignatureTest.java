// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.verify.PdfVerifier;

/** A later revision without the field of a signature hides it; it is looked for in the bytes. */
class HiddenSignatureTest {
  private static final int MANY = 400;

  @TempDir Path folder;

  private String reason(Signers signers, byte[] signed) throws Exception {
    byte[] hidden =
        new PdfUpdate(signed).change(FORM, "10 0 R", "").change(PAGE, "\\[\\s*10 0 R", "[").bytes();
    Path file = Files.write(folder.resolve("hidden.pdf"), hidden);
    Report report =
        new PdfVerifier(signers.trusted(), SigningBench.HASHING).verify(file, null, Instant.now());
    return report.verdict() + " " + report.reason();
  }

  @Test
  void aSignatureThatALaterRevisionHidesIsTold() throws Exception {
    try (Signers signers = new Signers(folder)) {
      assertEquals("INVALID signature-removed", reason(signers, signers.approval()));
    }
  }

  @Test
  void rangesThatSomebodyPreparedDoNotHideIt() throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    StringBuilder content = new StringBuilder("BT /Helv 14 Tf 60 700 Td (Pay 100 EUR) Tj ET\n");
    for (int i = 0; i < MANY; i++) {
      content.append("%/ByteRange [0 ").append(i).append(" 900 1]\n");
    }
    objects.set(CONTENT - 1, PdfUpdate.streamBody("", content.toString()));
    try (Signers signers = new Signers(folder)) {
      Path prepared = Contract.write(folder.resolve("prepared.pdf"), objects, false);
      byte[] signed =
          signers.sign(Files.readAllBytes(prepared), "ecdsa", new Placement.Field("expert"), 0);
      assertEquals("INVALID signature-removed", reason(signers, signed));
    }
  }
}
