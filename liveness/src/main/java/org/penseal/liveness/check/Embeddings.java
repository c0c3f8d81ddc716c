// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.NoFace;
import org.penseal.liveness.LivenessException.TimedOut;
import org.penseal.liveness.LivenessException.Unreadable;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.Vision;

/**
 * Embeddings of many pictures, made on all processors.
 *
 * @param byPicture of each picture that could be read; empty where no face could be found
 * @param unreadable the others, in the order they were asked for
 */
record Embeddings(Map<Path, Optional<Embedding>> byPicture, List<Path> unreadable) {
  private static final int MILLIS_EACH = 20_000; // no picture takes this long

  static Embeddings of(ModelFiles models, Collection<Path> pictures)
      throws LivenessException, InterruptedException {
    Map<Path, Optional<Embedding>> results = new ConcurrentHashMap<>();
    Queue<Path> queue = new ConcurrentLinkedQueue<>(pictures);
    int workers =
        Math.max(1, Math.min(pictures.size(), Runtime.getRuntime().availableProcessors()));
    Duration limit = Duration.ofMillis((long) MILLIS_EACH * (pictures.size() + 1));
    ExecutorService pool =
        Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("faces-", 0).factory());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(
            pool.submit(
                () -> {
                  work(models, queue, results);
                  return null;
                }));
      }
      for (Future<?> worker : running) {
        worker.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LivenessException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new TimedOut(limit);
    } finally {
      pool.shutdownNow();
    }
    return new Embeddings(
        results, pictures.stream().filter(picture -> !results.containsKey(picture)).toList());
  }

  private static void work(
      ModelFiles models, Queue<Path> queue, Map<Path, Optional<Embedding>> results)
      throws LivenessException {
    try (Vision vision = new Vision(models)) {
      for (Path next = queue.poll();
          next != null && !Thread.currentThread().isInterrupted();
          next = queue.poll()) {
        try {
          results.put(next, embed(vision, Stills.read(next)));
        } catch (Unreadable e) {
          continue; // what has no result is named
        }
      }
    }
  }

  private static Optional<Embedding> embed(Vision vision, Frame frame) throws LivenessException {
    try {
      return Optional.of(vision.embed(frame, vision.mainFace(frame)));
    } catch (NoFace e) {
      return Optional.empty(); // counted as failed to detect
    }
  }

  /** Of a picture that was asked for. */
  Optional<Embedding> of(Path picture) {
    return byPicture.getOrDefault(picture, Optional.empty());
  }

  /** In how many pictures no face could be found. */
  int failed() {
    return (int) byPicture.values().stream().filter(Optional::isEmpty).count();
  }
}
