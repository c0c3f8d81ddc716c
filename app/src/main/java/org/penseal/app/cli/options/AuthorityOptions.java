// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.workplace.TlsKey;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the identity authority is, and how the two sides know each other. */
public final class AuthorityOptions {
  @Option(
      names = "--authority",
      paramLabel = "URL",
      converter = ServiceAddress.class,
      description =
          "address of the identity authority, https: (http: on this computer only); repeatable:"
              + " further addresses of the same authority")
  List<URI> addresses = List.of();

  @Option(
      names = "--authority-trust",
      paramLabel = "FILE|DIR",
      description = "root certificates for the authority's server; default: those of --tls-trust")
  List<Path> roots = List.of();

  @Option(
      names = "--authority-key",
      paramLabel = "FILE|skf:…|pkcs11:…",
      description =
          "client key for the authority's server, which also signs every request: PKCS #12 file, or"
              + " key in a token as for --key")
  @Nullable String key;

  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--authority-password-file",
      paramLabel = "FILE",
      description = "file with the password or PIN of --authority-key")
  @Nullable Path passwordFile;

  @Option(
      names = "--authority-certificate",
      paramLabel = "FILE",
      description = "certificate of the key with which the authority signs its answers")
  @Nullable Path certificate;

  /** Whether an authority was named. */
  public boolean given() {
    return !addresses.isEmpty();
  }

  /**
   * What they say.
   *
   * @param services what is said for all services; taken where nothing else is said
   * @throws SigningException if a file cannot be read, or a certificate is not valid now
   */
  public AuthorityAccess access(TlsTrust services) throws SigningException {
    TlsIdentity identity = services.identity();
    if (key != null) {
      identity = identity(key);
      if (!AuthorityAccess.signs(identity)) {
        throw new CredentialException.KeyRefused(
            CredentialException.KeyRefused.Why.SIGNS_NO_MESSAGES, null);
      }
      requireValid(identity.chain().getFirst());
    }
    List<X509Certificate> anchors = roots.isEmpty() ? services.anchors() : TlsOptions.roots(roots);
    Optional<X509Certificate> answers = Optional.empty();
    if (certificate != null) {
      answers =
          Optional.of(TrustStore.load(List.of(certificate)).anchors(Purpose.SIGNER).getFirst());
      requireValid(answers.get());
    }
    return new AuthorityAccess(
        addresses, new TlsTrust(anchors, identity).through(services.proxy()), answers);
  }

  private TlsIdentity identity(String place) throws SigningException {
    if (!TlsKey.isToken(place)) {
      Pkcs12File file = Pkcs12File.read(Path.of(place), Secrets.password(passwordFile));
      return new TlsIdentity(file.key(), file.chain());
    }
    if (passwordFile == null) {
      throw new UsageException(spec, "pin", "--authority-password-file");
    }
    return TlsKey.read(place, Path.of(""), null, Secrets.password(passwordFile));
  }

  // Before a person is asked for anything that the authority then could not take.
  private static void requireValid(X509Certificate certificate) throws SigningException {
    Instant now = Clock.systemUTC().instant();
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(until)) {
      throw new CredentialException.NotValidAt(certificate, now);
    }
  }

  /** What the output must not be. */
  public List<@Nullable Path> files() {
    Path file = key == null || TlsKey.isToken(key) ? null : Path.of(key);
    return java.util.Arrays.asList(file, passwordFile, certificate);
  }
}
