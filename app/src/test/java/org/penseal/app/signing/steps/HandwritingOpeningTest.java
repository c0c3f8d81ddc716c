// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.inspect.InspectDesk;
import org.penseal.app.inspect.OpeningKeys;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.store.StoreException;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Laboratory;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** For which files the archive gives the share of a case, and notes that it did. */
@WholeCase
class HandwritingOpeningTest {
  @TempDir static Path shared;
  private static CaseLab lab;
  private static CaseLab.Job job;
  private static String caseId;
  private static OpeningKeys keys;

  @BeforeAll
  static void sign() throws Exception {
    lab = CaseLab.open(shared);
    job = lab.pdf(shared.resolve("signed"));
    caseId = lab.sign(job, Checkpoint.NONE).caseId();
    keys = new OpeningKeys(escrow(), Laboratory.PASSWORD.toCharArray(), Optional.empty());
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  private static Path escrow() throws Exception {
    return DemoWorkplace.trust(lab.station).escrowFile();
  }

  /** The archive, where a case may have another manifest. */
  private static final class Desk implements InspectDesk {
    private final List<String> asked = new ArrayList<>();
    private final Optional<byte[]> manifest;

    Desk(Optional<byte[]> manifest) {
      this.manifest = manifest;
    }

    @Override
    public void trust(Purpose purpose, X509Certificate root) {
      throw new IllegalStateException("nobody is trusted here");
    }

    @Override
    public Optional<byte[]> manifest(String caseId) {
      return manifest;
    }

    @Override
    public Optional<byte[]> share(String caseId, X509Certificate escrow) throws StoreException {
      asked.add(caseId);
      return lab.station.archive().share(caseId);
    }
  }

  private static Desk archive() throws StoreException {
    return new Desk(lab.station.archive().manifest(caseId));
  }

  private static void refused(VerifiedFile file, OpeningKeys with, Desk desk) throws Exception {
    assertTrue(with.read(file, desk).isEmpty());
    assertEquals(List.of(), desk.asked, "nothing is noted");
  }

  @Test
  void validSignatureOfACaseOfThisArchiveIsOpened() throws Exception {
    Desk desk = archive();
    InkKeys found = keys.read(lab.verify(job.output()), desk).orElseThrow();
    assertEquals(List.of(caseId), desk.asked);
    assertArrayEquals(lab.station.archive().share(caseId).orElseThrow(), found.share());
  }

  @Test
  void signatureThatNobodyTrustsOpensNothing() throws Exception {
    Verification trusting = new Verification(TrustStore.empty(), Optional.empty(), Instant.now());
    refused(trusting.of(job.output(), Optional.empty()), keys, archive());
  }

  @Test
  void changedFileOpensNothing(@TempDir Path folder) throws Exception {
    byte[] bytes = Files.readAllBytes(job.output());
    bytes[60] ^= 1;
    refused(lab.verify(Files.write(folder.resolve("changed.pdf"), bytes)), keys, archive());
  }

  @Test
  void anotherManifestOfTheCaseInTheArchiveOpensNothing() throws Exception {
    VerifiedFile file = lab.verify(job.output());
    refused(file, keys, new Desk(Optional.empty()));
    refused(file, keys, new Desk(Optional.of(new byte[] {1})));
  }

  @Test
  void keyThatTheManifestDoesNotNameOpensNothing(@TempDir Path folder) throws Exception {
    try (CaseLab other = CaseLab.open(folder)) {
      OpeningKeys strange =
          new OpeningKeys(
              DemoWorkplace.trust(other.station).escrowFile(),
              Laboratory.PASSWORD.toCharArray(),
              Optional.empty());
      refused(lab.verify(job.output()), strange, archive());
    }
  }
}
