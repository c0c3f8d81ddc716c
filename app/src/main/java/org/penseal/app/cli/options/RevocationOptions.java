// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.verify.Verification;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.file.Workplace;
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
   * Where revocation is told of besides the file, and whether it must be, by these options or by
   * the policy of a workplace.
   *
   * @param at as of when certificates are judged; null for now. Responders are asked then only
   * @throws SigningException if a list or a file of TLS cannot be read
   */
  public Verification.Revocation with(Settings workplace, @Nullable Instant at)
      throws SigningException {
    Workplace.Revocation policy = workplace.trust().revocation();
    boolean asked = online || policy.online() && at == null;
    List<Path> all = new ArrayList<>(lists);
    all.addAll(policy.lists());
    PathJudge.Sources sources =
        new PathJudge.Sources(
            RevocationLists.read(all), asked ? Optional.of(client(workplace)) : Optional.empty());
    return new Verification.Revocation(sources, required || policy.required());
  }

  private RevocationClient client(Settings workplace) throws SigningException {
    Settings.Network network = workplace.network();
    return new RevocationClient(
        new HttpExchange(
            network.timeout(),
            tls.given() ? tls.trust().through(network.tls().proxy()) : network.tls()),
        RevocationCache.inMemory(),
        List.of(),
        Clock.systemUTC(),
        new SecureRandom());
  }

  /** The files that are named; each may be missing. */
  public List<@Nullable Path> files() {
    List<@Nullable Path> files = new ArrayList<>(lists);
    files.addAll(tls.files());
    return files;
  }
}
