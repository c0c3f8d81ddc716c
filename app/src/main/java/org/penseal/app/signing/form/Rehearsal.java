// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.Suite;
import org.penseal.pdf.page.ChineseFont;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;

/**
 * Finds out before anybody writes what would stop the case at its end: a document that cannot be
 * signed, a place that is not there, a name that cannot be printed, an output that cannot be
 * written.
 */
public final class Rehearsal {
  private static final int CONTAINER_BYTES = 4096;

  private Rehearsal() {}

  /**
   * Goes through the motions with an order.
   *
   * @param folder a folder for a file that is deleted again
   */
  public static void of(CaseServices services, CaseOrder order, Path folder)
      throws SigningException {
    OutputPlace.require(order);
    if (order.document().isPdf()) {
      PdfSigner signer = new PdfSigner(services.hashing());
      signer.discard(
          signer.prepare(
              order.document().file(),
              order.pdfPassword(),
              folder,
              spec(services, order),
              CONTAINER_BYTES));
    }
  }

  /**
   * Whether the timestamp service answers, and for long-term levels whether its chain can be
   * proven.
   *
   * @return size of its tokens, bytes; 0 if none is ordered
   */
  public static int requireTsa(CaseServices services, CaseOrder order) throws SigningException {
    if (order.level().longTerm()) {
      services.longTerm().rehearse(List.of());
    }
    return order.stamped() ? services.tsa().probe() : 0;
  }

  /** For long-term levels: whether the signer's chain can be proven, too. */
  public static void requireChain(
      CaseServices services, CaseOrder order, List<X509Certificate> chain) throws SigningException {
    if (order.level().longTerm()) {
      services.longTerm().rehearse(chain);
    }
  }

  private static SignatureSpec spec(CaseServices services, CaseOrder order) {
    boolean visible = !(order.placement() instanceof Placement.Invisible);
    return new SignatureSpec(
        Suite.SM2_SM3,
        "-",
        services.clock().instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC),
        order.placement(),
        visible ? new Appearance(List.of(), "-", "-", List.of(), true) : null,
        null);
  }

  /**
   * Whether a name can be printed in the visible signature.
   *
   * @throws PlacementException.MissingGlyph for the first character that cannot
   */
  public static void requireName(CaseOrder order, String name) throws SigningException {
    if (order.document().isPdf() && !(order.placement() instanceof Placement.Invisible)) {
      ChineseFont.require(name);
    }
  }
}
