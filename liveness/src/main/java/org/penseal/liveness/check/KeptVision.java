// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.Vision;

/**
 * Keeps the networks open between two uses, since opening them takes longer than a comparison. One
 * set at most is kept; who comes while it is in use opens another one.
 */
final class KeptVision implements AutoCloseable {
  private final ModelFiles models;
  private final AtomicReference<@Nullable Vision> idle = new AtomicReference<>();
  private volatile boolean closed;

  KeptVision(ModelFiles models) {
    this.models = models;
  }

  /** What is done with the networks. */
  @FunctionalInterface
  interface Use<T extends @Nullable Object> {
    T with(Vision vision) throws LivenessException;
  }

  /** On the calling thread; after a failure the networks are opened anew. */
  <T extends @Nullable Object> T use(Use<T> use) throws LivenessException {
    Vision kept = idle.getAndSet(null);
    Vision vision = kept == null ? new Vision(models) : kept;
    boolean whole = false;
    try {
      T result = use.with(vision);
      whole = true;
      return result;
    } catch (LivenessException.NoFace
        | LivenessException.SeveralFaces
        | LivenessException.TooSmall
        | LivenessException.PoorPicture e) {
      whole = true; // the picture's fault
      throw e;
    } finally {
      if (!whole || closed || !idle.compareAndSet(null, vision)) {
        vision.close();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    Vision kept = idle.getAndSet(null);
    if (kept != null) {
      kept.close();
    }
  }
}
