// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An attacker that searches: draws prepared documents and updates, and looks for one that is valid
 * although MuPDF or poppler shows something else than was signed.
 */
public final class SearchRun implements AutoCloseable {
  /** Exit code of a search that did not come to its end. */
  static final int FAILED = 2;

  private static final int GROUP = 20;
  private static final int WORKERS = 2;
  private static final int HONEST = 10;
  private static final Set<Long> KNOWN =
      Pattern.compile(",")
          .splitAsStream(System.getProperty("penseal.attack.known", ""))
          .filter(each -> !each.isEmpty())
          .map(Long::valueOf)
          .collect(Collectors.toSet());

  private final Path folder;
  private final Keys keys;
  private final Mode mode;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final Map<String, AtomicLong> counts = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long earliest = Long.MAX_VALUE;

  /** What is done with a counterexample. */
  enum Mode {
    /** Taken apart and told. */
    MINIMISE,
    /** Its seed is told. */
    LIST,
    /** It ends the search. */
    FIRST
  }

  SearchRun(Path folder, Mode mode) throws Exception {
    this.folder = folder;
    this.keys = new Keys(folder);
    this.mode = mode;
  }

  /**
   * {@code SearchRun [N [SEED]]}: prints seed, counts and every counterexample; ends with 1 if
   * there is any, with {@link #FAILED} if the search did not come to its end. With the property
   * {@code penseal.attack.mode} it does otherwise ({@link Mode}).
   */
  public static void main(String[] arguments) {
    int exit = FAILED;
    try {
      exit = search(arguments) ? 1 : 0;
    } catch (Throwable e) {
      // A program that dies of an exception ends with 1, too.
      e.printStackTrace();
    }
    System.exit(exit);
  }

  private static boolean search(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    long seed =
        arguments.length > 1
            ? Long.parseLong(arguments[1])
            : Drawn.WIDE + System.nanoTime() / 1000 * 1000;
    Mode mode = Mode.valueOf(System.getProperty("penseal.attack.mode", "MINIMISE"));
    Path folder = Files.createTempDirectory("attack-");
    long start = System.nanoTime();
    try (SearchRun run = new SearchRun(folder, mode)) {
      System.out.println("seed " + seed);
      List<String> faults = run.of(count, seed);
      faults.forEach(System.out::println);
      System.out.println(run.counts() + ", " + faults.size() + " counterexamples");
      System.out.println((System.nanoTime() - start) / 1_000_000_000 + " s");
      if (run.earliest != Long.MAX_VALUE) {
        System.out.println("first at document " + (run.earliest - seed + 1));
      }
      return !faults.isEmpty();
    }
  }

  /** Counterexamples of so many documents, one of ten of them honest; each with its seed. */
  List<String> of(int count, long seed) throws Exception {
    AtomicLong next = new AtomicLong();
    try (ExecutorService pool = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<Void>> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        Trial trial = new Trial(keys, Files.createDirectories(folder.resolve("worker-" + i)));
        workers.add(
            pool.submit(
                () -> {
                  try (trial) {
                    while (!stop.get()) {
                      long from = next.getAndAdd(GROUP);
                      if (from >= count) {
                        break;
                      }
                      for (long n = from; n < Math.min(count, from + GROUP) && !stop.get(); n++) {
                        one(trial, seed + n);
                      }
                    }
                  }
                  return null;
                }));
      }
      for (Future<Void> each : workers) {
        each.get();
      }
    }
    return faults;
  }

  private void one(Trial trial, long seed) throws Exception {
    boolean honest = Math.floorMod(Math.floorDiv(seed, 4), HONEST) == 0;
    if (honest && mode != Mode.MINIMISE || KNOWN.contains(seed)) {
      return; // what is looked for is an attack that is not known
    }
    one(trial, Drawn.of(seed, honest));
  }

  /** Counterexamples of these, one after the other. */
  List<String> of(List<Drawn> kept) throws Exception {
    try (Trial trial = new Trial(keys, Files.createDirectories(folder.resolve("kept")))) {
      for (Drawn each : kept) {
        one(trial, each);
      }
    }
    return faults;
  }

  private void one(Trial trial, Drawn drawn) throws Exception {
    Trial.Outcome outcome = trial.of(drawn);
    count(drawn.honest() ? "honest" : "drawn");
    count(
        (drawn.honest() ? "honest " : "")
            + String.valueOf(outcome.verdict()).toLowerCase(java.util.Locale.ROOT));
    if (outcome.judged()) {
      count("shown to strangers");
    }
    if (outcome.fault().isEmpty()) {
      return;
    }
    trial.forget();
    if (trial.of(drawn).fault().isEmpty()) {
      // A program that was killed or starved shows something else once.
      count("not shown again");
      return;
    }
    String kind = outcome.fault().split(":")[0];
    String text =
        mode == Mode.LIST ? "known " + drawn.seed() : outcome.fault() + "\n" + drawn.text();
    if (mode == Mode.MINIMISE) {
      // What an honest update needs is not less.
      Drawn small =
          drawn.honest()
              ? drawn
              : new Minimiser(each -> trial.of(each).fault().startsWith(kind)).of(drawn);
      String fault = trial.of(small).fault();
      text = fault + "\n" + trial.told() + "\n" + small.text();
      keep(trial, drawn.seed(), text);
    }
    synchronized (this) {
      faults.add(text);
      earliest = Math.min(earliest, drawn.seed());
      stop.set(mode == Mode.FIRST);
    }
  }

  // For whoever makes a test of it.
  private static void keep(Trial trial, long seed, String text) throws Exception {
    String target = System.getProperty("penseal.attack.keep");
    if (target != null) {
      Path kept = Files.createDirectories(Path.of(target));
      Files.writeString(kept.resolve(seed + ".txt"), text);
      Files.copy(
          trial.file(),
          kept.resolve(seed + ".pdf"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private synchronized void count(String what) {
    counts.computeIfAbsent(what, none -> new AtomicLong()).incrementAndGet();
  }

  synchronized String counts() {
    return counts.toString();
  }

  synchronized long counted(String what) {
    return counts.getOrDefault(what, new AtomicLong()).get();
  }

  @Override
  public void close() {
    keys.close();
  }
}
