// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.util.function.Consumer;
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
  private final Consumer<Vision> closing;
  private @Nullable Vision idle;
  private int rests; // how often they were let go
  private boolean closed;

  KeptVision(ModelFiles models) {
    this(models, Vision::close);
  }

  /**
   * @param closing closes what is let go
   */
  KeptVision(ModelFiles models, Consumer<Vision> closing) {
    this.models = models;
    this.closing = closing;
  }

  /** What is done with the networks. */
  @FunctionalInterface
  interface Use<T extends @Nullable Object> {
    T with(Vision vision) throws LivenessException;
  }

  /** On the calling thread; after a failure the networks are opened anew. */
  <T extends @Nullable Object> T use(Use<T> use) throws LivenessException {
    int began = rests();
    Vision kept = take();
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
      if (!whole || !keep(vision, began)) {
        closing.accept(vision);
      }
    }
  }

  private synchronized int rests() {
    return rests;
  }

  private synchronized @Nullable Vision take() {
    Vision kept = idle;
    idle = null;
    return kept;
  }

  // What was in use when the others were let go is let go too.
  private synchronized boolean keep(Vision vision, int began) {
    boolean room = !closed && began == rests && idle == null;
    if (room) {
      idle = vision;
    }
    return room;
  }

  /** Whether networks are kept open at the moment. */
  synchronized boolean isOpen() {
    return idle != null;
  }

  /** Lets the networks go until somebody uses them again. */
  void rest() {
    Vision kept;
    synchronized (this) {
      rests++;
      kept = take();
    }
    if (kept != null) {
      closing.accept(kept);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    rest();
  }
}
