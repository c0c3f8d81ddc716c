// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.penseal.liveness.Frame;
import org.penseal.liveness.camera.Stills;

/** Writes the pictures of testdata/cards: {@code SpecimenFiles FOLDER}. */
public final class SpecimenFiles {
  private SpecimenFiles() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    Random random = new Random(29);
    SpecimenCard.Drawn front = SpecimenCard.front(random);
    CardPhoto conditions = CardPhoto.plain(160);
    write(folder, "specimen-" + front.number(), conditions.take(front, random));
    write(folder, "specimen-mirrored", conditions.asMirrored().take(front, random));
    write(folder, "specimen-emblem", conditions.take(SpecimenCard.back(), random));
  }

  private static void write(Path folder, String name, Frame photo) throws Exception {
    Files.write(folder.resolve(name + ".jpg"), Stills.jpeg(photo, 80));
  }
}
