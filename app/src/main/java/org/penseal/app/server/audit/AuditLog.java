// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of calls, in a folder of its own. An entry lies on the disk before its caller has the
 * answer; entries that come together are written together. What cannot be recorded is not done;
 * after a failure the writer tries again each second with an entry {@code audit-resumed} of its
 * own. One program at a time; the one who opened it closes it.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "audit.log";
  private static final String KEY = "audit.key";
  private static final int KEY_BYTES = 32;
  private static final int QUEUE = 4096;
  private static final int TOGETHER = 512;
  private static final int WAIT_SECONDS = 10;
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FileChannel channel;
  private final FileLock lock;
  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread writer;
  private final Path file;
  private AuditChain chain;
  private long end;
  private volatile Written written;
  private long failed;
  private volatile boolean closed;
  private volatile boolean failing;

  // So many entries, in so many bytes: what may be read while more is written.
  private record Written(long entries, long bytes) {}

  private record Pending(AuditEntry entry, CompletableFuture<Long> done) {}

  private AuditLog(Path file, FileChannel channel, FileLock lock, AuditChain chain, long end) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
    this.chain = chain;
    this.end = end;
    this.written = new Written(chain.number(), end);
    this.writer = Thread.ofPlatform().daemon().name("audit").unstarted(this::run);
  }

  /**
   * Opens it, or begins one.
   *
   * @throws ServeException.AuditAltered if an entry does not fit
   * @throws ServeException.DataUnusable if it cannot be read or written, or another program has it
   */
  public static AuditLog open(Path folder, SecureRandom random) throws ServeException {
    try {
      Path file = OwnerOnly.folder(folder).resolve(FILE);
      OwnerOnly.file(file);
      AuditChain chain = new AuditChain(key(folder, random));
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean opened = false;
      try {
        FileLock lock = locked(channel);
        if (lock == null) {
          throw new ServeException.DataUnusable(file, null);
        }
        long end = read(file, chain);
        // What a crash has left of a line was not acknowledged to anybody.
        channel.truncate(end);
        AuditLog log = new AuditLog(file, channel, lock, chain, end);
        log.writer.start();
        opened = true;
        return log;
      } finally {
        if (!opened) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw new ServeException.DataUnusable(folder, e);
    }
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static byte[] key(Path folder, SecureRandom random) throws IOException {
    Path file = folder.resolve(KEY);
    if (!Files.exists(file)) {
      byte[] fresh = new byte[KEY_BYTES];
      random.nextBytes(fresh);
      DurableFile.write(file, fresh);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new IOException("no key of " + KEY_BYTES + " bytes: " + file);
    }
    return key;
  }

  /**
   * Walks the whole chain; for a record that no program writes just now.
   *
   * @return the number of entries
   * @throws ServeException.AuditAltered at the first that does not fit
   */
  public static long verify(Path folder) throws ServeException {
    try {
      if (!Files.exists(folder.resolve(FILE))) {
        return 0;
      }
      AuditChain chain = new AuditChain(Files.readAllBytes(folder.resolve(KEY)));
      read(folder.resolve(FILE), chain);
      return chain.number();
    } catch (IOException e) {
      throw new ServeException.DataUnusable(folder, e);
    }
  }

  // The length of the whole lines.
  private static long read(Path file, AuditChain chain) throws IOException, ServeException {
    long whole = lengthOfWholeLines(file);
    long end = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      while (end < whole) {
        String line = lines.readLine();
        if (line == null || !chain.takes(line)) {
          throw new ServeException.AuditAltered(chain.number() + 1);
        }
        end += line.getBytes(StandardCharsets.UTF_8).length + 1;
      }
    }
    return end;
  }

  private static long lengthOfWholeLines(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long position = channel.size();
      ByteBuffer one = ByteBuffer.allocate(1);
      while (position > 0) {
        one.clear();
        channel.read(one, position - 1);
        if (one.get(0) == '\n') {
          return position;
        }
        position--;
      }
      return 0;
    }
  }

  /** Whether the last entries could be written. */
  public boolean writes() {
    return !failing && !closed;
  }

  /** How many entries there are. */
  public long entries() {
    return written.entries();
  }

  /**
   * Entries as they stand on the disk, one JSON object each; reads the file from its beginning.
   *
   * @param from number of the first, from 1
   * @param most at most so many
   * @throws ServeException.DataUnusable if the file cannot be read
   */
  public List<JsonNode> read(long from, int most) throws ServeException {
    Written now = written;
    List<JsonNode> found = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long last = Math.min(now.entries(), from > Long.MAX_VALUE - most ? from : from + most - 1);
      for (long number = 1; number <= last; number++) {
        String line = lines.readLine();
        if (line == null) {
          throw new IOException("the file has become shorter");
        }
        if (number >= from) {
          found.add(JSON.readTree(line));
        }
      }
      return found;
    } catch (IOException e) {
      throw new ServeException.DataUnusable(file, e);
    }
  }

  /**
   * Records a call; on the disk when this returns.
   *
   * @throws NotReady if it cannot be recorded, for whatever reason
   */
  public long append(AuditEntry entry) throws NotReady {
    Pending pending = new Pending(entry, new CompletableFuture<>());
    if (closed || !queue.offer(pending)) {
      throw new NotReady(NotReady.Part.AUDIT, null);
    }
    try {
      return pending.done().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReady(NotReady.Part.AUDIT, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new NotReady(NotReady.Part.AUDIT, e);
    }
  }

  private void run() {
    List<Pending> batch = new ArrayList<>(TOGETHER);
    while (!closed || !queue.isEmpty()) {
      try {
        Pending first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first == null && !due()) {
          continue;
        }
        batch.add(first == null ? resumed() : first);
        queue.drainTo(batch, TOGETHER - 1);
        write(batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        batch.clear();
      }
    }
  }

  // After a failure it tries by itself: calls may stay away while readiness says no.
  private boolean due() {
    return failing && !closed && System.nanoTime() - failed >= AGAIN_NANOS;
  }

  private static Pending resumed() {
    AuditEntry entry = new AuditEntry(Instant.now(), "", "", "audit-resumed", "", "", 0, "");
    return new Pending(entry, new CompletableFuture<>());
  }

  private void write(List<Pending> batch) {
    try {
      append(batch);
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it was: this thread is the only one that writes, and callers wait for it.
      if (!failing) {
        LOG.error("the record of calls cannot be written; tried again each second", e);
      }
      failing = true;
      failed = System.nanoTime();
      takeBack();
      batch.forEach(each -> each.done().completeExceptionally(e));
    }
  }

  private void append(List<Pending> batch) throws IOException {
    AuditChain next = chain.copy();
    StringBuilder lines = new StringBuilder();
    List<Long> numbers = new ArrayList<>(batch.size());
    for (Pending each : batch) {
      lines.append(next.next(each.entry()));
      numbers.add(next.number());
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    if (failing) {
      // It may not have been taken back then.
      channel.truncate(end);
    }
    long position = end;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    channel.force(false);
    end = position;
    chain = next;
    written = new Written(chain.number(), end);
    if (failing) {
      LOG.info("the record of calls is written again");
    }
    failing = false;
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).done().complete(numbers.get(i));
    }
  }

  private void takeBack() {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      LOG.error("half a batch could not be taken back: {}", e.toString());
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
      lock.release();
      channel.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("the record of calls cannot be closed: {}", e.toString());
    }
  }
}
