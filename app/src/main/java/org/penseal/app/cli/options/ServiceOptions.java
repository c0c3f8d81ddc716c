// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.TrustFolder;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
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
  @Mixin WorkplaceOption workplace = new WorkplaceOption();

  private @Nullable Settings base;

  /** Addresses of the timestamp services; none if none is named. */
  public List<URI> tsas() {
    return tsa.addresses;
  }

  /** The data folder. */
  public Path folder() {
    return data.folder();
  }

  /**
   * Reads the workplace: what options do not name is what it names. A demonstration is another
   * workplace, and this one is not looked at.
   *
   * @param demonstration whether a demonstration is asked for
   * @param wholeCase whether CA, authority and station key are needed, with their secrets
   * @throws WorkplaceException if the file cannot be used, or a secret cannot be had
   * @throws SigningException if a certificate or key that it names cannot be read
   */
  public void read(boolean demonstration, boolean wholeCase)
      throws WorkplaceException, SigningException {
    Path folder = folder();
    if (!demonstration && !TrustFolder.isDemonstration(folder)) {
      Settings named = workplace.settings(folder, wholeCase);
      base = named;
      if (tsa.addresses.isEmpty()) {
        tsa.addresses = named.services().tsas();
      }
    }
  }

  /** Whom the workplace trusts, by purpose. */
  public TrustStore roots() {
    return base().trust().roots();
  }

  private Settings base() {
    Settings named = base;
    return named == null ? Settings.in(folder()) : named;
  }

  /**
   * Whom servers are trusted by.
   *
   * @throws SigningException if a file cannot be read
   */
  public TlsTrust tls() throws SigningException {
    TlsTrust named = base().network().tls();
    return tls.given() ? tls.trust().through(named.proxy()) : named;
  }

  /**
   * Settings with these services, and what else the workplace names.
   *
   * @param demo what the demo's services may stand in for
   * @throws SigningException as {@link #tls}
   */
  public Settings settings(Settings.Demo demo) throws SigningException {
    Settings named = base();
    Settings.Services services = named.services();
    return named
        .with(new Settings.Services(services.ca(), tsas(), services.authority(), services.escrow()))
        .with(new Settings.Network(tls(), named.network().timeout()))
        .with(demo);
  }

  /**
   * The timestamp services that are named.
   *
   * @throws SigningException as {@link #tls}
   */
  public TimestampClient timestamps(Hashing hashing) throws SigningException {
    return new TimestampClient(
        tsas(), base().network().timeout(), tls(), hashing, new SecureRandom());
  }

  /** What the output must not be. */
  public List<@Nullable Path> files() {
    return tls.files();
  }
}
