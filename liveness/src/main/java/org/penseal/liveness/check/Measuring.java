// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Measures;
import org.penseal.liveness.vision.Vision;

/** Turns frames into measures. The dear networks run on every fifth frame only. */
final class Measuring {
  private static final int EVERY = 5;

  private final Vision vision;
  private int index;

  Measuring(Vision vision) {
    this.vision = vision;
  }

  Measures measure(Frame frame, boolean embeddingWanted) throws LivenessException {
    List<Face> faces = vision.faces(frame);
    boolean turn = index++ % EVERY == 0;
    Face face = null;
    int count = 0;
    if (!faces.isEmpty()) {
      Face main = Vision.main(faces, frame);
      count = Vision.rivals(faces, main);
      face = count == 1 ? main : null;
    }
    @Nullable Embedding embedding = null;
    double passive = Double.NaN;
    if (face != null && (turn || embeddingWanted)) {
      embedding = vision.embed(frame, face);
    }
    if (face != null && turn) {
      passive = vision.passive(frame, face);
    }
    return new Measures(frame.at(), count, face, embedding, passive, fingerprint(frame));
  }

  private static long fingerprint(Frame frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame.bgr());
    return crc.getValue();
  }
}
