// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.store.StoreException;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.FaceToId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether a portrait is all but the same picture as one of the latest in the archive: a copy
 * that was encoded anew or cut otherwise. The same person taken twice is less alike than that.
 */
public final class ArchivedPortraits implements EarlierPortraits {
  /** From this similarity on it is told. */
  static final double NEARLY_THE_SAME = 0.97;

  private static final Logger LOG = LoggerFactory.getLogger(ArchivedPortraits.class);
  private static final int MOST = 8;

  private final Archive archive;
  private final FaceToId faces;

  /**
   * @param archive has the portraits of earlier cases
   * @param faces compares them
   */
  public ArchivedPortraits(Archive archive, FaceToId faces) {
    this.archive = archive;
    this.faces = faces;
  }

  @Override
  public boolean hasLike(Frame portrait) throws StoreException {
    for (ArtefactRow.OfCase each : archive.latest(ArtefactType.LIVE_PORTRAIT.label(), MOST)) {
      if (alike(portrait, each.caseId(), each.artefact())) {
        return true;
      }
    }
    return false;
  }

  private boolean alike(Frame portrait, String caseId, ArtefactRow row) throws StoreException {
    try {
      Frame earlier = Stills.decode(archive.content(caseId, row), "earlier portrait");
      return faces.compare(portrait, earlier).similarity() >= NEARLY_THE_SAME;
    } catch (StoreException.Erased e) {
      return false;
    } catch (LivenessException e) {
      LOG.info("an earlier portrait was not compared: {}", e.getMessage());
      return false;
    }
  }
}
