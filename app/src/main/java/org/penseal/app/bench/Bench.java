// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.penseal.app.Settings;
import org.penseal.app.Station;
import org.penseal.pdf.SigningKey;

/** The benchmarks by name; each works in a folder of its own that is removed afterwards. */
public enum Bench {
  /** PenSeal against plain PDFBox, the same key, the same documents. */
  SIGN(15),
  /** The full case with simulated devices. */
  CASE(5),
  /** One signed file, warm. */
  VERIFY(20),
  /** Decoding of pen reports. */
  REPORTS(15),
  /** The consistency indicator. */
  INK(15);

  private final int rounds;

  Bench(int rounds) {
    this.rounds = rounds;
  }

  /** How many rounds are measured when nobody says. */
  public int rounds() {
    return rounds;
  }

  /**
   * Runs it.
   *
   * @param measured how many rounds are measured; as many, or one case, go before to warm up
   * @throws Exception what the work that is measured throws
   */
  public List<Figure> run(int measured) throws Exception {
    if (this == REPORTS) {
      return ReportsBench.run(measured);
    }
    if (this == INK) {
      return InkBench.run(measured);
    }
    Path folder = Files.createTempDirectory("penseal-bench-");
    Settings settings = Settings.defaults().withData(folder.resolve("data"));
    try (Station station = Station.open(settings)) {
      return switch (this) {
        case SIGN -> sign(station, folder, measured);
        case CASE -> new CaseBench(station, folder).run(measured);
        default -> VerifyBench.run(station, folder, measured);
      };
    } finally {
      remove(folder);
    }
  }

  private static List<Figure> sign(Station station, Path folder, int measured) throws Exception {
    try (SigningKey key = station.demoTrust().station().open()) {
      return new SigningBench(key, folder).run(measured);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
