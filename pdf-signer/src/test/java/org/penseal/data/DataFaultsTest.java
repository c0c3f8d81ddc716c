// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.data.SignatureForm;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.Opener;
import org.penseal.cms.envelope.Recipient;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;

/** Files that change and disks that are full: a typed refusal, and nothing is left. */
class DataFaultsTest {
  private static final Octets KEY = Octets.of(new byte[16]);

  @TempDir Path folder;
  private Path data = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void files() throws Exception {
    SigningBench.registerProvider();
    data = Files.write(folder.resolve("data"), new byte[300_000]);
    Files.createDirectories(folder.resolve("to"));
    out = folder.resolve("to/out");
  }

  private SigningKey.Streaming key() throws Exception {
    Path file = Tool.pkcs12(folder, "k", "sm2", "-sm3");
    return Pkcs12File.read(file, "pw".toCharArray()).open();
  }

  private static DataSigner signer() {
    return new DataSigner(SigningBench.HASHING, Clock.systemUTC());
  }

  private static SigningPlan plan(boolean attached, boolean attributes) {
    return new SigningPlan(SignatureForm.CMS, attached, attributes, null);
  }

  private void nothingLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("to"))) {
      assertEquals(List.of(), files.toList());
    }
  }

  private void grow() {
    try {
      Files.write(data, new byte[] {1}, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A key in whose hands the file grows: between the first reading and the second. */
  private final class Meddling implements SigningKey.Streaming {
    private final SigningKey.Streaming key;

    Meddling(SigningKey.Streaming key) {
      this.key = key;
    }

    @Override
    public List<X509Certificate> chain() {
      return key.chain();
    }

    @Override
    public Suite suite() throws SigningException {
      return key.suite();
    }

    @Override
    public byte[] sign(byte[] toBeSigned) throws SigningException {
      grow();
      return key.sign(toBeSigned);
    }

    @Override
    public byte[] sign(InputStream toBeSigned) throws SigningException, IOException {
      grow();
      return key.sign(toBeSigned);
    }

    @Override
    public void close() {
      key.close();
    }
  }

  @Test
  void fileThatChangesWhileItIsSignedOrSealedIsRefused() throws Exception {
    try (SigningKey.Streaming key = new Meddling(key())) {
      for (boolean attached : new boolean[] {true, false}) {
        for (boolean attributes : new boolean[] {true, false}) {
          assertThrows(
              FileException.InputChanged.class,
              () -> signer().sign(data, key, plan(attached, attributes), out));
          nothingLeft();
        }
      }
    }
    SecureRandom meddling =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            super.nextBytes(bytes);
            grow();
          }
        };
    for (EnvelopeForm form : List.of(EnvelopeForm.AUTHENTICATED, EnvelopeForm.CMS)) {
      assertThrows(
          FileException.InputChanged.class,
          () ->
              new Sealer(meddling, Clock.systemUTC())
                  .seal(data, form, List.of(new Recipient.Keyed(KEY)), out));
      nothingLeft();
    }
  }

  @Test
  void fullDiskIsSaidAndNothingIsLeft() throws Exception {
    SigningKey.Streaming key = key();
    Path signature = folder.resolve("attached");
    Path envelope = folder.resolve("envelope");
    Sealer sealer = new Sealer(new SecureRandom(), Clock.systemUTC());
    List<Recipient> recipients = List.of(new Recipient.Keyed(KEY));
    EnvelopeForm form = EnvelopeForm.AUTHENTICATED;
    signer().sign(data, key, plan(true, true), signature);
    sealer.seal(data, form, recipients, envelope);
    SignatureVerifier verifier =
        new SignatureVerifier(TrustStore.empty(), SigningBench.HASHING, null);
    String small = folder.resolve("to").toString();
    Tool mounted = Tool.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small);
    Assumptions.assumeTrue(mounted.exit() == 0, "no right to mount a small file system");
    try {
      full(() -> signer().sign(data, key, plan(true, true), out));
      full(() -> sealer.seal(data, form, recipients, out));
      full(() -> sealer.open(envelope, new Opener.Keyed(KEY), out));
      full(() -> verifier.release(signature, Instant.now(), out));
      assertTrue(signer().sign(data, key, plan(false, true), out) > 0);
    } finally {
      assertEquals(0, Tool.run("umount", small).exit());
    }
  }

  private void full(Executable write) throws IOException {
    assertThrows(FileException.NoRoom.class, write);
    nothingLeft();
  }
}
