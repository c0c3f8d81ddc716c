// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.AlgorithmOptions;
import org.penseal.app.cli.options.RevocationOptions;
import org.penseal.app.cli.options.TrustOptions;
import org.penseal.app.cli.options.VerificationWorkplace;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.problem.Problem;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.json.DataJson;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.data.DataReport;
import org.penseal.data.SignatureReader;
import org.penseal.data.SignatureVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal data verify SIGNATURE}. */
@Command(
    name = "verify",
    description = "Verifies the signature of a file (RFC 5652 or GB/T 35275; DER or BER).",
    mixinStandardHelpOptions = true)
final class DataVerifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();

  @Parameters(
      index = "0",
      paramLabel = "SIGNATURE",
      description = "signature in DER or BER, not PEM")
  Path signature = Path.of("");

  @Option(
      names = "--content",
      paramLabel = "FILE",
      description = "signed or timestamped file; default: same name without .p7s, .tst or .tsr")
  @Nullable Path content;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "write the content of an attached signature to this file, unless the signature is"
              + " invalid")
  @Nullable Path out;

  @Mixin TrustOptions trust = new TrustOptions();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = OptionWords.Time.class,
      description = "verify as of this time (ISO 8601)")
  @Nullable Instant at;

  @Option(
      names = "--sm2-id",
      paramLabel = "TEXT",
      converter = AlgorithmOptions.Sm2Id.class,
      description =
          "user ID of the SM2 signers; without it, the ID of GM/T 0009, the empty ID (as OpenSSL"
              + " writes it) and no ID are accepted, and the one found is reported")
  @Nullable String sm2Id;

  @Mixin RevocationOptions revocation = new RevocationOptions();
  @Mixin VerificationWorkplace workplace = new VerificationWorkplace();

  @Override
  public Integer call() throws SigningException, WorkplaceException, IOException {
    revocation.require(at);
    if (content != null && out != null) {
      throw new UsageException(spec, "attached");
    }
    if (out != null) {
      OwnPlace.require(out, trust.files());
      OwnPlace.require(out, revocation.files());
      OwnPlace.require(out, Collections.singletonList(workplace.file()));
    }
    Instant now = at == null ? Clock.systemUTC().instant() : at;
    Settings followed = workplace.settings();
    Verification.Revocation asked = revocation.with(followed, at);
    SignatureVerifier verifier =
        new SignatureVerifier(trust.load(reply, followed), Hashing.jca(), sm2Id, asked.sources());
    DataReport found =
        out == null ? verified(verifier, now) : verifier.release(signature, now, out);
    DataReport report = asked.required() ? found.requireRevocation() : found;
    reply.json(DataJson.of(signature, report, out));
    DataAnswer.lines(signature, report, out, reply.texts()).forEach(reply::line);
    return switch (report.verdict()) {
      case VALID -> 0;
      case INVALID -> Problem.NO;
      case INDETERMINATE -> Problem.CANNOT_SAY;
    };
  }

  private DataReport verified(SignatureVerifier verifier, Instant now) throws SigningException {
    Path file = content == null ? beside() : content;
    return file != null && content == null && SignatureReader.attached(signature)
        ? verifier.verifyBeside(signature, file, now)
        : verifier.verify(signature, file, now);
  }

  // The signed file where it usually lies; null if nothing is there.
  private @Nullable Path beside() {
    String name = signature.toString();
    if (!name.endsWith(".p7s")) {
      return null;
    }
    Path file = Path.of(name.substring(0, name.length() - ".p7s".length()));
    return Files.isRegularFile(file) ? file : null;
  }
}
