// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.Suite;

class DataVerifierTest {
  @TempDir Path folder;

  @Test
  void signatureOverAFileCarriesItsEvidenceAndBreaksWithTheFile() throws Exception {
    Path data = Files.writeString(folder.resolve("data.xml"), "<bid>1</bid>");
    Path p7s = folder.resolve("data.xml.p7s");
    try (SigningBench bench = SigningBench.open(folder);
        SoftwareOneTimeKey key = bench.key(data)) {
      SignedAttributes attributes =
          SignedAttributes.forData(
              Suite.SM2_SM3,
              SigningBench.sm3(Files.readAllBytes(data)),
              key.chain().getFirst(),
              SigningBench.EVIDENCE,
              SigningBench.HASHING);
      CmsSignature cms =
          CmsSignature.assemble(attributes, key.sign(attributes.der().bytes()), key.chain());
      CmsSignature stamped = cms.withTimestamp(bench.tsa().stamp(cms.signatureValue()).der());
      assertEquals(cms.signatureValue(), stamped.signatureValue());
      Files.write(p7s, stamped.der().bytes());
      DataVerifier verifier = new DataVerifier(bench.store(), SigningBench.HASHING);
      Report report = verifier.verify(data, p7s, Instant.now());
      assertEquals(Report.Verdict.VALID, report.verdict(), () -> report.toString());
      Report.Signed one = report.signatures().getFirst();
      assertEquals(SigningBench.EVIDENCE, one.evidence());
      assertEquals(SigningBench.binding(data), one.binding());
      Files.writeString(data, "<bid>2</bid>");
      Report broken = verifier.verify(data, p7s, Instant.now());
      assertEquals(Report.Verdict.INVALID, broken.verdict());
      assertTrue(broken.signatures().getFirst().integrityReasons().contains("digest-mismatch"));
    }
  }
}
