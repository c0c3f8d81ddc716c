// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.penseal.app.bench.desk.DeskBench;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.pixel.PixelBench;
import org.penseal.app.bench.serve.ServeBench;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.signature.SigningKey;

/** The benchmarks by name; each works in a folder of its own that is removed afterwards. */
public enum Bench {
  /** PenSeal against plain PDFBox, the same key, the same documents. */
  SIGN(15),
  /** The full case with simulated devices. */
  CASE(5),
  /** One signed file, warm. */
  VERIFY(20),
  /** Decoding of pen reports, each family. */
  REPORTS(15),
  /** The consistency indicator. */
  INK(15),
  /** Following a face, the face decision, opening the models. */
  FACE(10),
  /** Memory of the face networks over minutes. */
  FACE_SOAK(1),
  /** From a pad's line to the application, against jssc alone. */
  PAD_LATENCY(5),
  /** Processor time of an open pad on which nobody writes. */
  PAD_IDLE(3),
  /** A pad that is written on for minutes. */
  PAD_SOAK(1),
  /** From the pen's event to the pulse that draws it and to the pixel; needs a display. */
  PEN_TO_PIXEL(3),
  /** Cases and a long document in the window; needs a display. */
  DESK(20),
  /** The services over HTTP that stays open. */
  SERVE(5);

  private final int rounds;

  Bench(int rounds) {
    this.rounds = rounds;
  }

  /** How many rounds are measured when nobody says. */
  public int rounds() {
    return rounds;
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it opens a window. */
  public boolean needsDisplay() {
    return this == PEN_TO_PIXEL || this == DESK;
  }

  /**
   * How long it measures.
   *
   * @param rounds how many rounds are measured; as many, or fewer, go before to warm up
   * @param minutes of {@link #PAD_SOAK} and {@link #FACE_SOAK}, and of {@link #SERVE} where they
   *     are said; empty if nobody says
   * @param perSecond of {@link #SERVE} for minutes: calls a second, 0 for as fast as it goes
   * @param calls of {@link #SERVE} for minutes: which
   * @param tasks of {@link #DESK}: takes lines about the longest tasks of the screen's thread
   */
  public record Extent(
      int rounds,
      Optional<Double> minutes,
      double perSecond,
      String calls,
      Optional<Consumer<String>> tasks) {
    /** What is called where nobody says. */
    public static final String USUAL_CALLS = ServeBench.LOGINS;

    private static final double USUAL_MINUTES = 10;

    /** So many rounds. */
    public static Extent of(int rounds) {
      return new Extent(rounds, Optional.empty(), 0, USUAL_CALLS, Optional.empty());
    }

    double soak() {
      return minutes.orElse(USUAL_MINUTES);
    }
  }

  /**
   * Runs it.
   *
   * @throws Exception what the work that is measured throws
   */
  public List<Figure> run(Extent extent) throws Exception {
    return switch (this) {
      case REPORTS -> new ReportsBench().run(extent.rounds());
      case FACE -> new FaceBench().run(extent.rounds());
      case FACE_SOAK -> new FaceBench().soak(extent.soak());
      case INK -> InkBench.run(extent.rounds());
      case PAD_LATENCY -> new LatencyBench().run(extent.rounds());
      case PAD_SOAK -> new SoakBench().run(extent.soak());
      case PEN_TO_PIXEL -> new PixelBench().run(extent.rounds());
      case SERVE -> inAFolder(folder -> served(folder, extent));
      case DESK -> inAFolder(folder -> new DeskBench(folder, extent.tasks()).run(extent.rounds()));
      case SIGN, CASE, VERIFY, PAD_IDLE -> atAStation(extent.rounds());
    };
  }

  /** What is measured in a folder. */
  private interface Measured {
    List<Figure> in(Path folder) throws Exception;
  }

  private static List<Figure> served(Path folder, Extent extent) throws Exception {
    ServeBench bench = new ServeBench(folder);
    return extent.minutes().isPresent()
        ? bench.lasting(extent.minutes().get(), extent.perSecond(), extent.calls())
        : bench.run(extent.rounds());
  }

  private static List<Figure> inAFolder(Measured measured) throws Exception {
    Path folder = Files.createTempDirectory("penseal-bench-");
    try {
      return measured.in(folder);
    } finally {
      remove(folder);
    }
  }

  private List<Figure> atAStation(int measured) throws Exception {
    Path folder = Files.createTempDirectory("penseal-bench-");
    Settings settings =
        Settings.in(folder.resolve("data")).with(Settings.Demo.FOR_SIMULATED_DEVICES);
    try (Station station = Station.open(settings)) {
      return switch (this) {
        case SIGN -> sign(station, folder, measured);
        case CASE -> new CaseBench(station, folder).run(measured);
        case PAD_IDLE -> new IdleBench(DemoWorkplace.trust(station), folder).run(measured);
        default -> VerifyBench.run(station, folder, measured);
      };
    } finally {
      remove(folder);
    }
  }

  private static List<Figure> sign(Station station, Path folder, int measured) throws Exception {
    try (SigningKey key = DemoWorkplace.trust(station).station().open()) {
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
