// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.RevocationLists;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Who is asked whether certificates were revoked, and whether an answer is needed. */
public final class RevocationOptions {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--crl",
      paramLabel = "FILE",
      description = "local certificate revocation list, PEM or DER; repeatable")
  List<Path> lists = List.of();

  @Option(
      names = "--online",
      description =
          "query the OCSP responders that trusted certificates name, then fetch their CRLs")
  boolean online;

  @Option(
      names = "--require-revocation",
      description =
          "treat a signature as indeterminate (exit code 2) unless each certificate is known not to"
              + " be revoked")
  boolean required;

  @Mixin TlsOptions tls = new TlsOptions();

  /**
   * Refuses what contradicts itself.
   *
   * @param at as of when certificates are judged; null for now
   */
  public void require(@Nullable Instant at) {
    if (online && at != null) {
      throw new UsageException(spec, "online");
    }
  }

  /**
   * Where revocation is told of besides the file.
   *
   * @throws SigningException if a list or a file of TLS cannot be read
   */
  public PathJudge.Sources sources() throws SigningException {
    Optional<RevocationClient> client =
        online
            ? Optional.of(
                new RevocationClient(
                    new HttpExchange(TIMEOUT, tls.trust()),
                    RevocationCache.inMemory(),
                    List.of(),
                    Clock.systemUTC(),
                    new SecureRandom()))
            : Optional.empty();
    return new PathJudge.Sources(RevocationLists.read(lists), client);
  }

  /** The files that are named; each may be missing. */
  public List<@Nullable Path> files() {
    List<@Nullable Path> files = new ArrayList<>(lists);
    files.addAll(tls.files());
    return files;
  }

  /** Whether responders are asked. */
  public boolean online() {
    return online;
  }

  /** Whether a valid answer needs one on revocation. */
  public boolean required() {
    return required;
  }
}
