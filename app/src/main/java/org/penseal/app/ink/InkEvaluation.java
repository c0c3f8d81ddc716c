// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.penseal.app.signing.CaseException;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.ink.compare.Consistency;
import org.penseal.pad.ink.compare.Movement;
import org.penseal.pad.ink.compare.Rates;
import org.penseal.pad.ink.compare.Warping;

/**
 * Compares every row of a list whose truth is known: {@code ref1,ref2,…<TAB>probe<TAB>0|1}, 1 where
 * the probe is by the writer of the references. Names of files are relative to the list. Empty
 * lines and lines with {@code #} are left out.
 */
public final class InkEvaluation {
  private static final String FORMAT = "TSV";

  private final InkFiles files;

  /** Reads inks with these. */
  public InkEvaluation(InkFiles files) {
    this.files = files;
  }

  /**
   * What came out.
   *
   * @param rows comparisons asked for
   * @param genuine of these, compared and by the same writer
   * @param forged of these, compared and by another writer
   * @param failed of these, not compared: a file could not be read or was too short
   * @param rates rates over those that were compared
   */
  public record Result(int rows, int genuine, int forged, int failed, Rates rates) {}

  private record Row(List<Path> references, Path probe, boolean genuine) {}

  /**
   * Runs the list on all processors.
   *
   * @throws PadException.UnreadableFile for a row that is none, with its line
   * @throws CaseException.DocumentUnreadable when the list cannot be read
   */
  public Result run(Path list) throws PadException, CaseException, InterruptedException {
    List<Row> rows = rows(list);
    Map<Path, Optional<Movement>> known = new ConcurrentHashMap<>();
    double[] indicators = new double[rows.size()];
    int workers = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      List<Future<?>> parts = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        int first = worker;
        parts.add(pool.submit(() -> compare(rows, first, workers, known, indicators)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a comparison failed", e.getCause());
    }
    return result(rows, indicators);
  }

  private void compare(
      List<Row> rows, int first, int step, Map<Path, Optional<Movement>> known, double[] into) {
    Warping warping = new Warping();
    for (int i = first; i < rows.size(); i += step) {
      Row row = rows.get(i);
      List<Movement> references =
          row.references.stream().flatMap(r -> movement(r, known).stream()).toList();
      Optional<Movement> probe = movement(row.probe, known);
      into[i] =
          probe.isPresent() && references.size() == row.references.size()
              ? Consistency.of(references, probe.get(), warping).indicator()
              : Double.NaN;
    }
  }

  private Optional<Movement> movement(Path file, Map<Path, Optional<Movement>> known) {
    return known.computeIfAbsent(
        file,
        f -> {
          try {
            return Optional.of(Movement.of(files.handwriting(f)));
          } catch (PadException | CaseException e) {
            // Counted as failed: one bad file of thousands does not end an evaluation.
            return Optional.empty();
          }
        });
  }

  private static Result result(List<Row> rows, double[] indicators) {
    double[] genuine = new double[rows.size()];
    double[] forged = new double[rows.size()];
    int own = 0;
    int others = 0;
    for (int i = 0; i < indicators.length; i++) {
      if (!Double.isNaN(indicators[i])) {
        if (rows.get(i).genuine) {
          genuine[own++] = indicators[i];
        } else {
          forged[others++] = indicators[i];
        }
      }
    }
    Rates rates = Rates.of(Arrays.copyOf(genuine, own), Arrays.copyOf(forged, others));
    return new Result(rows.size(), own, others, rows.size() - own - others, rates);
  }

  private static List<Row> rows(Path list) throws PadException, CaseException {
    List<String> lines;
    try {
      // Not by a strict decoder: a name that is not UTF-8 is a file that is not there.
      lines = new String(Files.readAllBytes(list), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new CaseException.DocumentUnreadable(list);
    }
    Path folder = list.toAbsolutePath().getParent();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
        rows.add(row(lines.get(i), folder == null ? Path.of("") : folder, i + 1));
      }
    }
    return rows;
  }

  private static Row row(String line, Path folder, int number) throws PadException.UnreadableFile {
    String[] cells = line.split("\t", -1);
    String truth = cells.length == 3 ? cells[2].strip() : "";
    String[] references = cells[0].split(",", -1);
    boolean wrong =
        (!truth.equals("0") && !truth.equals("1"))
            || references.length > Consistency.MOST_REFERENCES
            || Arrays.stream(references).anyMatch(String::isBlank)
            || cells[1].isBlank();
    if (wrong) {
      throw new PadException.UnreadableFile(FORMAT, Why.FORMAT, number);
    }
    try {
      return new Row(
          Arrays.stream(references).map(r -> folder.resolve(r.strip())).toList(),
          folder.resolve(cells[1].strip()),
          truth.equals("1"));
    } catch (InvalidPathException e) {
      throw new PadException.UnreadableFile(FORMAT, Why.FORMAT, number);
    }
  }
}
