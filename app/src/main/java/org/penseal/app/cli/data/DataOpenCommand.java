// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.cms.envelope.Opener;
import org.penseal.data.Sealer;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal data open ENVELOPE --key P12 --out OUT}. */
@Command(
    name = "open",
    description =
        "Decrypts an envelope; writes the content only if the whole envelope was decrypted without"
            + " an error.",
    mixinStandardHelpOptions = true)
final class DataOpenCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();

  @Parameters(index = "0", paramLabel = "ENVELOPE", description = "envelope in DER or BER, not PEM")
  Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "decrypted content, readable by its owner only")
  Path out = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PKCS #12 file of the recipient; its password is in --password-file")
  @Nullable Path key;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "secret key: a file of 16 random bytes (openssl rand -out FILE 16)")
  @Nullable Path keyFile;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "file with the password of the PKCS #12 file or, without --key, of the envelope")
  @Nullable Path passwordFile;

  @Override
  public Integer call() throws SigningException, IOException {
    OwnPlace.require(out, Arrays.asList(key, keyFile, passwordFile));
    Sealer.Opened opened =
        new Sealer(new SecureRandom(), Clock.systemUTC()).open(in, opener(), out);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", in.toString());
    json.put("output", out.toString());
    json.put("bytes", opened.bytes());
    json.put("form", opened.form().word());
    json.put("authenticated", opened.form().authenticated());
    json.put("recipients", opened.recipients());
    reply.json(json);
    String form = reply.texts().get("data.form.envelope." + opened.form().word());
    reply.line(reply.texts().get("data.opened", out, form));
    if (!opened.form().authenticated()) {
      reply.line(reply.texts().get("data.not-authenticated"));
    }
    return 0;
  }

  private Opener opener() throws SigningException {
    if (key != null && keyFile == null) {
      Pkcs12File file = Pkcs12File.read(key, Secrets.keyPassword(passwordFile));
      return new Opener.Certified(file.key(), file.chain().getFirst());
    }
    if (key == null && keyFile != null && passwordFile == null) {
      return new Opener.Keyed(SealKeys.key(keyFile));
    }
    if (key == null && keyFile == null && passwordFile != null) {
      return new Opener.Secret(SealKeys.password(passwordFile));
    }
    throw new UsageException(spec, "open");
  }
}
