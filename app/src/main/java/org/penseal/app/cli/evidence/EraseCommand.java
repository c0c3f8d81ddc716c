// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.signing.form.SetAsideCases;
import org.penseal.app.store.Archive;
import org.penseal.app.store.Erasure;
import org.penseal.app.store.Retention;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Masks;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penseal evidence erase}: ends what was collected, by its date or for a reason. */
@Command(
    name = "erase",
    description =
        "Erases the data collected in a case. Manifest and log are kept, and the log records the"
            + " erasure.",
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
  private static final int LONGEST_REASON = 200;
  private static final String DUE = "due";

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();
  @Mixin ArchivePlace place = new ArchivePlace();

  @ArgGroup(multiplicity = "1")
  Which which = new Which();

  @Option(names = "--dry-run", description = "only show what would be erased")
  boolean dryRun;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description =
          "reason for erasing before the retention period ends; the log keeps it, so it must not"
              + " contain names")
  @Nullable String reason;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "write a JSON report of the erasure to a new file, whose SM3 digest the log records")
  @Nullable Path report;

  /** Which cases are erased. */
  static final class Which {
    @Option(names = "--case", paramLabel = "ID", description = "erase this case")
    @Nullable String id;

    @Option(names = "--due", description = "erase every case whose retention period has ended")
    boolean due;
  }

  @Override
  public Integer call() throws StoreException, SigningException, IOException {
    String given = given();
    requireNewReport();
    try (Archive archive = place.open()) {
      Retention retention = archive.retention();
      String one = which.id;
      List<Erasure> erased =
          one == null ? due(retention) : List.of(erase(retention, one, !given.isEmpty(), given));
      String said = dryRun ? "evidence.would-erase" : "evidence.erased";
      for (Erasure each : erased) {
        reply.line(reply.texts().get(said, each.caseId(), each.artefacts().size()));
      }
      if (erased.isEmpty()) {
        reply.line(reply.texts().get("evidence.nothing-due"));
      }
      // Also when nothing is due: an earlier run may have found the archive busy.
      boolean overwritten = !dryRun && retention.overwrite();
      if (report != null) {
        write(
            archive, new ErasureReport(given.isEmpty() ? DUE : given, overwritten, erased), report);
      }
      reply.json(Map.of("dryRun", dryRun, "overwritten", overwritten, "erased", erased));
      if (!dryRun && !overwritten) {
        throw new StoreException.NotOverwritten(place.folder());
      }
      return 0;
    }
  }

  private String given() {
    String text = Objects.requireNonNullElse(reason, "").strip();
    if (!text.isEmpty() && which.due) {
      throw new UsageException(spec, "only-with", "--reason", "--case");
    }
    if (dryRun && report != null) {
      throw new UsageException(spec, "not-with", "--dry-run", "--report");
    }
    if (text.length() > LONGEST_REASON) {
      throw new UsageException(spec, "too-long", "--reason", LONGEST_REASON);
    }
    return Masks.numbers(text.replaceAll("\\p{Cntrl}", " "));
  }

  // Erasing cannot be taken back, so it is not begun where its report could not be written.
  private void requireNewReport() throws SigningException {
    Path file = report;
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.exists(file) || folder == null || !Files.isWritable(folder)) {
      throw new FileException.OutputNotWritable(file, "report of erasures", null);
    }
  }

  private List<Erasure> due(Retention retention) throws StoreException, IOException {
    List<Erasure> erased = new ArrayList<>();
    for (String id : retention.due()) {
      try {
        erased.add(erase(retention, id, false, DUE));
      } catch (StoreException.Erased e) {
        reply.progress(reply.texts().get("evidence.erased-elsewhere", id));
      }
    }
    return erased;
  }

  private Erasure erase(Retention retention, String id, boolean early, String why)
      throws StoreException, IOException {
    if (dryRun) {
      return retention.plan(id, early);
    }
    Erasure erased = retention.erase(id, early, why.isEmpty() ? DUE : why);
    new SetAsideCases(place.folder()).remove(id);
    return erased;
  }

  private void write(Archive archive, ErasureReport made, Path file)
      throws StoreException, SigningException, IOException {
    byte[] bytes = made.json(archive);
    try {
      DurableFile.write(file, bytes);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(file, "report of erasures", e);
    }
    long event = archive.retention().noteReport(Sm3.hex(bytes), made.erased().size());
    reply.line(reply.texts().get("evidence.report", file, event));
  }
}
