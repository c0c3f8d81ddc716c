// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.KeyOpening;
import org.penseal.app.cli.options.KeyOptions;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.server.auth.LoginAnswer;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.digest.NativeSm3;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.trust.CertificateFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal login CHALLENGE --origin ORIGIN --key KEY --out ANSWER}. */
@Command(
    name = "login",
    description =
        "Answers a system's login challenge with a login key. Nothing else is signed, and only for"
            + " the given site.",
    mixinStandardHelpOptions = true)
public final class LoginCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();

  @Parameters(
      index = "0",
      paramLabel = "CHALLENGE",
      description = "file with the challenge from the system")
  Path challenge = Path.of("");

  @Option(
      names = "--origin",
      required = true,
      paramLabel = "ORIGIN",
      description = "site as the address bar shows it, for example https://office.example")
  String origin = "";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE|skf:…|pkcs11:…",
      description = "login key: PKCS #12 file, or key in a token")
  String key = "";

  @Mixin KeyOptions keys = new KeyOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "answer to return to the system")
  Path out = Path.of("");

  @Override
  public Integer call() throws SigningException, ServeException, IOException {
    KeyOpening opening = keys.opening(key);
    List<@Nullable Path> files = new ArrayList<>(keys.files());
    files.add(opening.file());
    files.add(challenge);
    OwnPlace.require(out, files);
    LoginAnswer login = LoginAnswer.to(challenge);
    Hashing hashing = new NativeSm3(Hashing.jca());
    try (SigningKey signing = opening.open(hashing)) {
      Map<String, Object> answer = login.signed(signing, origin, Clock.systemUTC().instant());
      write(JSON.writeValueAsBytes(answer));
      String who = CertificateFacts.commonName(signing.chain().getFirst());
      reply.json(
          Map.of(
              "output",
              out.toString(),
              "subject",
              who,
              "application",
              login.application(),
              "origin",
              origin));
      reply.line(reply.texts().get("login.done", out, who, login.application(), origin));
    }
    return 0;
  }

  private void write(byte[] answer) throws SigningException {
    try {
      DurableFile.write(out, answer);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(out, e.getClass().getSimpleName(), e);
    }
  }
}
