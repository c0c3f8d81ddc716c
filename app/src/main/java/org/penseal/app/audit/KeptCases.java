// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.EventRow;
import org.penseal.app.store.StoreException;

/**
 * Holds what the archive keeps of each case against the log, which binds the manifest, and against
 * the manifest, which lists what was collected.
 */
public final class KeptCases {
  // Rows and entries of the log are written one after the other.
  private static final Duration APART = Duration.ofMinutes(1);

  private final Archive archive;

  /**
   * @param archive whose log is intact
   */
  public KeptCases(Archive archive) {
    this.archive = archive;
  }

  /**
   * Compares every case.
   *
   * @throws StoreException.IndexDiffers if something of a case is not what was frozen
   * @throws StoreException.Altered if something encrypted was changed
   */
  public void requireAsFrozen() throws StoreException {
    for (CaseRow row : archive.cases()) {
      List<EventRow> events = archive.events(row.id());
      same(row, "opened", began(row.openedAt(), events.getFirst().at()));
      same(row, "changed", events.stream().anyMatch(each -> near(row.changedAt(), each.at())));
      String bound = archive.log().of(row.id()).manifest();
      Optional<byte[]> kept = archive.manifest(row.id());
      if (bound != null) {
        same(row, "manifest", kept.isPresent() && bound.equals(Sm3.hex(kept.get())));
        frozen(row, decoded(row, kept.get()), events);
      } else {
        // Nothing was frozen, or the case began before logs did bind what is kept of it.
        boolean binds = archive.log().settings(row.id()).isPresent();
        same(row, "manifest", kept.isEmpty() || !binds);
      }
    }
  }

  private void frozen(CaseRow row, Manifest manifest, List<EventRow> events) throws StoreException {
    same(row, "document", row.documentSize() == manifest.document().length());
    List<ArtefactRow> artefacts = archive.artefacts(row.id());
    List<Manifest.Entry> listed = manifest.artefacts();
    same(row, "artefacts", artefacts.size() == listed.size());
    for (int i = 0; i < listed.size(); i++) {
      ArtefactRow found = artefacts.get(i);
      same(row, "artefact " + (i + 1), isListed(found, listed.get(i)));
    }
    if (events.stream().anyMatch(each -> each.what().equals("ERASED"))) {
      return;
    }
    same(row, "share", archive.share(row.id()).isPresent());
    for (ArtefactRow each : artefacts) {
      archive.content(row.id(), each);
    }
    Manifest.BusinessRules rules = manifest.businessType();
    Optional<Instant> kept = archive.retention().until(row.id());
    if (rules != null) {
      Instant due = Instant.parse(manifest.frozenAt()).plus(Duration.ofDays(rules.retentionDays()));
      same(row, "retention", kept.isPresent() && near(kept.get(), due));
    }
  }

  private static boolean isListed(ArtefactRow found, Manifest.Entry listed) {
    return found.type().equals(listed.type())
        && found.mediaType().equals(listed.mediaType())
        && found.saltedSm3().equals(listed.sm3())
        && near(found.takenAt(), Instant.parse(listed.at()));
  }

  private static Manifest decoded(CaseRow row, byte[] kept) throws StoreException {
    try {
      return Manifest.decode(kept);
    } catch (IOException e) {
      throw new StoreException.IndexDiffers(row.id(), "manifest");
    }
  }

  // What is tried before the log has an entry takes its time.
  private static boolean began(Instant row, Instant entry) {
    return near(row, entry) || row.isBefore(entry) && row.plus(Duration.ofHours(1)).isAfter(entry);
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(APART) < 0;
  }

  private static void same(CaseRow row, String what, boolean same) throws StoreException {
    if (!same) {
      throw new StoreException.IndexDiffers(row.id(), what);
    }
  }
}
