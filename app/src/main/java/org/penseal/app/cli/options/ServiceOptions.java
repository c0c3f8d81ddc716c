// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.Settings;
import org.penseal.pdf.Hashing;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.tls.TlsTrust;
import picocli.CommandLine.Mixin;

/**
 * The services of every command that speaks to one, and the data folder that says more of them. An
 * option that names services in another way belongs here.
 */
public final class ServiceOptions {
  @Mixin TsaOptions tsa = new TsaOptions();
  @Mixin TlsOptions tls = new TlsOptions();
  @Mixin DataOptions data = new DataOptions();

  /** Addresses of the timestamp services; none if none is named. */
  public List<URI> tsas() {
    return tsa.addresses;
  }

  /** The data folder. */
  public Path folder() {
    return data.folder();
  }

  /**
   * Whom servers are trusted by.
   *
   * @throws SigningException if a file cannot be read
   */
  public TlsTrust tls() throws SigningException {
    return tls.trust();
  }

  /**
   * Settings with these services, no CA and no authority.
   *
   * @param demo whether the demo's services may stand in
   * @throws SigningException as {@link #tls}
   */
  public Settings settings(boolean demo) throws SigningException {
    Settings defaults = Settings.defaults();
    return new Settings(
        folder(),
        Optional.empty(),
        tsas(),
        defaults.authority(),
        Optional.empty(),
        tls(),
        defaults.serviceTimeout(),
        defaults.signingLimit(),
        defaults.zone(),
        demo);
  }

  /**
   * The timestamp services that are named.
   *
   * @throws SigningException as {@link #tls}
   */
  public TimestampClient timestamps(Hashing hashing) throws SigningException {
    return new TimestampClient(
        tsas(), Settings.defaults().serviceTimeout(), tls(), hashing, new SecureRandom());
  }

  /** What the output must not be. */
  public List<@Nullable Path> files() {
    return tls.files();
  }
}
