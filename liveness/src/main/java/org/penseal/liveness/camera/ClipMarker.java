// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penseal.liveness.LivenessException.Unreadable;

/**
 * What a clip says of itself: {@code clip.json} in an image folder, {@code NAME.avi.json} beside an
 * AVI. A clip without one is taken as filmed.
 *
 * @param synthetic shows no living person
 * @param framesPerSecond above 0, up to 240
 * @param origin how it was made, one English sentence
 */
public record ClipMarker(boolean synthetic, double framesPerSecond, String origin) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double USUAL_RATE = 30;
  private static final long LONGEST = 64 * 1024;

  public ClipMarker {
    if (!(framesPerSecond > 0 && framesPerSecond <= 240)) {
      throw new IllegalArgumentException("frames per second: " + framesPerSecond);
    }
  }

  private static Path place(Path clip) {
    return Files.isDirectory(clip)
        ? clip.resolve("clip.json")
        : clip.resolveSibling(clip.getFileName() + ".json");
  }

  /**
   * The marker of a clip.
   *
   * @throws Unreadable when there is one that makes no sense
   */
  static ClipMarker of(Path clip) throws Unreadable {
    Path file = place(clip);
    if (!Files.exists(file)) {
      return new ClipMarker(false, USUAL_RATE, "");
    }
    try {
      if (Files.size(file) > LONGEST) {
        throw new Unreadable(file.toString(), null);
      }
      JsonNode tree = JSON.readTree(file.toFile());
      if (!tree.path("synthetic").isBoolean()) {
        throw new Unreadable(file.toString(), null);
      }
      return new ClipMarker(
          tree.path("synthetic").asBoolean(),
          tree.path("framesPerSecond").asDouble(USUAL_RATE),
          tree.path("origin").asText(""));
    } catch (IOException | IllegalArgumentException e) {
      throw new Unreadable(file.toString(), e);
    }
  }

  /** Writes it to its place. */
  void write(Path clip) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(place(clip).toFile(), this);
  }
}
