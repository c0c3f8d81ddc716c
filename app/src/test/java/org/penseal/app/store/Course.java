// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import org.penseal.app.store.state.StateTable;

/** Takes cases of tests through their states, one after the other. */
final class Course {
  static final ArchiveLog.Signer SIGNER =
      new ArchiveLog.Signer("ee".repeat(32), "1234567812345678");

  private Course() {}

  /** Up to a state, that one included. */
  static void to(Archive archive, String id, String state) throws StoreException {
    int next = StateTable.COURSE.indexOf(archive.find(id).state()) + 1;
    for (String each : StateTable.COURSE.subList(next, StateTable.COURSE.indexOf(state) + 1)) {
      archive.move(id, each, "");
    }
  }

  static void freeze(Archive archive, String id, FrozenEvidence frozen) throws StoreException {
    to(archive, id, "CAPTURED");
    archive.freeze(id, "FROZEN", frozen);
  }

  /** From the freeze to the end, with the signer's one signature taken. */
  static void complete(Archive archive, String id) throws StoreException {
    to(archive, id, "KEYED");
    reserve(archive, id);
    to(archive, id, "ARCHIVED");
  }

  static void reserve(Archive archive, String id) throws StoreException {
    archive.reserve(id, "CERTIFIED", "", SIGNER);
  }
}
