// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.server.front.Tokens;
import org.penseal.app.workplace.CryptoProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal serve token}: makes a token for an application. */
@Command(
    name = "token",
    description =
        "Generates a token for an application, and the entry for it in the settings of the"
            + " services. The token is shown once and not stored.",
    mixinStandardHelpOptions = true)
final class ServeTokenCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Override
  public Integer call() throws IOException {
    CryptoProvider.register();
    String token = Tokens.make(new SecureRandom());
    String digest = "sm3:" + Tokens.digest(token);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("token", token);
    json.put("digest", digest);
    reply.json(json);
    reply.line(reply.texts().get("serve.token", token));
    reply.line(reply.texts().get("serve.tokenDigest", digest));
    return 0;
  }
}
