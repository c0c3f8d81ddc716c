// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.sign.PdfEditor;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;

/**
 * Verifies damaged files one after another, each with a watch: an answer or a typed refusal within
 * ten seconds, in the memory that the machine was started with.
 */
public final class MalformedRun implements AutoCloseable {
  private static final int TOLD = 2000;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Path folder;
  private final Signers signers;
  private final PdfVerifier verifier;
  private final List<byte[]> seeds;
  private ExecutorService worker = worker();
  private final List<String> faults = new ArrayList<>();
  private long slowestMs;
  private long slowest = -1;

  MalformedRun(Path folder) throws Exception {
    this.folder = folder;
    this.signers = new Signers(folder);
    this.verifier = new PdfVerifier(signers.trusted(), SigningBench.HASHING);
    this.seeds =
        List.of(signers.approval(), signers.streams(), signers.certified(2), signers.twice());
  }

  /** {@code MalformedRun [N [SEED]]}: prints seed, count and the slowest; 1 if any failed. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    try (MalformedRun run = new MalformedRun(Files.createTempDirectory("malformed-"))) {
      System.out.println("seed " + seed);
      List<String> faults = run.of(count, seed);
      faults.forEach(System.out::println);
      System.out.println(
          count
              + " files, slowest number "
              + run.slowest
              + " in "
              + run.slowestMs
              + " ms, "
              + faults.size()
              + " faults");
      System.exit(faults.isEmpty() ? 0 : 1);
    }
  }

  /** What went wrong with each file, with its number. */
  List<String> of(int count, long seed) throws Exception {
    int number = 0;
    for (byte[] bomb : Mutation.bombs(seeds.getFirst())) {
      one("bomb " + number, number++, bomb);
    }
    for (int i = 0; i < count; i++) {
      one("seed " + (seed + i), i, new Mutation(seed + i).of(seeds));
      if (i > 0 && i % TOLD == 0) {
        System.err.println(i + " files, " + faults.size() + " faults");
      }
    }
    return faults;
  }

  private void one(String name, long number, byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve("malformed.pdf"), bytes);
    long start = System.nanoTime();
    Future<String> answer = worker.submit(() -> answer(file));
    try {
      String fault = answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!fault.isEmpty()) {
        faults.add(name + ": " + fault);
      }
    } catch (TimeoutException e) {
      faults.add(name + ": no answer within " + LIMIT);
      answer.cancel(true);
      worker = worker();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      StackTraceElement[] trace = cause.getStackTrace();
      faults.add(name + ": " + cause + (trace.length > 0 ? " at " + trace[0] : "") + ours(trace));
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    if (took > slowestMs) {
      slowestMs = took;
      slowest = number;
    }
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
  }

  private static String ours(StackTraceElement[] trace) {
    for (StackTraceElement each : trace) {
      if (each.getClassName().startsWith("org.penseal.")) {
        return " by " + each;
      }
    }
    return "";
  }

  private String answer(Path file) throws Exception {
    try {
      Report report = verifier.verify(file, null, Instant.now());
      if (report.verdict() == Report.Verdict.VALID && !unchanged(file)) {
        // A fault in what nobody reads may leave a file valid; a change of what is seen may not.
        return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("Pay 100 EUR")
            ? ""
            : "valid without its text";
      }
    } catch (SigningException e) {
      // An answer.
    }
    Path out = folder.resolve("repaired.pdf");
    try {
      PdfEditor.repair(file, null, out);
    } catch (SigningException e) {
      // An answer, too.
    } finally {
      Files.deleteIfExists(out);
    }
    return "";
  }

  private boolean unchanged(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    return seeds.stream().anyMatch(seed -> java.util.Arrays.equals(seed, bytes));
  }

  @Override
  public void close() {
    worker.shutdownNow();
    signers.close();
  }
}
