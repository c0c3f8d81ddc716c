// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.strangers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.ClipParameters;
import org.penseal.liveness.puppet.Gesture;
import org.penseal.liveness.puppet.Puppet;

/**
 * Who sits before the camera: hears what the program asks for, and does it. The pictures are drawn
 * beforehand; the camera that shows them knows nothing of what is asked.
 */
final class Sitter {
  private static final int STILL_FRAMES = 300;
  private static final int QUALITY = 95;

  private final Path clips;
  private final Map<String, Challenge> words = new LinkedHashMap<>();
  private int asked;

  private Sitter(Path clips) {
    this.clips = clips;
  }

  /**
   * Draws the pictures.
   *
   * @param still of the face
   * @param clips empty folder for them
   * @param words of the program for each challenge, as {@code org.penseal.app.text} has them
   */
  static Sitter draw(Path still, Path clips, Map<String, Challenge> words) throws Exception {
    Frame face = Stills.read(still);
    Puppet puppet = new Puppet(ModelFiles.bundled(), face);
    Files.createDirectories(clips.resolve("still"));
    for (int i = 0; i < STILL_FRAMES; i++) {
      Frame frame = puppet.paint(Gesture.REST.alive(i / 30.0));
      ClipParameters.PLAIN.noise(frame.bgr(), i);
      write(clips.resolve("still"), i, frame);
    }
    for (Challenge each : Challenge.values()) {
      Path folder = Files.createDirectories(clips.resolve(each.name()));
      // Nobody sways twice in the same way: a check calls that a recording.
      ClipParameters manner = ClipParameters.PLAIN.seeded(each.ordinal() + 1);
      Puppet moving = new Puppet(ModelFiles.bundled(), face, manner);
      try (Camera camera = moving.camera(List.of(each))) {
        for (int i = 0; ; i++) {
          var next = camera.next();
          if (next.isEmpty()) {
            break;
          }
          write(folder, i, next.get());
        }
      }
    }
    Sitter sitter = new Sitter(clips);
    sitter.words.putAll(words);
    return sitter;
  }

  private static void write(Path folder, int index, Frame frame)
      throws java.io.IOException, LivenessException {
    Files.write(folder.resolve("%05d.jpg".formatted(index)), Stills.jpeg(frame, QUALITY));
  }

  /** What the camera sees. */
  Path clips() {
    return clips;
  }

  /** Sits down: nothing was asked for yet. */
  void sits() throws java.io.IOException {
    Files.deleteIfExists(clips.resolve("now"));
  }

  /** The program said something; what asks for nothing is not minded. */
  void hears(String line) throws java.io.IOException {
    Challenge challenge = words.get(line.strip());
    if (challenge != null) {
      asked++;
      Path said = Files.writeString(clips.resolve("next"), asked + " " + challenge.name() + "\n");
      Files.move(said, clips.resolve("now"), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** How often something was asked for. */
  int asked() {
    return asked;
  }
}
