// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.CameraGone;
import org.penseal.liveness.LivenessException.CameraInterrupted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera of this machine. One named thread reads it into a queue of two frames; when nobody takes
 * them the oldest is dropped, so the picture is never late. A camera that stops is closed and
 * looked for again for a while.
 */
final class DeviceCamera implements Camera {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceCamera.class);
  private static final Duration FAREWELL = Duration.ofSeconds(12); // V4L2 waits 10 s for a frame
  private static final int MOST_FAILURES = 30;

  /**
   * How long is waited.
   *
   * @param frame for a frame of a camera that is there
   * @param absence for a camera that stopped to come back
   * @param look between two looks for it
   */
  record Waits(Duration frame, Duration absence, Duration look) {
    static final Waits STANDARD =
        new Waits(Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofMillis(500));
  }

  private final Capture.Source source;
  private final Waits waits;
  private final double framesPerSecond;
  private volatile CameraOrigin origin;
  private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(2);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread reader;
  private final long startNanos = System.nanoTime();
  private volatile @Nullable Consumer<Frame> preview;
  private volatile boolean away;
  private volatile int returns;
  private int returnsTold;

  /** Opens the device and begins to read it. */
  DeviceCamera(String name, Capture.Source source, Waits waits) throws LivenessException {
    this.source = source;
    this.waits = waits;
    Capture capture = source.open();
    this.framesPerSecond = capture.framesPerSecond();
    this.origin = capture.origin();
    this.reader = Thread.ofPlatform().name("camera-" + name).daemon().start(() -> read(capture));
  }

  private void read(Capture opened) {
    Capture capture = opened;
    try {
      while (capture != null) {
        try {
          untilItFails(capture);
        } finally {
          away = true;
          capture.close();
        }
        capture = closed() ? null : again();
      }
    } finally {
      away = false; // who waits for it need not any longer
    }
  }

  private void untilItFails(Capture capture) {
    int failures = 0;
    while (!closed() && failures < MOST_FAILURES) {
      Optional<Frame> read = capture.read(this::sinceStart);
      failures = read.isEmpty() ? failures + 1 : 0;
      read.ifPresent(this::give);
    }
  }

  private void give(Frame frame) {
    if (away) {
      frames.clear();
      returns++; // this thread alone writes it
      away = false;
    }
    Consumer<Frame> watcher = preview;
    if (watcher != null) {
      watcher.accept(frame);
    }
    while (!frames.offer(frame)) {
      frames.poll();
    }
  }

  private @Nullable Capture again() {
    LOG.info("camera stopped, looking for it for {}", waits.absence());
    Duration end = sinceStart().plus(waits.absence());
    try {
      while (sinceStart().compareTo(end) < 0) {
        if (closing.await(waits.look().toMillis(), TimeUnit.MILLISECONDS)) {
          return null;
        }
        try {
          Capture found = source.open();
          // Another device may have come in its place: once doubtful, the stream stays so.
          origin = origin == CameraOrigin.DEVICE ? found.origin() : origin;
          return found;
        } catch (LivenessException e) {
          LOG.debug("not yet", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  @Override
  public Optional<Frame> next() throws LivenessException {
    Duration from = sinceStart();
    while (!closed()) {
      boolean waiting = away; // before the queue is looked at: it may come back meanwhile
      try {
        Frame frame = frames.poll(waits.frame().toMillis(), TimeUnit.MILLISECONDS);
        if (returnsTold != returns) {
          returnsTold = returns;
          throw new CameraInterrupted();
        }
        if (frame != null) {
          return Optional.of(frame);
        }
        if (!waiting && !away) {
          throw new CameraGone(sinceStart().minus(from));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean preview(Consumer<Frame> watcher) {
    preview = watcher;
    return true;
  }

  @Override
  public double framesPerSecond() {
    return framesPerSecond;
  }

  @Override
  public CameraOrigin origin() {
    return origin;
  }

  /** The reader releases the device; waits for it, as two openings at once would fail. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!reader.join(FAREWELL)) {
        LOG.warn("camera does not let go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
