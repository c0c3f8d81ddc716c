// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.service;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;
import picocli.CommandLine.Option;

/** Which services are believed over TLS, and what they are shown. */
public final class ServiceOptions {
  @Option(
      names = "--tls-trust",
      paramLabel = "FILE|DIR",
      description = "roots of https: and sm+https: services; default: those of the JDK")
  List<Path> roots = List.of();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PKCS#12 file shown to services that ask who speaks to them")
  @Nullable Path key;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "password of the file of --tls-key")
  @Nullable Path passwordFile;

  /** Whether any of them was given. */
  public boolean given() {
    return !roots.isEmpty() || key != null;
  }

  /**
   * What they say.
   *
   * @throws SigningException if a file cannot be read
   */
  public TlsTrust trust() throws SigningException {
    TlsIdentity identity = null;
    if (key != null) {
      Pkcs12File file = Pkcs12File.read(key, Secrets.password(passwordFile));
      identity = new TlsIdentity(file.key(), file.chain());
    }
    return new TlsTrust(TrustStore.load(roots).anchors(Purpose.SIGNER), identity);
  }
}
