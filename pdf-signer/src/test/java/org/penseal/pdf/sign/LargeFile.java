// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.penseal.cms.ContainerSize;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.EventRequest;

/** Makes, prepares, signs and verifies a large file, in a process of its own. */
final class LargeFile {
  private LargeFile() {}

  /**
   * One page beside a stream of so many zeros; sparse where the file system knows that.
   *
   * @param bytes of the stream
   */
  static Path write(Path file, long bytes) throws IOException {
    String[] objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Attached 4 0 R>>",
    };
    StringBuilder head = new StringBuilder("%PDF-1.7\n");
    StringBuilder table = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
    for (int i = 0; i < objects.length; i++) {
      table.append("%010d 00000 n \n".formatted(head.length()));
      head.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
    }
    table.append("%010d 00000 n \n".formatted(head.length()));
    head.append("4 0 obj\n<</Length ").append(bytes).append(">>\nstream\n");
    long behind = head.length() + bytes;
    String end = "\nendstream\nendobj\n";
    String tail =
        end
            + table
            + "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n"
            + (behind + end.length())
            + "\n%%EOF\n";
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(ascii(head.toString()), 0);
      out.write(ascii(tail), behind);
    }
    return file;
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Folder, megabytes; ends with 0 if the output verifies. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    try (SigningBench bench = SigningBench.open(folder)) {
      Path small = org.penseal.pdf.Documents.plain(folder.resolve("small.pdf"));
      try (SoftwareOneTimeKey key = SoftwareOneTimeKey.generate(bench.random)) {
        EventRequest request =
            new EventRequest(
                "王晓明",
                key.publicKey(),
                SigningBench.binding(small),
                SigningBench.EVIDENCE.statement());
        Octets info = request.info();
        Octets csr = EventRequest.assemble(info, key.signRequest(info), Suite.SM2_SM3);
        key.certify(bench.ca().enroll(csr, bench.store()));
        sign(bench, key, write(folder.resolve("in.pdf"), Long.parseLong(args[1]) << 20));
      }
    }
  }

  private static void sign(SigningBench bench, SoftwareOneTimeKey key, Path input)
      throws Exception {
    SignatureSpec<Profile.Unstamped> spec = SigningBench.spec(new Placement.Invisible());
    int size = ContainerSize.of(Profile.PADES_B, key.suite(), key.chain(), 0, SigningBench.HASHING);
    bench.signer.discard(bench.signer.prepare(input, null, bench.folder, spec, size));
    Path output = bench.folder.resolve("signed.pdf");
    bench.signer.sign(input, null, spec, size, output, prepared -> message(key, prepared));
    boolean intact =
        new PdfVerifier(bench.store(), SigningBench.HASHING)
            .verify(output, null, Instant.now())
            .signatures()
            .getFirst()
            .intact();
    if (!intact) {
      throw new IllegalStateException("not intact");
    }
  }

  private static Completable message(SoftwareOneTimeKey key, Prepared<Profile.Unstamped> prepared)
      throws SigningException {
    return Completable.of(prepared.signed(key));
  }
}
