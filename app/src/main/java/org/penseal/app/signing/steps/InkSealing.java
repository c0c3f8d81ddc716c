// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penseal.app.evidence.ArtefactSeal;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Escrow;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;

/**
 * Seals what an archive of before holds under its own key alone, handwriting above all, for the
 * escrow key and each case's share. Nothing of the clear forms is left in the archive's files.
 */
public final class InkSealing {
  private static final Set<String> TYPES =
      Arrays.stream(ArtefactType.values())
          .filter(ArtefactType::sealed)
          .map(ArtefactType::label)
          .collect(Collectors.toUnmodifiableSet());

  // What the simulated pads' serial numbers begin with.
  private static final String SIMULATED = "SIM";

  private final Archive archive;
  private final Optional<X509Certificate> escrow;
  private final SecureRandom random;
  private final boolean demo;

  /**
   * @param services their escrow certificate seals; where it is the demo's, which anybody can open,
   *     cases of real people are left to a start that knows the right one
   */
  public InkSealing(CaseServices services) {
    this.archive = services.archive();
    this.escrow = services.trust().escrow();
    this.random = services.random();
    this.demo = escrow.isPresent() && Escrow.of(escrow.get()).demo();
  }

  /**
   * What came of it.
   *
   * @param sealed cases that were sealed
   * @param failure what is to be told: cases that are left, or old bytes that are still on the disk
   */
  public record Outcome(int sealed, Optional<StoreException> failure) {}

  /** Cases whose handwriting the archive's key alone opens. */
  public static List<String> clear(Archive archive) throws StoreException {
    return archive.sealing().clear(TYPES);
  }

  /**
   * Seals all that it may.
   *
   * @throws StoreException if the archive was altered or put back: nothing is written to it
   */
  public Outcome run() throws StoreException, SigningException {
    int sealed = 0;
    int left = 0;
    for (String caseId : clear(archive)) {
      Optional<byte[]> share = archive.share(caseId);
      if (share.isEmpty() || escrow.isEmpty() || (demo && !isOfTheDemo(caseId))) {
        left++;
      } else {
        seal(caseId, share.get(), escrow.get());
        sealed++;
      }
    }
    boolean gone = sealed == 0 || archive.sealing().overwrite();
    if (left > 0) {
      return new Outcome(sealed, Optional.of(new StoreException.InkNotSealed(left)));
    }
    return new Outcome(
        sealed,
        gone ? Optional.empty() : Optional.of(new StoreException.NotOverwritten(archive.folder())));
  }

  private void seal(String caseId, byte[] share, X509Certificate forWhom)
      throws StoreException, SigningException {
    Map<ArtefactRow, byte[]> sealed = new LinkedHashMap<>();
    for (ArtefactRow row : archive.artefacts(caseId)) {
      if (TYPES.contains(row.type()) && !row.sealed()) {
        ArtefactSeal plain = new ArtefactSeal(new byte[0], archive.content(caseId, row));
        sealed.put(row, plain.seal(row.saltedSm3(), share, forWhom, random));
      }
    }
    archive.sealing().replace(caseId, sealed);
  }

  private boolean isOfTheDemo(String caseId) throws StoreException {
    Optional<byte[]> manifest = archive.manifest(caseId);
    try {
      return manifest.isPresent()
          && Manifest.decode(manifest.get()).device().serial().startsWith(SIMULATED);
    } catch (IOException e) {
      return false;
    }
  }
}
