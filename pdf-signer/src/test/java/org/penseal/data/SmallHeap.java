// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.penseal.cms.data.SignatureForm;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.Opener;
import org.penseal.cms.envelope.Recipient;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.SigningKey;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** Everything that is done with files, over one large one: the child process of a test. */
final class SmallHeap {
  private SmallHeap() {}

  /** Folder with signer.p12 (password pw), and the size in MB. */
  public static void main(String[] arguments) throws Exception {
    SigningBench.registerProvider();
    Path folder = Path.of(arguments[0]);
    Path data = folder.resolve("data");
    byte[] block = new byte[1 << 20];
    new Random(1).nextBytes(block);
    try (OutputStream out = Files.newOutputStream(data)) {
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        block[0] = (byte) i;
        out.write(block);
      }
    }
    sign(folder, data);
    seal(folder, data);
  }

  private static void sign(Path folder, Path data) throws Exception {
    Pkcs12File file = Pkcs12File.read(folder.resolve("signer.p12"), "pw".toCharArray());
    Path signature = folder.resolve("signature");
    Path content = folder.resolve("content");
    TrustStore store = TrustStore.empty().with(Purpose.SIGNER, file.chain().getFirst());
    SignatureVerifier verifier = new SignatureVerifier(store, SigningBench.HASHING, null);
    DataSigner signer = new DataSigner(SigningBench.HASHING, Clock.systemUTC());
    try (SigningKey.Streaming key = file.open()) {
      signer.sign(data, key, new SigningPlan(SignatureForm.CMS, false, true, null), signature);
      require(verifier.verify(signature, data, Instant.now()).verdict() == Report.Verdict.VALID);
      signer.sign(data, key, new SigningPlan(SignatureForm.GM, true, false, null), signature);
      DataReport report = verifier.release(signature, Instant.now(), content);
      require(report.verdict() == Report.Verdict.VALID);
      require(Files.mismatch(data, content) == -1);
    }
    Files.delete(signature);
    Files.delete(content);
  }

  private static void seal(Path folder, Path data) throws Exception {
    Sealer sealer = new Sealer(new SecureRandom(), Clock.systemUTC());
    Pkcs12File mine = EscrowKey.generate("r", Instant.now(), new SecureRandom());
    Path envelope = folder.resolve("envelope");
    Path opened = folder.resolve("opened");
    for (EnvelopeForm form : List.of(EnvelopeForm.AUTHENTICATED, EnvelopeForm.GM)) {
      Recipient recipient = new Recipient.Certified(mine.chain().getFirst());
      sealer.seal(data, form, List.of(recipient), envelope);
      sealer.open(envelope, new Opener.Certified(mine.key(), mine.chain().getFirst()), opened);
      require(Files.mismatch(data, opened) == -1);
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError();
    }
  }
}
