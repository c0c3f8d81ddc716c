// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.key.KeyPairRequest;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.key.skf.SkfPendingKey;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal keys complete}: the keys under the certificates that a CA has issued. */
@Command(
    name = "complete",
    description =
        "Combines the keys of a request and the certificates issued for them in a new PKCS #12"
            + " file.",
    mixinStandardHelpOptions = true)
final class KeysCompleteCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Parameters(paramLabel = "KEYS", description = "PKCS #12 file written by penseal keys request")
  Path keys = Path.of("");

  @Option(
      names = "--certificate",
      required = true,
      paramLabel = "FILE",
      description = "signature certificate, PEM or DER; its issuers may follow it")
  Path certificate = Path.of("");

  @Option(
      names = "--encryption-certificate",
      required = true,
      paramLabel = "FILE",
      description = "encryption certificate, PEM or DER")
  Path encryptionCertificate = Path.of("");

  @Option(
      names = "--password-file",
      required = true,
      paramLabel = "FILE",
      description = "password file of the key")
  Path passwordFile = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "new PKCS #12 file")
  Path out = Path.of("");

  @Mixin TokenSignatureKey token = new TokenSignatureKey();

  @Override
  public Integer call() throws SigningException, IOException {
    OwnPlace.require(out, List.of(keys, certificate, encryptionCertificate, passwordFile));
    char[] password = Secrets.password(passwordFile);
    List<X509Certificate> chain = new ArrayList<>(TrustStore.certificates(certificate));
    X509Certificate signature = chain.removeFirst();
    X509Certificate encryption = TrustStore.certificates(encryptionCertificate).getFirst();
    if (token.given()) {
      Pkcs12File waiting = Pkcs12File.read(keys, password);
      Pkcs12File made = KeyPairRequest.complete(waiting, encryption, chain);
      try (SkfPendingKey key = token.open(false)) {
        key.store(signature);
      }
      made.write(out, password, "encryption", KeysRequestCommand.ROUNDS);
    } else {
      KeyPairRequest.complete(Pkcs12Pair.read(keys, password), signature, encryption, chain)
          .write(out, password, KeysRequestCommand.ROUNDS);
    }
    reply.json(Map.of("output", out.toString()));
    reply.line(reply.texts().get("keys.completed", out));
    return 0;
  }
}
