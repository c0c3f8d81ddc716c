// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.RevocationOptions;
import org.penseal.app.cli.options.TrustOptions;
import org.penseal.app.cli.options.VerificationWorkplace;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.report.ReportFile;
import org.penseal.app.report.browser.BrowserSection;
import org.penseal.app.report.browser.PageBasis;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Article13;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VisualCheck;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.pdf.Report;
import org.penseal.pdf.verify.TimeLimit;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal verify FILE.pdf…}: one answer for each file, in order. */
@Command(
    name = "verify",
    description = "Verifies signatures in PDF files, or a detached .p7s signature of another file.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "signed files")
  List<Path> files = List.of();

  @Mixin TrustOptions trust = new TrustOptions();

  @Option(
      names = "--escrow-key",
      paramLabel = "P12",
      description = "escrow key (PKCS #12) for which the handwriting is sealed")
  @Nullable Path escrow;

  @Option(
      names = "--share",
      paramLabel = "FILE",
      description = "key share of the case, which opens the handwriting together with --escrow-key")
  @Nullable Path share;

  @Option(names = "--password-file", paramLabel = "FILE", description = "password file of the key")
  @Nullable Path passwordFile;

  @Option(
      names = "--content",
      paramLabel = "FILE",
      description = "signed or timestamped file; default: same name without .p7s, .tst or .tsr")
  @Nullable Path content;

  @Option(names = "--explain", description = "checklist for article 13 (Electronic Signature Law)")
  boolean explain;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = OptionWords.Time.class,
      description = "verify as of this time (ISO 8601)")
  @Nullable Instant at;

  @Option(
      names = "--sm2-id",
      paramLabel = "TEXT",
      description = "user ID of the SM2 signers, if it is not 1234567812345678")
  String sm2Id = Suite.DEFAULT_SM2_ID;

  @Option(
      names = "--report",
      paramLabel = "FILE.html|.pdf",
      converter = OptionWords.ReportName.class,
      description = "write a verification report; for several files one each, numbered")
  @Nullable Path report;

  @Mixin RevocationOptions revocation = new RevocationOptions();
  @Mixin VerificationWorkplace workplace = new VerificationWorkplace();

  private final Duration reporting;

  VerifyCommand() {
    this(TimeLimit.REPORT);
  }

  /**
   * @param reporting how long comparing pages and writing the report may take beyond the verdict
   */
  VerifyCommand(Duration reporting) {
    this.reporting = reporting;
  }

  @Override
  public Integer call() throws SigningException, WorkplaceException, IOException {
    revocation.require(at);
    Optional<InkKeys> keys =
        escrow == null || share == null
            ? Optional.empty()
            : Optional.of(InkKeys.read(escrow, Secrets.keyPassword(passwordFile), share));
    if (report != null) {
      OwnPlace.require(report, read());
    }
    Instant now = at == null ? Clock.systemUTC().instant() : at;
    Settings followed = workplace.settings();
    TrustStore roots = trust.load(reply, followed);
    Verification.Revocation asked = revocation.with(followed, at);
    Verification quick = new Verification(roots, keys, now, sm2Id, asked);
    Verification verification = report == null && !explain ? quick : quick.thorough();
    PageBasis basis = new PageBasis(roots, now, sm2Id, null);
    List<Job> jobs = new ArrayList<>();
    for (Path file : files) {
      jobs.add(new Job(file, report == null ? null : place(report, jobs.size() + 1)));
    }
    // Reports draw pages, each with the memory of one.
    SideBySide machine = report == null ? SideBySide.ofMachine() : new SideBySide(1);
    int[] exit = {0};
    machine.each(
        jobs,
        new Verifying(verification, asked.sources().patience(), basis),
        answer -> exit[0] = worse(exit[0], told(answer)));
    return exit[0];
  }

  /**
   * One file.
   *
   * @param target where its report goes, if one is wanted
   */
  private record Job(Path file, @Nullable Path target) {}

  /** What came of it: one of the two; both, if a report was wanted and not written. */
  private record Answer(Path file, @Nullable VerifiedFile verified, @Nullable Throwable failure) {}

  // Whatever becomes of one file, the others are verified.
  private final class Verifying implements SideBySide.Work<Job, Answer> {
    private final Verification verification;
    private final Duration asking;
    private final PageBasis basis;

    Verifying(Verification verification, Duration asking, PageBasis basis) {
      this.verification = verification;
      this.asking = asking;
      this.basis = basis;
    }

    @Override
    public Answer of(Job job) {
      Path file = job.file;
      Path target = job.target;
      try {
        if (target != null) {
          OwnPlace.require(target, read());
        }
        TimeLimit limit = TimeLimit.of(asking, reporting, file, signed(file));
        VerifiedFile verified =
            TimeLimit.within(
                limit.verdict().left(),
                file,
                () -> verification.of(file, Optional.ofNullable(content), null, limit));
        return target == null ? new Answer(file, verified, null) : reported(verified, target);
      } catch (SigningException
          | IOException
          | RuntimeException
          | StackOverflowError
          | OutOfMemoryError e) {
        return new Answer(file, null, e);
      }
    }

    // What is known of a file does not depend on its report, unless it is another file now.
    private Answer reported(VerifiedFile verified, Path target) throws SigningException {
      Path file = verified.file();
      VerifiedFile known = verified;
      try {
        known = TimeLimit.within(verified.left(), file, () -> VisualCheck.of(verified, null));
        VerifiedFile seen = known;
        return TimeLimit.within(
            seen.left(),
            file,
            () -> {
              write(seen, target, basis);
              return new Answer(file, seen, null);
            });
      } catch (FileException.VerifiedChanged e) {
        throw e;
      } catch (SigningException
          | IOException
          | RuntimeException
          | StackOverflowError
          | OutOfMemoryError e) {
        return new Answer(file, known, e);
      }
    }

    @Override
    public boolean starved(Answer answer) {
      for (Throwable each = answer.failure; each != null; each = each.getCause()) {
        if (each instanceof OutOfMemoryError) {
          return true;
        }
      }
      return false;
    }
  }

  // What a detached signature is over.
  private Path signed(Path file) {
    return content == null ? Path.of(file.toString().replaceFirst("(?i)\\.p7s$", "")) : content;
  }

  private List<@Nullable Path> read() {
    List<@Nullable Path> read = new ArrayList<>(files);
    files.forEach(file -> read.add(signed(file)));
    read.addAll(trust.files());
    read.addAll(revocation.files());
    read.addAll(Arrays.asList(escrow, share, passwordFile, workplace.file()));
    return read;
  }

  // The report of the only file has the name that was asked for.
  private Path place(Path asked, int number) {
    String name = String.valueOf(asked.getFileName());
    int dot = name.lastIndexOf('.');
    return files.size() == 1
        ? asked
        : asked.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
  }

  private int told(Answer answer) throws IOException {
    VerifiedFile verified = answer.verified;
    int exit = 0;
    if (verified != null) {
      if (!reply.json) {
        print(verified);
      }
      exit =
          switch (verified.verdict()) {
            case VALID -> 0;
            case INVALID -> Problem.NO;
            case INDETERMINATE -> Problem.CANNOT_SAY;
          };
    }
    Problem problem = answer.failure == null ? null : failed(answer.failure, verified != null);
    if (reply.json) {
      Map<String, @Nullable Object> json =
          verified == null ? JsonReport.unknown(answer.file) : JsonReport.of(verified);
      if (problem != null) {
        json.put("error", problem.code());
      }
      reply.json(json);
    }
    return problem == null ? exit : worse(exit, problem.exit());
  }

  private void write(VerifiedFile seen, Path target, PageBasis basis) throws SigningException {
    Instant made = Clock.systemUTC().instant();
    new ReportFile(reply.texts(), made, Station.SOFTWARE)
        .with(new BrowserSection(reply.texts(), basis))
        .write(seen, target);
  }

  private Problem failed(Throwable failure, boolean reporting) {
    Problem problem = Problems.of(failure);
    reply.problem(problem);
    if (reporting) {
      reply.progress(reply.texts().get("verify.report-not-written"));
    }
    if (reply.verbose) {
      reply.trace(failure);
    }
    return problem;
  }

  // A no outweighs a cannot-say, and both a yes.
  private static int worse(int first, int second) {
    List<Integer> order =
        List.of(0, Problem.CANNOT_SAY, Problem.UNREADABLE, Problem.NO, Problem.INTERNAL);
    return order.indexOf(first) >= order.indexOf(second) ? first : second;
  }

  private void print(VerifiedFile verified) {
    Texts texts = reply.texts();
    reply.line(verified.file() + ": " + texts.get("report.verdict." + verified.finding()));
    if (verified.reason() != null) {
      reply.line("  " + CodeWords.of(texts, verified.reason()) + " (" + verified.reason() + ")");
    }
    for (VerifiedFile.Entry entry : verified.signatures()) {
      boolean valid = verified.verdict() == Report.Verdict.VALID;
      List<String> reasons = valid ? entry.evidenceReasons() : entry.reasons();
      SignatureLines.of(entry, reasons, texts).forEach(line -> reply.line("  " + line));
      if (explain) {
        explain(entry, texts);
      }
    }
  }

  private void explain(VerifiedFile.Entry entry, Texts texts) {
    reply.line("  " + texts.get("article13.title"));
    for (Article13.Clause clause : Article13.of(entry)) {
      reply.line(
          "    "
              + texts.get("article13.clause." + clause.number())
              + ": "
              + texts.get("article13.answer." + clause.answer()));
      for (Article13.Fact fact : clause.facts()) {
        reply.line(
            "      - "
                + texts.get("article13.fact." + fact.key())
                + ": "
                + texts.get("article13.answer." + fact.answer()));
      }
    }
  }
}
