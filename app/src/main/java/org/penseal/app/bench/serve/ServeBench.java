// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Latencies;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.app.workplace.Laboratory;
import org.penseal.key.Pkcs12File;
import org.penseal.key.ValueProof;
import org.penseal.pdf.bench.BenchDocument;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * The services under load: authentications, signatures, verifications of a page, timestamps, each
 * as fast as it goes and then at half of that rate; beside them SM2 alone, in the same run. The
 * callers are on the same machine.
 */
public final class ServeBench {
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 16;
  // Fewer than the open challenges that an application may have.
  private static final int MOST_LOGINS = 20_000;
  private static final int SM2_TIMES = 300;
  private static final int MOST_WARM_UPS = 5;

  /** Two calls each, a challenge and an answer. */
  public static final String LOGINS = "authentications";

  private static final String SIGNATURES = "signatures";
  private static final String VERIFICATIONS = "verifications";
  private static final String TIMESTAMPS = "timestamps";
  private static final int WARM_PART = 10;
  private static final double FIRST_GUESS = 1500;
  private static final double PERCENT = 100;
  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final byte[] TEXT = "text".repeat(256).getBytes(StandardCharsets.US_ASCII);
  // RFC 3161, section 2.4.1: version 1, SHA-256 of something, with the certificate.
  private static final byte[] QUERY =
      HexFormat.of()
          .parseHex(
              "3039020101" + "3031300d060960864801650304020105000420" + "5a".repeat(32) + "0101ff");
  // PKIStatus, after two heads of the answer.
  private static final int STATUS_AT = 8;

  private final Path folder;
  private final Duration longest;
  private final List<String> options;
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, Double> processorMs = new LinkedHashMap<>();
  private double loginsPerSecond = FIRST_GUESS;

  /**
   * @param folder an empty one
   */
  public ServeBench(Path folder) {
    this(folder, USUAL);
  }

  /**
   * The same, shorter or longer.
   *
   * @param longest how long each measurement of a round takes
   */
  ServeBench(Path folder, Duration longest) {
    this.folder = folder;
    this.longest = longest;
    String more = System.getProperty("penseal.bench.serve.options", "");
    this.options = more.isEmpty() ? List.of() : List.of(more.split(" ", -1));
  }

  /**
   * Measures.
   *
   * @param rounds of each kind, after as many to warm up, but at most five
   */
  public List<Figure> run(int rounds) throws Exception {
    CryptoProvider.register();
    Path page = BenchDocument.text(folder.resolve("page.pdf"), 1);
    try (ServedDemo demo = ServedDemo.start(folder.resolve("data"), options)) {
      Load load = new Load(demo, CONNECTIONS, longest);
      Pkcs12File person = key(demo, "person-sm2.p12");
      double before = demo.residentMb();
      byte[] signed = signed(load, page);
      Map<String, Load.Unit> kinds = kinds(signed);
      Logins logins = new Logins(person, folder);
      // All are warm before the first is measured.
      for (int i = 0; i < Math.min(rounds, MOST_WARM_UPS); i++) {
        for (Load.Unit each : kinds.values()) {
          load.full(Integer.MAX_VALUE, each);
        }
        login(load, logins);
      }
      for (Map.Entry<String, Load.Unit> each : kinds.entrySet()) {
        calls(each.getKey(), load, rounds, each.getValue());
      }
      logins(load, logins, rounds);
      sm2(person);
      figures.add(new Figure("memory of the services before", before, "MB"));
      figures.add(new Figure("memory of the services after", demo.residentMb(), "MB"));
    }
    return figures;
  }

  private static Map<String, Load.Unit> kinds(byte[] signed) {
    Map<String, Load.Unit> kinds = new LinkedHashMap<>();
    kinds.put(SIGNATURES, (line, number) -> sign(line));
    kinds.put(VERIFICATIONS, (line, number) -> verify(line, signed));
    kinds.put(TIMESTAMPS, (line, number) -> stamp(line));
    return kinds;
  }

  /** The kinds of calls, as {@link #lasting} takes them. */
  public static List<String> calls() {
    return List.of(LOGINS, SIGNATURES, VERIFICATIONS, TIMESTAMPS);
  }

  /**
   * Measures one kind of calls for long: what nearly all of them took, what failed, and the memory
   * of the services before, after the first tenth, which only warms up, and at the end.
   *
   * @param perSecond 0 for as fast as it goes
   * @param calls one of {@link #calls}
   */
  public List<Figure> lasting(double minutes, double perSecond, String calls) throws Exception {
    CryptoProvider.register();
    Path page = BenchDocument.text(folder.resolve("page.pdf"), 1);
    try (ServedDemo demo = ServedDemo.start(folder.resolve("data"), options)) {
      double before = demo.residentMb();
      byte[] signed = signed(new Load(demo, 1, longest), page);
      Logins logins = new Logins(key(demo, "person-sm2.p12"), folder);
      List<LongLoad.Work> works = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Load.Unit unit = kinds(signed).get(calls);
        works.add(unit == null ? logins.alone() : line -> unit.run(line, 0));
      }
      LongLoad load = new LongLoad(demo, CONNECTIONS);
      Duration all = Duration.ofMillis(Math.round(minutes * 60_000));
      LongLoad.Outcome first =
          load.run(perSecond, all.dividedBy(WARM_PART), works.iterator()::next);
      double warm = demo.residentMb();
      LongLoad.Outcome outcome =
          load.run(perSecond, all.minus(all.dividedBy(WARM_PART)), works.iterator()::next);
      tell(calls, outcome);
      figures.add(new Figure("failed", first.errors() + outcome.errors(), "calls"));
      figures.add(new Figure("memory of the services before", before, "MB"));
      figures.add(new Figure("memory of the services, warm", warm, "MB"));
      figures.add(new Figure("memory of the services at the end", demo.residentMb(), "MB"));
    }
    return figures;
  }

  private void tell(String calls, LongLoad.Outcome outcome) {
    int count = outcome.times().count();
    if (count == 0) {
      throw new IllegalStateException("nothing was answered, errors: " + outcome.errors());
    }
    figures.add(new Figure(calls, count / outcome.seconds(), "1/s"));
    figures.add(new Figure("p50", outcome.times().ms(MEDIAN), "ms"));
    figures.add(new Figure("p99", outcome.times().ms(NEARLY_ALL), "ms"));
    figures.add(new Figure("longest", outcome.times().ms(1), "ms"));
    figures.add(new Figure("processor of the services, each", outcome.processorMs(), "ms"));
    figures.add(new Figure("processor of the callers, each", outcome.callersMs(), "ms"));
  }

  private static Pkcs12File key(ServedDemo demo, String name) throws SigningException {
    return Pkcs12File.read(demo.keys().resolve(name), Laboratory.PASSWORD.toCharArray());
  }

  private int logins(double perSecond) {
    return (int) Math.clamp(Math.round(perSecond * longest.toMillis() / 1000), 20, MOST_LOGINS);
  }

  private Load.Outcome login(Load load, Logins logins) throws Exception {
    // As many as the round before has shown, and somewhat more.
    logins.prepare(load, logins(1.3 * loginsPerSecond));
    Load.Outcome outcome = load.full(logins.ready(), logins::one);
    loginsPerSecond = outcome.perSecond();
    return outcome;
  }

  private void logins(Load load, Logins logins, int rounds) throws Exception {
    List<Load.Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      outcomes.add(login(load, logins));
    }
    double half = tell(LOGINS, outcomes) / 2;
    logins.prepare(load, logins(half));
    tell(LOGINS, load.paced(half, logins.ready(), logins::one));
  }

  private void calls(String name, Load load, int rounds, Load.Unit unit) throws Exception {
    List<Load.Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      outcomes.add(load.full(Integer.MAX_VALUE, unit));
    }
    double half = tell(name, outcomes) / 2;
    tell(name, load.paced(half, Integer.MAX_VALUE, unit));
  }

  private double tell(String name, List<Load.Outcome> outcomes) {
    double median = Rounds.median(outcomes.stream().map(Load.Outcome::perSecond).toList());
    double best = outcomes.stream().mapToDouble(Load.Outcome::perSecond).max().orElseThrow();
    double each = Rounds.median(outcomes.stream().map(Load.Outcome::processorMs).toList());
    figures.add(new Figure(name, median, "1/s"));
    figures.add(new Figure(name + ", best round", best, "1/s"));
    figures.add(new Figure(name + ", processor of the services", each, "ms"));
    processorMs.put(name, each);
    return median;
  }

  private void tell(String name, Latencies times) {
    figures.add(new Figure(name + " at half of that, p50", times.ms(MEDIAN), "ms"));
    figures.add(new Figure(name + " at half of that, p99", times.ms(NEARLY_ALL), "ms"));
  }

  private static void sign(KeepAliveLine line) throws IOException {
    line.post("/v1/data/sign?key=seal-sm2", "application/octet-stream", TEXT);
  }

  private static byte[] signed(Load load, Path page) throws Exception {
    byte[] document = Files.readAllBytes(page);
    byte[][] made = new byte[1][];
    load.full(
        1,
        (line, number) ->
            made[0] =
                line.post(
                    "/v1/pdf/sign?key=seal-sm2&profile=pades-b", "application/pdf", document));
    return made[0];
  }

  private static void verify(KeepAliveLine line, byte[] signed) throws IOException {
    String said =
        new String(line.post("/v1/pdf/verify", "application/pdf", signed), StandardCharsets.UTF_8);
    if (!said.contains("\"valid\"")) {
      throw new IOException("not valid: " + said);
    }
  }

  private static void stamp(KeepAliveLine line) throws IOException {
    byte[] answer = line.post("/tsa/tsa-sm2", "application/timestamp-query", QUERY);
    if (answer.length <= STATUS_AT || answer[STATUS_AT] > 1) {
      throw new IOException("no timestamp");
    }
  }

  // What the services cannot do without, on one processor.
  private void sm2(Pkcs12File person) throws Exception {
    try (SigningKey key = person.open()) {
      byte[] value = key.sign(TEXT);
      Rounds signing = new Rounds();
      Rounds verifying = new Rounds();
      for (int i = 0; i < 2 * SM2_TIMES; i++) {
        if (i == SM2_TIMES) {
          signing.forget();
          verifying.forget();
        }
        signing.measure(() -> key.sign(TEXT));
        verifying.measure(
            () -> {
              ValueProof proof =
                  ValueProof.begin(
                      person.chain().getFirst().getPublicKey(),
                      Suite.SM2_SM3,
                      Suite.DEFAULT_SM2_ID);
              proof.update(TEXT, 0, TEXT.length);
              proof.require(value);
            });
      }
      figures.add(new Figure("SM2 alone, a signature", signing.cpuMs(), "ms"));
      figures.add(new Figure("SM2 alone, a verification", verifying.cpuMs(), "ms"));
      share("signatures", signing);
      share("timestamps", signing);
      share(LOGINS, verifying);
    }
  }

  private void share(String name, Rounds sm2) {
    double all = Objects.requireNonNull(processorMs.get(name));
    // Where the system does not tell the processor time of another program there is none.
    double percent = all > 0 ? PERCENT * sm2.cpuMs() / all : 0;
    figures.add(new Figure(name + ", share of SM2", percent, "%"));
  }
}
