// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * A key with a certificate of its own, both made by openssl.
 *
 * @param key PEM
 * @param certificate PEM; its own issuer, yet no CA
 * @param file both in a PKCS #12 file whose password is {@link #PASSWORD}
 */
public record OpensslKey(Path key, Path certificate, Path file) {
  public static final String PASSWORD = "pw";

  /** What {@code openssl req -newkey} is told for each kind of key. */
  public static final List<String> SM2 = List.of("-newkey", "sm2", "-sm3");

  public static List<String> rsa(int bits) {
    return List.of("-newkey", "rsa:" + bits, "-sha256");
  }

  public static List<String> curve(String name) {
    return List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:" + name);
  }

  /** With the key usage digitalSignature, valid from today. */
  public static OpensslKey make(Path folder, List<String> kind) throws IOException {
    return make(folder, kind, List.of("-addext", "keyUsage=critical,digitalSignature"));
  }

  /**
   * With further words to {@code openssl req}.
   *
   * @param folder an existing folder
   */
  public static OpensslKey make(Path folder, List<String> kind, List<String> further)
      throws IOException {
    SigningBench.registerProvider();
    Path own = Files.createTempDirectory(folder, "key-");
    Path key = own.resolve("key.pem");
    Path certificate = own.resolve("certificate.pem");
    Path file = own.resolve("key.p12");
    // The system's file would make it a CA.
    Path config = Files.writeString(own.resolve("req.cnf"), "[req]\ndistinguished_name=dn\n[dn]\n");
    List<String> request =
        new ArrayList<>(
            List.of("openssl", "req", "-x509", "-nodes", "-subj", "/C=CN/CN=Li Na", "-config"));
    request.add(config.toString());
    request.addAll(kind);
    request.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    if (kind.equals(SM2)) {
      request.addAll(List.of("-sigopt", "distid:1234567812345678"));
    }
    request.addAll(further);
    run(request);
    run(
        List.of(
            "openssl",
            "pkcs12",
            "-export",
            "-inkey",
            key.toString(),
            "-in",
            certificate.toString(),
            "-out",
            file.toString(),
            "-passout",
            "pass:" + PASSWORD));
    return new OpensslKey(key, certificate, file);
  }

  public static Tool run(List<String> words) {
    Tool tool = Tool.run(words.toArray(String[]::new));
    assertEquals(0, tool.exit(), words + "\n" + tool.output());
    return tool;
  }

  public Pkcs12File read() throws SigningException {
    return Pkcs12File.read(file, PASSWORD.toCharArray());
  }

  /** A store that believes its certificate. */
  public TrustStore trusted() throws SigningException {
    return TrustStore.empty().with(Purpose.SIGNER, read().chain().getFirst());
  }

  /** Its public key, PEM. */
  public Path publicKey() throws IOException {
    Tool found =
        run(List.of("openssl", "x509", "-in", certificate.toString(), "-pubkey", "-noout"));
    return Files.writeString(certificate.resolveSibling("public.pem"), found.output());
  }

  /** Whether openssl takes a value for this key's SM2 signature over a message. */
  public boolean verifiesSm2(byte[] value, byte[] message, String userId) throws IOException {
    Path folder = certificate.resolveSibling("verify");
    Files.createDirectories(folder);
    Path signature = Files.write(folder.resolve("value"), value);
    Path signed = Files.write(folder.resolve("message"), message);
    Tool tool =
        Tool.run(
            "openssl",
            "dgst",
            "-sm3",
            "-verify",
            publicKey().toString(),
            "-sigopt",
            "distid:" + userId,
            "-signature",
            signature.toString(),
            signed.toString());
    return tool.output().contains("Verified OK");
  }
}
