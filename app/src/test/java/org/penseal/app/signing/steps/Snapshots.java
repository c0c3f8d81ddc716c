// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.penseal.app.Folders;
import org.penseal.app.disk.StateFolder;
import org.penseal.app.signing.Checkpoint;

/**
 * What a station's disk held at each checkpoint of a case: exactly what a process that is killed
 * there would leave, its witness outside the folder of the data too.
 */
final class Snapshots implements Checkpoint {
  private static final String WITNESS = "witness";

  private final Path station;
  private final Path folder;
  private final List<String> steps = new ArrayList<>();

  /**
   * @param station folder that {@link CaseLab#open} was given
   * @param folder where the copies lie
   */
  Snapshots(Path station, Path folder) {
    this.station = station;
    this.folder = folder;
  }

  List<String> steps() {
    return steps;
  }

  @Override
  public void reached(Milestone milestone) {
    String step = Milestones.word(milestone);
    steps.add(step);
    Path here = folder.resolve(name(step));
    try {
      Folders.copy(station, here);
      Files.copy(witness(station), here.resolve(WITNESS), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String name(String step) {
    return step.replace(':', '-');
  }

  /** Puts the disk of a checkpoint into a folder of its own; the witness in its place. */
  Path restored(String step, Path into) throws IOException {
    Folders.copy(folder.resolve(name(step)), into);
    Files.copy(into.resolve(WITNESS), witness(into), StandardCopyOption.REPLACE_EXISTING);
    return into;
  }

  /** What a user's own folder remembers of a station's archive. */
  static Path witness(Path station) throws IOException {
    String id = Files.readAllLines(station.resolve("data/archive.head")).get(1);
    return StateFolder.archives().resolve(id + ".head");
  }
}
