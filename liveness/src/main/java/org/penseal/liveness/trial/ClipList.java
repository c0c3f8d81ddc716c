// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.LivenessException.Unreadable;
import org.penseal.liveness.camera.Cameras;

/** A list of labelled clips of one's own, as filmed with real people and real attacks. */
public final class ClipList {
  private static final int MOST_LINES = 100_000;

  private ClipList() {}

  /**
   * Reads a list; the clips are opened when they are shown.
   *
   * @param list lines {@code CLIP TAB CHALLENGES TAB KIND}, kinds as {@link Kind#word()}; clips
   *     relative to the list's folder; blank lines and lines starting with # are skipped
   * @throws Unreadable for a list or line that cannot be read, with the number of the line
   */
  public static List<Presentation> read(Path list) throws Unreadable {
    List<Presentation> clips = new ArrayList<>();
    int number = 0;
    try (var lines = Files.lines(list, StandardCharsets.UTF_8)) {
      for (String line : (Iterable<String>) lines.limit(MOST_LINES)::iterator) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          clips.add(clip(line, list, number));
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new Unreadable(list.toString(), e);
    }
    return List.copyOf(clips);
  }

  private static Presentation clip(String line, Path list, int number) throws Unreadable {
    String[] parts = line.split("\t", -1);
    Optional<Kind> kind = parts.length == 3 ? Kind.of(parts[2].strip()) : Optional.empty();
    if (kind.isEmpty()) {
      throw new Unreadable(list + ":" + number, null);
    }
    try {
      Path clip = list.toAbsolutePath().resolveSibling(parts[0].strip());
      return new Presentation(
          parts[0].strip(),
          kind.get(),
          DataSplit.REPORTING,
          Challenge.parse(parts[1]),
          () -> Cameras.open("clip:" + clip));
    } catch (IllegalArgumentException e) { // also InvalidPathException
      throw new Unreadable(list + ":" + number, e);
    }
  }
}
