// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.integrity;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.penseal.digest.NativeSm3;
import org.penseal.refusal.FileException.ProgramAltered;
import org.penseal.refusal.FileException.ProgramAltered.Why;
import org.penseal.signature.Hashing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this program runs from the files of its release. They are compared once, beside the
 * start, on a virtual thread; whoever is about to sign asks for the result and waits for it. Any
 * thread; the provider of the SM algorithms must be registered.
 */
public final class ProgramIntegrity {
  private static final Logger LOG = LoggerFactory.getLogger(ProgramIntegrity.class);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  // A process has one program, and it does not change which.
  private static final ProgramIntegrity OWN = new ProgramIntegrity();

  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();

  private ProgramIntegrity() {}

  /** What is known of the files. */
  public enum Release {
    /** They were built here and have no list. */
    CHECKOUT,
    /** They agree with their list, which nobody signed. */
    UNSIGNED,
    /** They agree with their list, which the release key signed. */
    SIGNED,
    /** They do not agree. */
    ALTERED
  }

  /**
   * What came out.
   *
   * @param release what is known
   * @param bytes that were read
   * @param took how long
   * @param altered how they differ; null if they do not
   */
  public record Answer(
      Release release, long bytes, Duration took, @Nullable ProgramAltered altered) {}

  /** That of this process. */
  public static ProgramIntegrity ofThisProgram() {
    return OWN;
  }

  /** Begins to compare, if nobody has. */
  public void begin() {
    if (begun.compareAndSet(false, true)) {
      Thread.ofVirtual().name("integrity").start(() -> answer.complete(compared()));
    }
  }

  private static Answer compared() {
    long start = System.nanoTime();
    Release release = Release.ALTERED;
    long bytes = 0;
    ProgramAltered altered = null;
    try {
      Optional<InstalledImage> image = InstalledImage.ofThisProgram();
      if (image.isEmpty()) {
        return new Answer(Release.CHECKOUT, 0, Duration.ZERO, null);
      }
      new LaunchCheck(image.get())
          .requireOwn(
              ManagementFactory.getRuntimeMXBean().getInputArguments(), System::getProperty);
      bytes = new FileCheck(image.get(), new NativeSm3(Hashing.jca())).requireWhole();
      release = image.get().release() == null ? Release.UNSIGNED : Release.SIGNED;
    } catch (ProgramAltered e) {
      altered = e;
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.error("the program's files cannot be compared", e);
      altered = new ProgramAltered(InstalledImage.LIST, Why.UNREADABLE);
    }
    if (altered != null) {
      LOG.warn("nothing is signed: {}", altered.getMessage());
    }
    return new Answer(release, bytes, Duration.ofNanos(System.nanoTime() - start), altered);
  }

  /** What came out; waits for it. */
  public Answer answer() {
    begin();
    try {
      return answer.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      return new Answer(
          Release.ALTERED, 0, LONGEST, new ProgramAltered(InstalledImage.LIST, Why.UNREADABLE));
    }
  }

  /**
   * Whoever is about to sign asks this first; waits for the comparison to end.
   *
   * @throws ProgramAltered if the files are not those of the release
   */
  public void requireWhole() throws ProgramAltered {
    ProgramAltered altered = answer().altered();
    if (altered != null) {
      throw new ProgramAltered(altered.what, altered.why);
    }
  }
}
