// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.data.SignatureForm;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.refusal.CmsException;
import org.penseal.signature.SigningKey;

/** Small contents, which are signed without files. */
class SignedInMemoryTest {
  @TempDir Path folder;

  @Test
  void whatIsSignedInMemoryIsReadBackAsWhatIsSignedAsAFile() throws Exception {
    DataSigner signer = new DataSigner(SigningBench.HASHING, Clock.systemUTC());
    Path file = Tool.pkcs12(folder, "k", "sm2", "-sm3", "-sigopt", "distid:1234567812345678");
    byte[] content = "A content of a few words.".getBytes(StandardCharsets.UTF_8);
    Path data = Files.write(folder.resolve("data"), content);
    try (SigningKey.Streaming key = Pkcs12File.read(file, "pw".toCharArray()).open()) {
      for (SignatureForm form : SignatureForm.values()) {
        for (boolean attached : new boolean[] {true, false}) {
          for (boolean attributes : new boolean[] {true, false}) {
            SigningPlan plan = new SigningPlan(form, attached, attributes, null);
            Path out = Files.write(folder.resolve("memory.p7s"), signer.sign(content, key, plan));
            SignatureReader.Found found =
                new SignatureReader(SigningBench.HASHING).check(out, attached ? null : data);
            assertEquals(List.of(), found.signers().getFirst().broken());
            assertEquals(attributes, found.signers().getFirst().attributes());
          }
        }
      }
      byte[] asAttributes =
          HexFormat.of().parseHex("3112" + "3010" + "06092a864886f70d010904" + "3103040141");
      SigningPlan bare = new SigningPlan(SignatureForm.CMS, true, false, null);
      assertThrows(
          CmsException.AttributesAsContent.class, () -> signer.sign(asAttributes, key, bare));
    }
  }
}
