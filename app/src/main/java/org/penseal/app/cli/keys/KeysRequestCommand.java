// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.cli.terminal.WholeFile;
import org.penseal.key.KeyPairRequest;
import org.penseal.key.skf.SkfPendingKey;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Pem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penseal keys request}: two keys, and a certification request for each. */
@Command(
    name = "request",
    description =
        "Generates an SM2 signature key and an SM2 encryption key in a PKCS #12 file, and beside it"
            + " a certification request (PKCS #10) for each: FILE.signature.csr,"
            + " FILE.encryption.csr.",
    mixinStandardHelpOptions = true)
final class KeysRequestCommand implements Callable<Integer> {
  static final int ROUNDS = 300_000;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();

  @Option(
      names = "--subject",
      required = true,
      paramLabel = "NAME",
      description = "subject of the certificates, for example CN=services.example,O=Example,C=CN")
  String subject = "";

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "name or address of the server; repeatable; omit it for a client")
  List<String> hosts = List.of();

  @Option(
      names = "--password-file",
      required = true,
      paramLabel = "FILE",
      description = "password file of the key")
  Path passwordFile = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "new PKCS #12 file")
  Path out = Path.of("");

  @Mixin TokenSignatureKey token = new TokenSignatureKey();

  @Option(
      names = "--new-key",
      description =
          "with --signature-key: generate the key in a new container instead of using the"
              + " container's key")
  boolean fresh;

  @Override
  public Integer call() throws SigningException, IOException {
    Path signature = Path.of(out + ".signature.csr");
    Path encryption = Path.of(out + ".encryption.csr");
    for (Path each : List.of(out, signature, encryption)) {
      OwnPlace.require(each, List.of(passwordFile));
    }
    try {
      if (token.given()) {
        withToken(signature, encryption);
      } else {
        inFile(signature, encryption);
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(spec, "subject", String.valueOf(e.getMessage()));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("output", out.toString());
    json.put("signatureRequest", signature.toString());
    json.put("encryptionRequest", encryption.toString());
    reply.json(json);
    reply.line(reply.texts().get("keys.requested", out));
    reply.line(reply.texts().get("keys.signatureRequest", signature));
    reply.line(reply.texts().get("keys.encryptionRequest", encryption));
    return 0;
  }

  private void inFile(Path signature, Path encryption) throws SigningException {
    KeyPairRequest made =
        KeyPairRequest.make(subject, hosts, Clock.systemUTC().instant(), new SecureRandom());
    made.keys().write(out, Secrets.password(passwordFile), ROUNDS);
    WholeFile.write(signature, pem(made.signature()), "request");
    WholeFile.write(encryption, pem(made.encryption()), "request");
  }

  private void withToken(Path signature, Path encryption) throws SigningException {
    char[] password = Secrets.password(passwordFile);
    try (SkfPendingKey key = token.open(fresh)) {
      KeyPairRequest.WithToken made =
          KeyPairRequest.make(subject, hosts, key, Clock.systemUTC().instant(), new SecureRandom());
      made.encryptionKey().write(out, password, "encryption", ROUNDS);
      WholeFile.write(signature, pem(made.signature()), "request");
      WholeFile.write(encryption, pem(made.encryption()), "request");
    }
  }

  private static byte[] pem(Octets der) {
    return Pem.request(der.bytes()).getBytes(StandardCharsets.US_ASCII);
  }
}
