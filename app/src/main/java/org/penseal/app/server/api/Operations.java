// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.tsa.Stamper;

/** All operations that the settings offer. */
public final class Operations {
  /** The algorithms of digests, by their names in Java; the first where none is named. */
  public static final List<String> DIGESTS = List.of("SM3", "SHA-256", "SHA-384", "SHA-512");

  private Operations() {}

  /** Their routes. */
  public static List<Route> routes(Resources with, Trust trust, Optional<Stamper> stamper) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new DataCalls(with, trust).routes());
    routes.addAll(new PdfCalls(with, trust).routes());
    routes.addAll(new CipherCalls(with).routes());
    routes.addAll(new EnvelopeCalls(with).routes());
    routes.addAll(new CertificateCalls(with, trust).routes());
    Optional<ServeSettings.Stamping> stamping = with.settings().services().stamping();
    if (stamper.isPresent() && stamping.isPresent()) {
      List<NamedKey> keys =
          stamping.get().keys().stream().map(name -> with.keys().find(name).orElseThrow()).toList();
      routes.addAll(new StampCall(stamper.get(), keys).routes());
    }
    return routes;
  }
}
