// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.Recipient;
import org.penseal.data.Sealer;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal data seal FILE --recipient CERT --out OUT}. */
@Command(
    name = "seal",
    description =
        "Encrypts a file of any size with SM4 for SM2 recipients, a key file or a password. Each of"
            + " these is enough to decrypt it.",
    mixinStandardHelpOptions = true)
final class DataSealCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();

  @Parameters(index = "0", paramLabel = "FILE", description = "file to encrypt; it is not changed")
  Path in = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "envelope")
  Path out = Path.of("");

  @Option(
      names = "--recipient",
      paramLabel = "CERT",
      description = "encryption certificate with an SM2 key, PEM or DER; repeatable")
  List<Path> certificates = List.of();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "secret key: a file of 16 random bytes (openssl rand -out FILE 16)")
  @Nullable Path keyFile;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "file with the password in its first line")
  @Nullable Path passwordFile;

  @Option(
      names = "--form",
      paramLabel = "auth|cms|gm",
      converter = EnvelopeFormName.class,
      description =
          "auth: AuthEnvelopedData with SM4-GCM (default); cms: EnvelopedData of RFC 5652, gm: of"
              + " GB/T 35275, both with SM4-CBC and NOT AUTHENTICATED, for exchange with other"
              + " programs")
  EnvelopeForm form = EnvelopeForm.AUTHENTICATED;

  @Override
  public Integer call() throws SigningException, IOException {
    if (certificates.isEmpty() && keyFile == null && passwordFile == null) {
      throw new UsageException(
          spec, "any-required", List.of("--recipient", "--key-file", "--password-file"));
    }
    if (form == EnvelopeForm.GM && (keyFile != null || passwordFile != null)) {
      throw new UsageException(spec, "only-with", "--form gm", "--recipient");
    }
    OwnPlace.require(out, certificates);
    OwnPlace.require(out, Arrays.asList(keyFile, passwordFile));
    List<Recipient> recipients = recipients();
    if (recipients.size() > Recipient.MOST) {
      throw new UsageException(spec, "recipients", Recipient.MOST);
    }
    long bytes = new Sealer(new SecureRandom(), Clock.systemUTC()).seal(in, form, recipients, out);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", in.toString());
    json.put("output", out.toString());
    json.put("bytes", bytes);
    json.put("form", form.word());
    json.put("authenticated", form.authenticated());
    json.put("recipients", recipients.size());
    reply.json(json);
    String name = reply.texts().get("data.form.envelope." + form.word());
    reply.line(reply.texts().get("data.sealed", out, name));
    if (!form.authenticated()) {
      reply.line(reply.texts().get("data.not-authenticated"));
    }
    return 0;
  }

  private List<Recipient> recipients() throws SigningException {
    List<Recipient> recipients = new ArrayList<>();
    for (Path file : certificates) {
      // The first one, if the file has its chain as well.
      recipients.add(
          new Recipient.Certified(
              TrustStore.load(List.of(file)).anchors(Purpose.SIGNER).getFirst()));
    }
    if (keyFile != null) {
      recipients.add(new Recipient.Keyed(SealKeys.key(keyFile)));
    }
    if (passwordFile != null) {
      recipients.add(new Recipient.Secret(SealKeys.password(passwordFile)));
    }
    return recipients;
  }
}
