// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Cues;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Measures.SkinMotion;
import org.penseal.liveness.Quality;
import org.penseal.liveness.rule.Judge;
import org.penseal.liveness.rule.cue.ScreenCues;
import org.penseal.liveness.vision.Vision;
import org.penseal.liveness.vision.flow.SkinFlow;

/** Turns frames into measures. The dear networks run on every fifth frame only. */
final class Measuring implements AutoCloseable {
  private static final int EVERY = 5;

  private final Vision vision;
  private final SkinFlow flow = new SkinFlow();
  private int index;

  Measuring(Vision vision) {
    this.vision = vision;
  }

  Measures measure(Frame frame, Judge judge) throws LivenessException {
    List<Face> faces = vision.faces(frame);
    boolean turn = index++ % EVERY == 0;
    Face face = null;
    int count = 0;
    if (!faces.isEmpty()) {
      Face main = Vision.main(faces, frame);
      count = Vision.rivals(faces, main);
      face = count == 1 ? main : null;
    }
    @Nullable Quality quality = face == null ? null : vision.quality(frame, face);
    @Nullable Embedding embedding = null;
    double passive = Double.NaN;
    if (face != null && (turn || judge.wantsEmbedding())) {
      embedding = vision.embed(frame, face);
    }
    if (face != null && turn) {
      passive = vision.passive(frame, face);
    }
    double grid = turn && face != null ? ScreenCues.grid(frame, face.box()) : Double.NaN;
    double border = turn && face != null ? ScreenCues.border(frame, face.box()) : Double.NaN;
    Cues cues = new Cues(fingerprint(frame), thumbnail(frame), grid, border);
    return new Measures(
        frame.at(), count, face, quality, motion(frame, face, judge), embedding, passive, cues);
  }

  private @Nullable SkinMotion motion(Frame frame, @Nullable Face face, Judge judge)
      throws LivenessException {
    if (!judge.wantsMotion()) {
      flow.forget();
      return null;
    }
    return face == null ? null : flow.follow(frame, face, judge.straightYaw());
  }

  @Override
  public void close() {
    flow.close();
  }

  private static long fingerprint(Frame frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame.bgr());
    return crc.getValue();
  }

  /** Every other green pixel of every other row is enough to average the noise out. */
  private static float[] thumbnail(Frame frame) {
    float[] blocks = new float[Cues.COLUMNS * Cues.ROWS];
    byte[] bgr = frame.bgr();
    for (int row = 0; row < Cues.ROWS; row++) {
      int top = row * frame.height() / Cues.ROWS;
      int bottom = Math.max(top + 1, (row + 1) * frame.height() / Cues.ROWS);
      for (int column = 0; column < Cues.COLUMNS; column++) {
        int left = column * frame.width() / Cues.COLUMNS;
        int right = Math.max(left + 1, (column + 1) * frame.width() / Cues.COLUMNS);
        int sum = 0;
        int count = 0;
        for (int y = top; y < bottom; y += 2) {
          for (int at = 3 * (y * frame.width() + left) + 1;
              at < 3 * (y * frame.width() + right);
              at += 6) {
            sum += bgr[at] & 0xff;
            count++;
          }
        }
        blocks[row * Cues.COLUMNS + column] = (float) sum / count;
      }
    }
    return blocks;
  }
}
