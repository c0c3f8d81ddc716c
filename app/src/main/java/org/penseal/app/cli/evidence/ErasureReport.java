// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.store.Archive;
import org.penseal.app.store.Erasure;
import org.penseal.app.store.EventRow;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.Station;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * What one run erased, when, and by which rule, for who must answer for it. No personal data.
 *
 * @param reason {@code due}, or why it was before its time
 * @param overwritten whether the bytes of before were overwritten on the disk when it was written
 * @param erased each case
 */
record ErasureReport(String reason, boolean overwritten, List<Erasure> erased) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_BYTES = 1L << 28;
  private static final String FORMAT = "penseal-erasure-report/1";

  /** SM3 of a file that may be one, as the log notes it. */
  static String sm3(Path file) throws SigningException {
    try {
      if (Files.size(file) > LONGEST_BYTES) {
        throw new FileException.InputUnreadable(file, "no report of erasures", null);
      }
      return Sm3.hex(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "report of erasures", e);
    }
  }

  byte[] json(Archive archive) throws StoreException, IOException {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("format", FORMAT);
    tree.put("software", Station.SOFTWARE.name() + " " + Station.SOFTWARE.version());
    tree.put("reason", reason);
    tree.put("overwritten", overwritten);
    ArrayNode cases = tree.putArray("cases");
    for (Erasure each : erased) {
      cases.add(one(archive, each));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
  }

  private static ObjectNode one(Archive archive, Erasure erasure)
      throws StoreException, IOException {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("case", erasure.caseId());
    tree.put("event", erasure.event());
    for (EventRow row : archive.events(erasure.caseId())) {
      if (row.number() == erasure.event()) {
        tree.put("at", row.at().toString());
      }
    }
    tree.put("retainUntil", erasure.retainUntil());
    Optional<byte[]> manifest = archive.manifest(erasure.caseId());
    if (manifest.isPresent()) {
      tree.set("businessType", JSON.readTree(manifest.get()).path("businessType"));
    }
    tree.put("ink", erasure.ink());
    ArrayNode artefacts = tree.putArray("artefacts");
    for (int i = 0; i < erasure.artefacts().size(); i++) {
      artefacts
          .addObject()
          .put("type", erasure.artefacts().get(i))
          .put("saltedSm3", erasure.digests().get(i));
    }
    return tree;
  }
}
