// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.file.Files;
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
import org.penseal.pdf.page.ChineseFont;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.refusal.FileException;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.TimestampClient;

/**
 * Finds out before anybody writes what would stop the case at its end: a document that cannot be
 * signed, a place that is not there, a name that cannot be printed, an output that cannot be
 * written.
 */
public final class Rehearsal {
  private static final int CONTAINER_BYTES = 4096;

  // For the revision and what else is kept of a case.
  private static final long ROOM_BYTES = 4L << 20;

  private static final List<Appearance.Stroke> DOT =
      List.of(new Appearance.Stroke(List.of(new Appearance.Point(0, 0, 1))));

  private Rehearsal() {}

  /**
   * Goes through the motions with an order.
   *
   * @param folder where the prepared file will lie
   */
  public static void of(CaseServices services, CaseOrder order, Path folder)
      throws SigningException {
    OutputPlace.require(order);
    if (order.document().isPdf()) {
      requireRoom(folder, order.document().file());
      new PdfSigner(services.hashing())
          .rehearse(
              order.document().file(), order.pdfPassword(), spec(services, order), CONTAINER_BYTES);
    }
  }

  private static void requireRoom(Path folder, Path document) throws SigningException {
    try {
      if (Files.getFileStore(folder).getUsableSpace() < Files.size(document) + ROOM_BYTES) {
        throw new FileException.NoRoom(folder, null);
      }
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(folder, "case folder", e);
    }
  }

  /**
   * The timestamp services that answer and are trusted; for long-term levels their chains can be
   * proven, too.
   *
   * @throws SigningException if none does
   */
  public static TimestampClient.Health requireTsa(CaseServices services, CaseOrder order)
      throws SigningException {
    requireChain(services, order, List.of());
    return services.trustedTsa().probe(Suite.SM2_SM3.digest());
  }

  /**
   * For long-term levels: whether the chains of a timestamp service and of the signer can be
   * proven.
   *
   * @param chain the signer's; empty where it is not known yet
   */
  public static void requireChain(
      CaseServices services, CaseOrder order, List<X509Certificate> chain) throws SigningException {
    if (order.form().level().longTerm()) {
      services.longTerm().rehearse(chain);
    }
  }

  private static SignatureSpec<?> spec(CaseServices services, CaseOrder order) {
    boolean visible = !(order.seal().placement() instanceof Placement.Invisible);
    SignatureSpec<?> plain =
        new SignatureSpec<>(
            order.form().profile(),
            Suite.SM2_SM3,
            "-",
            services.clock().instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC),
            order.seal().placement(),
            visible
                ? new Appearance(
                    List.of(), "-", "-", InkAppearance.said(order.seal().terms()), true)
                : null,
            null);
    SignatureSpec.Terms said = order.seal().terms();
    List<SignatureSpec.Note> notes =
        order.annotation().at().stream()
            .map(at -> new SignatureSpec.Note(at, DOT, "-", ""))
            .toList();
    return plain.with(
        new SignatureSpec.Terms(said.reason(), said.location(), said.certify(), notes));
  }

  /**
   * Whether a name can be printed in the visible signature.
   *
   * @throws PlacementException.MissingGlyph for the first character that cannot
   */
  public static void requireName(CaseOrder order, String name) throws SigningException {
    if (order.document().isPdf() && !(order.seal().placement() instanceof Placement.Invisible)) {
      ChineseFont.require(name);
    }
  }
}
