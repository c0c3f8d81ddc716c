// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Deadline;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;

/**
 * How long one file may take in all, from its first byte to its written report, and where in that
 * time each part of the work ends. What a part leaves is for those behind it.
 *
 * <ul>
 *   <li>Covered content is searched for in the first two thirds of {@link #reading}.
 *   <li>The verdict is there after reading and asking others.
 *   <li>Pages are compared until half a minute before the end.
 *   <li>Pages are drawn for the report until a quarter of a minute before the end.
 *   <li>The report is written at the end.
 * </ul>
 *
 * <p>It begins when it is made. May be shared between threads.
 */
public final class TimeLimit {
  /** What is added to the time of the verdict for comparing pages and writing a report. */
  public static final Duration REPORT = Duration.ofSeconds(210);

  private static final Duration WRITING = Duration.ofSeconds(30);
  private static final Duration PRINTING = Duration.ofSeconds(15);
  private static final long LEAST_MILLIS = 9_000;
  private static final long BYTES_EACH_MILLI = 5_000;

  private final Duration reading;
  private final Duration asking;
  private final Duration reporting;
  private final Deadline end;

  TimeLimit(Duration reading, Duration asking, Duration reporting, LongSupplier clock) {
    this.reading = reading;
    this.asking = asking;
    this.reporting = reporting;
    this.end = Deadline.in(reading.plus(asking).plus(reporting), clock);
  }

  /**
   * Of work that begins now.
   *
   * @param asking what asking others about revocation adds
   * @param files the file, and what it is a signature of
   */
  public static TimeLimit of(Duration asking, Path... files) {
    return of(asking, REPORT, files);
  }

  /**
   * The same with another time for the report.
   *
   * @param reporting in place of {@link #REPORT}
   */
  public static TimeLimit of(Duration asking, Duration reporting, Path... files) {
    return new TimeLimit(reading(files), asking, reporting, System::nanoTime);
  }

  /** What reading and judging a file may take: 9 seconds and one for every 5 MB of the largest. */
  public static Duration reading(Path... files) {
    long largest = 0;
    for (Path file : files) {
      largest = Math.max(largest, bytes(file));
    }
    return Duration.ofMillis(LEAST_MILLIS + largest / BYTES_EACH_MILLI);
  }

  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // That it cannot be read is for the work to tell.
      return 0;
    }
  }

  /** Until when covered content is searched for; what is not looked at by then is told. */
  public Deadline covering() {
    return verdict().sooner(asking.plus(reading.dividedBy(3)));
  }

  /** When there is a verdict, or none. */
  public Deadline verdict() {
    return end.sooner(reporting);
  }

  /** What is left of the whole time. */
  public Duration left() {
    return end.left();
  }

  /**
   * Until when pages are compared.
   *
   * @param left what is left of the whole time
   */
  public static Deadline comparing(Duration left) {
    return Deadline.in(left).sooner(WRITING);
  }

  /**
   * Until when pages are drawn for the report.
   *
   * @param left what is left of the whole time
   */
  public static Deadline drawing(Duration left) {
    return Deadline.in(left).sooner(PRINTING);
  }

  /** The work. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T done() throws SigningException, IOException;
  }

  /**
   * Does work on a file on a thread of its own and gives up on it: a parser that a hostile file
   * keeps busy cannot be told to stop. The thread that is left behind does not keep the program
   * alive.
   *
   * @param left how long it may take; if that is nothing, it is not begun
   * @throws DocumentException.TooSlow if it takes longer
   */
  public static <T> T within(Duration left, Path file, Work<T> work)
      throws SigningException, IOException {
    if (left.isZero() || left.isNegative()) {
      throw new DocumentException.TooSlow(file, left);
    }
    FutureTask<T> task = new FutureTask<>(work::done);
    Thread worker = Thread.ofPlatform().daemon().name("verify").start(task);
    try {
      return task.get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new DocumentException.TooSlow(file, left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      worker.interrupt();
    }
  }

  private static IOException rethrown(@Nullable Throwable cause)
      throws SigningException, IOException {
    switch (cause) {
      case SigningException refusal -> throw refusal;
      case IOException failure -> throw failure;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      case null, default -> throw new IllegalStateException("the work throws nothing else", cause);
    }
  }
}
