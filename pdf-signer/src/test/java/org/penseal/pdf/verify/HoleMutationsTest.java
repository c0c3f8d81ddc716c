// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.CmsSignature;
import org.penseal.pdf.Documents;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.sign.KeySigning;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

@Tag("slow")
class HoleMutationsTest {
  private static final int MUTATIONS = 400;

  @TempDir Path folder;

  @Test
  void tamperingIsNeverAFaultAndNeverChangesWhatAValidSignatureSays() throws Exception {
    mutate(OpensslKey.curve("P-256"), Profile.PADES_B);
    mutate(OpensslKey.SM2, Profile.GM_CMS);
  }

  private static List<Object> said(byte[] cms) throws SigningException {
    CmsSignature read = CmsSignature.parse(cms);
    return List.of(
        read.signedAttributes(), read.signatureValue(), read.signerCertificate(), read.content());
  }

  private void mutate(List<String> kind, Profile.Unstamped profile) throws Exception {
    OpensslKey key = OpensslKey.make(folder, kind);
    Path signed = folder.resolve("signed.pdf");
    try (SigningKey opened = key.read().open()) {
      KeySigning.sign(Documents.plain(folder.resolve("in.pdf")), opened, profile, folder, signed);
    }
    PdfVerifier verifier = new PdfVerifier(key.trusted(), SigningBench.HASHING);
    assertEquals(Report.Verdict.VALID, verifier.verify(signed, null, Instant.now()).verdict());
    byte[] file = Files.readAllBytes(signed);
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int start = text.lastIndexOf("/Contents <") + "/Contents <".length();
    byte[] cms = HexFormat.of().parseHex(text.substring(start, text.indexOf('>', start)));
    Random random = new Random(20261125);
    Path altered = folder.resolve("altered.pdf");
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutant = cms.clone();
      int at = random.nextInt(cms.length - 1);
      // Other tags and lengths as well as other values: NULL, empty SEQUENCE, any octet.
      switch (random.nextInt(3)) {
        case 0 -> mutant[at] ^= (byte) (1 + random.nextInt(255));
        case 1 -> mutant[at] = 5;
        default -> mutant[at + 1] = 0;
      }
      if (Arrays.equals(mutant, cms)) {
        continue;
      }
      byte[] hex = HexFormat.of().formatHex(mutant).getBytes(StandardCharsets.US_ASCII);
      byte[] bytes = file.clone();
      System.arraycopy(hex, 0, bytes, start, hex.length);
      Files.write(altered, bytes);
      Report report = verifier.verify(altered, null, Instant.now());
      if (report.verdict() == Report.Verdict.VALID) {
        // Only what nobody signs, such as a version, may differ.
        assertEquals(said(cms), said(mutant), profile + " octet " + at);
      }
    }
  }
}
