// SPDX-License-Identifier: Apache-2.0
package org.penseal.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Gives a target changed inputs and keeps those that came to a place where none had been: another
 * exception, thrown at another line, or another magnitude of what the target counts. Stands in for
 * the coverage of instrumented code.
 *
 * <p>An input that fails is left in {@code target/fuzz}.
 */
final class Fuzzing {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int MOST_KEPT = 400;

  /** What a target may allocate for an input: so much, and so much for each of its bytes. */
  private static final long BYTES = 16L << 20;

  private static final long BYTES_EACH = 4000;

  private final FuzzTarget target;
  private final Mutator mutator;
  private final List<byte[]> corpus;
  private final Set<Long> places = new HashSet<>();
  private long inputs;
  private long refused;

  Fuzzing(FuzzTarget target, long seed) {
    this.target = target;
    this.mutator = new Mutator(new Random(seed));
    this.corpus = new ArrayList<>(target.seeds());
  }

  /** Inputs tried. */
  long inputs() {
    return inputs;
  }

  /** Inputs that came to a new place. */
  int places() {
    return places.size();
  }

  /** Of the inputs, those that were refused. */
  long refused() {
    return refused;
  }

  /** Tries the seeds and then so many inputs. */
  void run(long count) throws IOException {
    for (byte[] seed : target.seeds()) {
      once(seed);
    }
    for (long i = 0; i < count; i++) {
      once(mutator.next(corpus));
    }
  }

  private void once(byte[] input) throws IOException {
    inputs++;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long place;
    try {
      place = magnitude(target.code().run(input.clone()));
    } catch (Exception e) {
      if (target.refuses().stream().noneMatch(c -> c.isInstance(e))) {
        throw failed(input, e);
      }
      refused++;
      place = where(e);
    } catch (Error e) {
      throw failed(input, e);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (allocated > BYTES + BYTES_EACH * input.length) {
      throw failed(input, new AssertionError("allocated " + allocated + " bytes"));
    }
    if (places.add(place) && corpus.size() < MOST_KEPT) {
      corpus.add(input);
    }
  }

  private AssertionError failed(byte[] input, Throwable cause) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "fuzz"));
    Path file = folder.resolve(target.name() + "-" + inputs + ".bin");
    Files.write(file, input);
    return new AssertionError(target.name() + " fails with " + file + ": " + cause, cause);
  }

  private static long magnitude(long count) {
    return 64 - Long.numberOfLeadingZeros(count);
  }

  /** The lines of our code that an exception came through. */
  private static long where(Exception e) {
    long place = e.getClass().hashCode();
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("org.penseal.fuzz")) {
        break;
      }
      place = place * 31 + frame.getClassName().hashCode() + frame.getLineNumber();
    }
    return place;
  }
}
