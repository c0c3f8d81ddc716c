// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.TrustOptions;
import org.penseal.app.cli.options.VerificationWorkplace;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.problem.Problem;
import org.penseal.app.text.Texts;
import org.penseal.app.text.TimeWords;
import org.penseal.app.verify.json.DataJson;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.data.FileStamps;
import org.penseal.data.StampReport;
import org.penseal.pdf.Report;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal timestamp verify TOKEN}. */
@Command(
    name = "verify",
    description = "Verifies the timestamp of a file.",
    mixinStandardHelpOptions = true)
final class TimestampVerifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();

  @Parameters(
      index = "0",
      paramLabel = "TOKEN",
      description =
          "timestamp token, or complete response of a timestamp authority (TimeStampResp), not PEM")
  Path token = Path.of("");

  @Option(
      names = "--content",
      paramLabel = "FILE",
      description = "signed or timestamped file; default: same name without .p7s, .tst or .tsr")
  @Nullable Path content;

  @Mixin TrustOptions trust = new TrustOptions();
  @Mixin VerificationWorkplace workplace = new VerificationWorkplace();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = OptionWords.Time.class,
      description = "verify as of this time (ISO 8601)")
  @Nullable Instant at;

  @Override
  public Integer call() throws SigningException, WorkplaceException, IOException {
    Path file = content == null ? beside() : content;
    Instant now = at == null ? Clock.systemUTC().instant() : at;
    TrustStore roots = trust.load(reply, workplace.settings());
    StampReport report = new FileStamps(Hashing.jca()).verify(token, file, roots, now);
    reply.json(json(report, file));
    lines(report, reply.texts()).forEach(reply::line);
    return switch (report.verdict()) {
      case VALID -> 0;
      case INVALID -> Problem.NO;
      case INDETERMINATE -> Problem.CANNOT_SAY;
    };
  }

  private Path beside() {
    String name = token.toString();
    if (!name.endsWith(".tst") && !name.endsWith(".tsr")) {
      throw new UsageException(spec, "missing", "--content");
    }
    return Path.of(name.substring(0, name.length() - ".tst".length()));
  }

  private Map<String, @Nullable Object> json(StampReport report, Path file) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", token.toString());
    json.put("content", file.toString());
    json.put("verdict", DataJson.word(report.verdict()));
    json.put("time", DataJson.time(report.time()));
    json.put("digest", report.digest());
    json.put("policy", report.policy());
    json.put("serialNumber", report.serialNumber());
    json.put("chain", DataJson.word(report.chain()));
    json.put("certificates", DataJson.subjects(report.path()));
    json.put("assurance", report.demo() ? "demo" : "production");
    json.put("reasons", report.reasons());
    return json;
  }

  private List<String> lines(StampReport report, Texts texts) {
    List<String> lines = new ArrayList<>();
    lines.add(token + ": " + texts.get("report.verdict." + DataJson.word(report.verdict())));
    boolean intact = report.verdict() != Report.Verdict.INVALID;
    lines.add("  " + texts.get("timestamp." + (intact ? "intact" : "broken")));
    lines.add("  " + texts.get("report.time") + ": " + TimeWords.of(texts, report.time()));
    lines.add(
        "  "
            + texts.get(
                "timestamp.token", report.digest(), report.policy(), report.serialNumber()));
    lines.add("  " + texts.get("report.chain." + DataJson.word(report.chain())));
    DataJson.subjects(report.path()).forEach(subject -> lines.add("    " + subject));
    if (!report.reasons().isEmpty()) {
      lines.add("  " + texts.get("report.detail") + ": " + String.join(", ", report.reasons()));
    }
    if (report.demo()) {
      lines.add("  " + texts.get("report.demo"));
    }
    return lines;
  }
}
