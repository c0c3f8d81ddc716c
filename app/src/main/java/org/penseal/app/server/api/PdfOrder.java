// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.util.List;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.signature.Level;

/**
 * How a PDF is to be signed.
 *
 * @param level how long it stays verifiable
 * @param gm as a message of GB/T 35275
 * @param placement where it shows
 * @param terms what it says besides
 */
record PdfOrder(Level level, boolean gm, Placement placement, SignatureSpec.Terms terms) {
  private static final int LONGEST_TEXT = 200;

  static PdfOrder of(Request request) throws BadParameter {
    String profile = request.parameter("profile").orElse("pades-b");
    boolean gm = profile.equals("gm-cms");
    return new PdfOrder(
        gm ? Level.B : level(profile),
        gm,
        placement(request),
        new SignatureSpec.Terms(text(request, "reason"), text(request, "location"), 0, List.of()));
  }

  private static Level level(String profile) throws BadParameter {
    for (Level each : Level.values()) {
      if (each.profile().equals(profile)) {
        return each;
      }
    }
    throw new BadParameter("profile");
  }

  private static String text(Request request, String name) throws BadParameter {
    String text = request.parameter(name).orElse("");
    if (text.length() > LONGEST_TEXT) {
      throw new BadParameter(name);
    }
    return text;
  }

  // PAGE,X,Y,W,H as on the command line.
  private static Placement placement(Request request) throws BadParameter {
    String at = request.parameter("at").orElse("");
    if (at.isEmpty()) {
      return new Placement.Invisible();
    }
    if (!at.matches("[1-9][0-9]{0,5}(,[0-9]{1,5}(\\.[0-9]{1,3})?){4}")) {
      throw new BadParameter("at");
    }
    String[] parts = at.split(",", -1);
    return new Placement.At(
        Integer.parseInt(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]),
        Double.parseDouble(parts[4]));
  }
}
