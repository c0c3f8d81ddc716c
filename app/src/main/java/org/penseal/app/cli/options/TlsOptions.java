// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.workplace.TlsKey;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.BadCertificate.Why;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --tls-…}: which servers are trusted over TLS, and the key that they are shown. */
public final class TlsOptions {
  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--tls-trust",
      paramLabel = "FILE|DIR",
      description =
          "root certificates for https:, sm+https: and tlcp+https: services; repeatable; default:"
              + " those of the JDK")
  List<Path> roots = List.of();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE|skf:…|pkcs11:…",
      description =
          "client key for services that request a client certificate: PKCS #12 file (for"
              + " tlcp+https: with a signature key and an encryption key), or key in a token as for"
              + " --key")
  @Nullable String key;

  @Option(
      names = "--tls-encryption-key",
      paramLabel = "FILE",
      description =
          "PKCS #12 file with the encryption key for tlcp+https:, if the file of --tls-key has the"
              + " signature key only; it has the same password. With a key in a token: the"
              + " encryption certificate (PEM or DER), if the token does not have it")
  @Nullable Path encryptionKey;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "file with the password or PIN of --tls-key")
  @Nullable Path passwordFile;

  /**
   * What they say. Reads the files, of which the password may be a pipe: once for each command.
   *
   * @throws SigningException if a file cannot be read
   */
  public TlsTrust trust() throws SigningException {
    TlsIdentity identity = null;
    if (key != null) {
      if (TlsKey.isToken(key) && passwordFile == null) {
        throw new UsageException(spec, "pin", "--tls-password-file");
      }
      identity = TlsKey.read(key, Path.of(""), encryptionKey, Secrets.password(passwordFile));
    }
    return new TlsTrust(roots(roots), identity);
  }

  /**
   * The roots in files and folders; none if none is named.
   *
   * @throws CredentialException.BadCertificate also if there is none in what is named: the JDK's
   *     must not stand in then
   */
  static List<X509Certificate> roots(List<Path> named) throws SigningException {
    List<X509Certificate> anchors = TrustStore.load(named).anchors(Purpose.SIGNER);
    if (anchors.isEmpty() && !named.isEmpty()) {
      throw new CredentialException.BadCertificate(named.getFirst().toString(), Why.NONE, null);
    }
    return anchors;
  }

  /** Whether any of them is given. */
  boolean given() {
    return !roots.isEmpty() || key != null || encryptionKey != null || passwordFile != null;
  }

  /** What the output must not be. */
  List<@Nullable Path> files() {
    List<@Nullable Path> files = new ArrayList<>(roots);
    if (key != null && !TlsKey.isToken(key)) {
      files.add(Path.of(key));
    }
    files.add(encryptionKey);
    files.add(passwordFile);
    return files;
  }
}
