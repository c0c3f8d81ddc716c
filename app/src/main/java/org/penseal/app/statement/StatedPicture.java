// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.statement;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.PadCapture;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.screen.PadPage;
import org.penseal.app.screen.ShownPage;
import org.penseal.app.text.Texts;
import org.penseal.pad.Ink;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;

/** The page on a pad's screen in a manifest: written, and drawn again. */
public final class StatedPicture {
  private static final Set<String> LANGUAGES = Set.of("zh", "en");
  private static final int SMALLEST_WIDTH = 64;
  private static final int SMALLEST_HEIGHT = 48;
  private static final int LARGEST = 4096;
  private static final String SM3_HEX = "[0-9a-f]{64}";

  private StatedPicture() {}

  /** What a manifest says of a page that was shown. */
  public static PadCapture.Picture of(ShownPage shown) {
    PadPicture picture = shown.picture();
    return new PadCapture.Picture(
        Sm3.hex(picture.bits()),
        picture.width(),
        picture.height(),
        word(shown.depth()),
        shown.language(),
        shown.page().title(),
        shown.page().pages());
  }

  /** Where OK is on that screen. */
  static Optional<PadLayout.Area> ok(PadCapture.Picture picture, PadModel model) {
    return isScreen(picture) ? Optional.of(layout(picture, model).ok()) : Optional.empty();
  }

  /**
   * Whether the digest is that of the page of a document, drawn again here.
   *
   * @param documentSm3 of the document, hex
   * @param model of the pad
   */
  static boolean isPageOf(PadCapture.Picture told, String documentSm3, PadModel model) {
    return drawn(told, documentSm3, model).isPresent();
  }

  // The same pixels again; empty if they are others, or cannot be drawn.
  private static Optional<byte[]> drawn(
      PadCapture.Picture told, String documentSm3, PadModel model) {
    Optional<PadPicture.Depth> depth = depth(told.depth());
    if (depth.isEmpty()
        || !isScreen(told)
        || told.pages() < 0
        || !LANGUAGES.contains(told.language())
        || !documentSm3.matches(SM3_HEX)) {
      return Optional.empty();
    }
    PadPage page = new PadPage(told.title(), told.pages(), documentSm3);
    PadLayout layout = layout(told, model);
    Texts texts = Texts.of(told.language());
    byte[] pixels = page.draw(layout, texts, depth.get()).picture().bits();
    return Optional.of(pixels).filter(bits -> Sm3.hex(bits).equals(told.sm3()));
  }

  /** The pixels of the page in a manifest, drawn again; empty where it has none or it differs. */
  public static Optional<byte[]> pixels(Manifest told) {
    PadCapture capture = told.capture();
    PadCapture.Picture picture = capture == null ? null : capture.picture();
    return picture == null
        ? Optional.empty()
        : StatementComparison.model(told.device().model())
            .flatMap(model -> drawn(picture, told.document().sm3(), model));
  }

  /**
   * The strokes of an ink that are handwriting, without touches of buttons; empty where nothing
   * tells where the pad had its buttons.
   */
  public static OptionalInt strokes(Manifest told, Ink ink) {
    Optional<PadModel> model = StatementComparison.model(told.device().model());
    if (model.isEmpty()) {
      return OptionalInt.empty();
    }
    if (model.get().confirm() != PadModel.Confirm.SCREEN) {
      return OptionalInt.of(ink.strokes().size());
    }
    PadCapture.Picture picture = told.capture() == null ? null : told.capture().picture();
    if (picture == null || !isScreen(picture)) {
      return OptionalInt.empty();
    }
    PadLayout layout =
        PadLayout.standard(
            picture.widthPx(), picture.heightPx(), ink.space().maxX(), ink.space().maxY());
    return OptionalInt.of(layout.handwriting(ink).size());
  }

  private static boolean isScreen(PadCapture.Picture told) {
    return told.widthPx() >= SMALLEST_WIDTH
        && told.widthPx() <= LARGEST
        && told.heightPx() >= SMALLEST_HEIGHT
        && told.heightPx() <= LARGEST;
  }

  // In pixels alone: how many tablet units lie under them moves nothing of the page.
  private static PadLayout layout(PadCapture.Picture told, PadModel model) {
    return model.confirm() == PadModel.Confirm.SCREEN
        ? PadLayout.standard(told.widthPx(), told.heightPx(), told.widthPx(), told.heightPx())
        : PadLayout.bare(told.widthPx(), told.heightPx());
  }

  private static Optional<PadPicture.Depth> depth(String word) {
    for (PadPicture.Depth each : PadPicture.Depth.values()) {
      if (word(each).equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static String word(PadPicture.Depth depth) {
    return depth.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
