// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.queue.QueuedFile.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the queue that are not signed, in a file beside the archive, so that they are there
 * after the window was closed or the power failed. Of a file only its path, length and time of
 * change are kept, and the number of its business, so that files of two customers are never taken
 * for one queue; nothing about the signer. A file that waits for a further signer is not among
 * them, and one whose case had begun does not come back into the queue: it may have been signed.
 * The owner closes it.
 */
public final class KeptQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptQueue.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_S = 5;
  private static final long MOST_BYTES = 1 << 20;

  private final Path file;
  private @Nullable FileChannel lock; // of the thread that loads
  private volatile boolean own;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("kept queue").factory());
  private final Map<Path, Entry> known = new HashMap<>(); // of the worker

  /**
   * A file as it was when it came into the queue.
   *
   * @param length bytes; -1 if that could not be read
   * @param changed milliseconds since 1970; -1 if that could not be read
   * @param begun whether its case runs
   * @param queue the number of its queue, from 0; 0 in files of older versions
   * @param business the number of its business; null in files of older versions
   */
  record Entry(
      String path, long length, long changed, boolean begun, int queue, @Nullable String business) {
    static Entry of(Path path) {
      try {
        long changed = Files.getLastModifiedTime(path).toMillis();
        return new Entry(path.toString(), Files.size(path), changed, false, 0, null);
      } catch (IOException e) { // the window tells it when its turn comes
        return new Entry(path.toString(), -1, -1, false, 0, null);
      }
    }

    Entry in(Left left) {
      return new Entry(path, length, changed, left.begun(), left.queue(), left.business());
    }

    boolean isAs(Entry other) {
      return length == other.length && changed == other.changed;
    }
  }

  /**
   * What was kept.
   *
   * @param queues the files that are still there, in their order, those of each business apart
   * @param changed those of them that are not as they were
   * @param gone those that are there no longer
   * @param begun those whose case ran
   */
  public record Found(List<Batch> queues, List<Path> changed, List<Path> gone, List<Path> begun) {
    /** Nothing. */
    public static final Found NOTHING = new Found(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Found {
      queues = List.copyOf(queues);
      changed = List.copyOf(changed);
      gone = List.copyOf(gone);
      begun = List.copyOf(begun);
    }
  }

  /**
   * @param file need not be there yet
   */
  public KeptQueue(Path file) {
    this.file = file;
  }

  /**
   * Looks for what was kept; any thread but the screen's. A second window of the same data folder
   * finds nothing and keeps nothing: the queue is the first one's.
   *
   * @throws IOException if it cannot be read
   */
  public Found load() throws IOException {
    own = lock();
    if (!own || !Files.exists(file)) {
      return Found.NOTHING;
    }
    Map<Integer, Batch> queues = new TreeMap<>();
    Set<Path> seen = new HashSet<>();
    List<Path> changed = new ArrayList<>();
    List<Path> gone = new ArrayList<>();
    List<Path> begun = new ArrayList<>();
    for (Entry kept : readOrPutAside()) {
      Path path = path(kept);
      if (!seen.add(path)) {
        continue; // it was just going from one queue to another
      }
      Entry now = Entry.of(path);
      if (kept.begun()) {
        begun.add(path);
        continue;
      }
      if (now.length() < 0) {
        gone.add(path);
        continue;
      }
      Batch one = new Batch(Objects.requireNonNullElse(kept.business(), ""), List.of(path));
      queues.merge(kept.queue(), one, Batch::and);
      if (!now.isAs(kept)) {
        changed.add(path);
      }
    }
    return new Found(List.copyOf(queues.values()), changed, gone, begun);
  }

  private Entry[] readOrPutAside() throws IOException {
    try {
      return read();
    } catch (IOException e) {
      Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      throw e;
    }
  }

  private boolean lock() throws IOException {
    FileChannel opened =
        FileChannel.open(
            file.resolveSibling("queue.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = opened.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      LOG.debug("locked by this program", e);
    } finally {
      if (locked) {
        lock = opened;
      } else {
        opened.close();
      }
    }
    return locked;
  }

  private Entry[] read() throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("too long for a queue: " + file);
    }
    try {
      Entry[] all = JSON.readValue(Files.readAllBytes(file), Entry[].class);
      if (all == null) {
        throw new IOException("not a queue: " + file);
      }
      for (Entry each : all) {
        if (each == null || each.path() == null) {
          throw new IOException("no path: " + file);
        }
      }
      return all;
    } catch (JacksonException e) {
      throw new IOException("not a queue: " + file, e);
    }
  }

  private Path path(Entry entry) throws IOException {
    try {
      return Path.of(entry.path());
    } catch (InvalidPathException e) {
      throw new IOException("not a queue: " + file, e);
    }
  }

  /**
   * Keeps what the queue is and becomes; on the screen's thread.
   *
   * @param running whether the case of the open file runs
   */
  public void follow(QueueModel queue, ObservableBooleanValue running) {
    InvalidationListener changed = any -> later(queue, running.get());
    queue.files().addListener(changed);
    queue.behind().addListener(changed);
    queue.business().addListener(changed);
    running.addListener(changed);
    later(queue, running.get());
  }

  private record Left(Path path, boolean begun, int queue, String business) {}

  private void later(QueueModel queue, boolean running) {
    List<Left> left = new ArrayList<>();
    String business = queue.business().get();
    queue.files().stream()
        .filter(each -> each.signer() == 0)
        .filter(each -> each.state() == State.WAITING || each.state() == State.OPEN)
        .map(each -> new Left(each.file(), running && each.state() == State.OPEN, 0, business))
        .forEach(left::add);
    List<Batch> behind = List.copyOf(queue.behind());
    for (int i = 0; i < behind.size(); i++) {
      Batch batch = behind.get(i);
      for (Path each : batch.files()) {
        left.add(new Left(each, false, i + 1, batch.business()));
      }
    }
    if (own && !worker.isShutdown()) {
      worker.execute(() -> keep(left));
    }
  }

  private void keep(List<Left> left) {
    known.keySet().retainAll(left.stream().map(Left::path).toList());
    Entry[] all =
        left.stream()
            .map(each -> known.computeIfAbsent(each.path(), Entry::of).in(each))
            .toArray(Entry[]::new);
    try {
      if (all.length > 0) {
        DurableFile.write(file, JSON.writeValueAsString(all).getBytes(StandardCharsets.UTF_8));
      } else {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("the queue is not kept", e);
    }
  }

  /** Waits until everything is kept. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(PATIENCE_S, TimeUnit.SECONDS)) {
        LOG.warn("the queue may not be kept: {} files", known.size());
      }
      FileChannel held = lock;
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      LOG.warn("the lock of the queue", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
