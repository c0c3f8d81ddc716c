// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.penseal.app.workplace.Station;

/**
 * A process of its own that begins a case, says so, and goes on with it when it is told to.
 * Arguments: folders of the archive and of the witnesses.
 */
final class KilledWriter {
  private KilledWriter() {}

  public static void main(String[] arguments) throws Exception {
    Station.registerProvider();
    try (Archive archive =
        Archive.open(
            Path.of(arguments[0]), Clock.systemUTC(), new SecureRandom(), Path.of(arguments[1]))) {
      Instant now = Instant.now();
      archive.begin(
          new CaseRow(
              "c1", "b1", "OPENED", now, now, "a.pdf", "ab".repeat(32), 7, Path.of("/out.pdf")),
          30);
      System.out.println("begun");
      System.out.flush();
      if (System.in.read() >= 0) {
        archive.move("c1", "CONSENTED", "");
      }
    }
  }
}
