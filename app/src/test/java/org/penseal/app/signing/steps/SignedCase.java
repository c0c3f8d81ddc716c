// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A case of the demo that is signed and neither stamped nor archived, as a station that lost its
 * power leaves it.
 *
 * @param data folder of the station
 * @param output the signed file, which is not there yet
 */
public record SignedCase(Path data, Path output) {
  /** Leaves one. */
  public static SignedCase in(Path folder) throws Exception {
    Path first = Files.createDirectories(folder.resolve("first"));
    Snapshots snapshots = new Snapshots(first, folder.resolve("snapshots"));
    CaseLab.Job job;
    try (CaseLab lab = CaseLab.open(first)) {
      job = lab.pdf(folder.resolve("job"));
      lab.sign(job, snapshots);
    }
    Files.delete(job.output());
    Path station = snapshots.restored("state:SIGNED", folder.resolve("station"));
    return new SignedCase(station.resolve("data"), job.output());
  }
}
