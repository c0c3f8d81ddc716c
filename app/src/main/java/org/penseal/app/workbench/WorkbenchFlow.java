// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.app.desktop.Printers;
import org.penseal.app.signing.CaseState;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseSearch;
import org.penseal.app.store.StoreException;

/**
 * Reads the list of cases and has unfinished ones completed; on one thread of its own, one thing
 * after another. The owner closes it before the archive.
 */
public final class WorkbenchFlow implements AutoCloseable {
  /** The most cases that are listed. */
  static final int MOST = 300;

  private final WorkbenchModel model;
  private final Archive archive;
  private final Clock clock;
  private final ZoneId zone;
  private final Executor screen;
  private final Consumer<Throwable> failed;
  private final AtomicReference<CaseSearch.@Nullable Wanted> asked = new AtomicReference<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("workbench").daemon().factory());

  /** What is done on the worker. */
  @FunctionalInterface
  public interface Work {
    /** Does it, or fails. */
    void run() throws Exception;
  }

  /**
   * @param zone in which days begin
   * @param screen runs what touches the model
   * @param failed is told, on the screen's thread, what went wrong
   */
  public WorkbenchFlow(
      WorkbenchModel model,
      Archive archive,
      Clock clock,
      ZoneId zone,
      Executor screen,
      Consumer<Throwable> failed) {
    this.model = model;
    this.archive = archive;
    this.clock = clock;
    this.zone = zone;
    this.screen = screen;
    this.failed = failed;
  }

  /** Lists what the filter says from now on, and which printers there are. */
  public void start() {
    model.filter().parts().forEach(each -> each.addListener(any -> refresh()));
    refresh();
    later(
        () -> {
          List<String> names = Printers.names();
          screen.execute(() -> model.printers().setAll(names));
        });
  }

  /** Reads the list again; of several calls in a row the last one counts. */
  public void refresh() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    CaseSearch.Wanted wanted = model.filter().wanted(zone, today, MOST + 1);
    if (asked.getAndSet(wanted) == null) {
      later(this::read);
    }
  }

  private void read() throws StoreException {
    CaseSearch.Wanted wanted = asked.getAndSet(null);
    if (wanted == null) {
      return;
    }
    List<CaseSearch.Found> found = archive.search().find(wanted);
    List<CaseLine> lines = found.stream().limit(MOST).map(this::line).toList();
    Set<String> states = CaseStatus.TO_COMPLETE.states();
    CaseSearch.Wanted open =
        new CaseSearch.Wanted(
            "", Optional.empty(), states, Optional.empty(), Optional.empty(), "", "", MOST);
    int toComplete = archive.search().find(open).size();
    screen.execute(() -> show(lines, found.size() > MOST, toComplete));
  }

  private void show(List<CaseLine> lines, boolean more, int toComplete) {
    CaseLine before = model.selected().get();
    model.lines().setAll(lines);
    model.more().set(more);
    model.toComplete().set(toComplete);
    model
        .selected()
        .set(
            before == null
                ? null
                : lines.stream().filter(l -> l.id().equals(before.id())).findFirst().orElse(null));
  }

  private CaseLine line(CaseSearch.Found found) {
    CaseStatus status = CaseStatus.of(CaseState.valueOf(found.row().state()));
    Path output = found.row().output();
    boolean there = status == CaseStatus.DONE && !found.erased() && Files.exists(output);
    return new CaseLine(
        found.row().id(),
        found.row().openedAt(),
        found.row().documentName(),
        found.kind(),
        status,
        there ? Optional.of(output) : Optional.empty(),
        found.erased());
  }

  /**
   * Has the cases completed that have a signature.
   *
   * @param recovery completes them
   */
  public void complete(Work recovery) {
    model.completing().set(true);
    later(
        () -> {
          try {
            recovery.run();
          } finally {
            screen.execute(
                () -> {
                  model.completing().set(false);
                  refresh();
                });
          }
        });
  }

  private void later(Work work) {
    if (!worker.isShutdown()) {
      worker.execute(
          () -> {
            try {
              work.run();
            } catch (Exception e) { // told to the user, whatever it is
              screen.execute(() -> failed.accept(e));
            }
          });
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
