// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.CaseSettings;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.form.CaseFolder;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.StoreException;

/** What a new case begins with: its locked folder and its row in the archive. */
final class Opening {
  private Opening() {}

  static CaseFolder folder(Path cases, String id) throws CaseException {
    try {
      return CaseFolder.take(cases, id)
          .orElseThrow(() -> new IllegalStateException("a new case is in use already: " + id));
    } catch (IOException e) {
      throw new CaseException.FolderUnusable(cases, e);
    }
  }

  static void record(CaseServices services, String id, CaseOrder order, Instant openedAt)
      throws StoreException {
    CaseDocument document = order.document();
    CaseRow row =
        new CaseRow(
            id,
            order.businessId(),
            CaseState.OPENED.name(),
            openedAt,
            openedAt,
            Objects.toString(document.file().getFileName(), ""),
            document.sm3(),
            document.length(),
            order.output().toAbsolutePath());
    String settings = CaseSettings.of(order, services).encode();
    services
        .archive()
        .begin(row, new CaseRow.Terms(order.type().id(), settings, order.type().retentionDays()));
  }
}
