// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.state.StateTable;

/** Cases in an archive as they would be after somebody signed, for a list of them. */
final class KeptCases {
  private static final ArchiveLog.Signer SIGNER =
      new ArchiveLog.Signer("ee".repeat(32), "1234567812345678");

  private final Archive archive;
  private int count;

  KeptCases(Archive archive) {
    this.archive = archive;
  }

  /**
   * A case that is at its end.
   *
   * @param kind id of the kind of business
   * @param signer the whole name
   * @param number the whole ID number
   * @param output the signed file
   */
  void signed(String kind, Instant at, String signer, String number, Path output) throws Exception {
    String id = begun(kind, at, output);
    archive.search().index(id, signer, Optional.of(number));
    int next = StateTable.COURSE.indexOf("OPENED") + 1;
    for (String each : StateTable.COURSE.subList(next, StateTable.COURSE.size())) {
      if (each.equals("CERTIFIED")) {
        archive.reserve(id, each, "", SIGNER);
      } else {
        archive.move(id, each, "");
      }
    }
  }

  /** A case that was ended before anybody signed. */
  void cancelled(String kind, Instant at, Path output) throws Exception {
    archive.move(begun(kind, at, output), "CANCELLED", "");
  }

  private String begun(String kind, Instant at, Path output) throws Exception {
    String id = "case-" + count++;
    String document = output.getFileName().toString();
    archive.begin(
        new CaseRow(id, "business-" + id, "OPENED", at, at, document, "ab".repeat(32), 7, output),
        new CaseRow.Terms(kind, "", 30));
    return id;
  }
}
