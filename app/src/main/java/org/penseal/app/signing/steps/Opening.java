// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.CaseSettings;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.form.CaseFolder;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.StoreException;
import org.penseal.pdf.verify.SignedBeginnings;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

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
      throws SigningException, StoreException {
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
    CaseRow.Terms terms =
        new CaseRow.Terms(
            order.type().id(), settings, order.type().retentionDays(), grewFrom(services, order));
    services.archive().begin(row, terms);
  }

  // Whoever signs a signed file signs the document in it once more.
  private static Set<String> grewFrom(CaseServices services, CaseOrder order)
      throws SigningException {
    CaseDocument document = order.document();
    try {
      return SignedBeginnings.of(document.file(), order.pdfPassword(), services.hashing()).stream()
          .map(Octets::hex)
          .collect(Collectors.toUnmodifiableSet());
    } catch (SigningException e) {
      if (document.isPdf()) {
        throw e;
      }
      return Set.of(); // data, which may be a PDF by another name, or anything else
    }
  }
}
