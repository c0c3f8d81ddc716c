// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** Parameters of the graphics state by which something can be seen or not (8.4.5). */
final class GraphicsState {
  private static final Set<String> BLENDING =
      Set.of(
          "Normal",
          "Compatible",
          "Multiply",
          "Screen",
          "Overlay",
          "Darken",
          "Lighten",
          "ColorDodge",
          "ColorBurn",
          "HardLight",
          "SoftLight",
          "Difference",
          "Exclusion",
          "Hue",
          "Saturation",
          "Color",
          "Luminosity");
  private static final Set<String> MASKS = Set.of("Alpha", "Luminosity");
  private static final Set<String> UNCHANGED = Set.of("Identity", "Default");

  private GraphicsState() {}

  static void require(COSDictionary state, ContentReading reading) throws Ambiguous, IOException {
    if (state.containsKey(COSName.FONT)) {
      throw new Ambiguous("a font of a graphics state");
    }
    requireUnchanged(state.getDictionaryObject(COSName.TR));
    requireUnchanged(state.getDictionaryObject(COSName.getPDFName("TR2")));
    requireShare(state.getDictionaryObject(COSName.CA));
    requireShare(state.getDictionaryObject(COSName.CA_NS));
    COSBase blending = state.getDictionaryObject(COSName.BM);
    if (blending instanceof COSArray several && several.size() > 0) {
      blending = several.getObject(0);
    }
    if (blending != null
        && !(blending instanceof COSName name && BLENDING.contains(name.getName()))) {
      throw new Ambiguous("a way of blending");
    }
    mask(state.getDictionaryObject(COSName.SMASK), reading);
  }

  private static void requireUnchanged(@Nullable COSBase transfer) throws Ambiguous {
    if (transfer != null
        && !(transfer instanceof COSName name && UNCHANGED.contains(name.getName()))) {
      throw new Ambiguous("a transfer function");
    }
  }

  private static void requireShare(@Nullable COSBase share) throws Ambiguous {
    if (share != null
        && !(share instanceof COSNumber number
            && number.floatValue() >= 0
            && number.floatValue() <= 1)) {
      throw new Ambiguous("an opacity");
    }
  }

  private static void mask(@Nullable COSBase mask, ContentReading reading)
      throws Ambiguous, IOException {
    if (mask == null || COSName.NONE.equals(mask)) {
      return;
    }
    if (!(mask instanceof COSDictionary found)
        || !(found.getDictionaryObject(COSName.G) instanceof COSStream form)
        || !(form.getDictionaryObject(COSName.GROUP) instanceof COSDictionary group)
        || !(found.getDictionaryObject(COSName.S) instanceof COSName kind)
        || !MASKS.contains(kind.getName())) {
      throw new Ambiguous("a mask");
    }
    COSBase backdrop = found.getDictionaryObject(COSName.BC);
    if (backdrop != null) {
      COSBase space = group.getDictionaryObject(COSName.CS);
      if (space == null) {
        throw new Ambiguous("the backdrop of a mask");
      }
      ContentReading.numbers(backdrop, new DrawnResources(null).space(space).components());
    }
    requireUnchanged(found.getDictionaryObject(COSName.TR));
    reading.form(form, Transform.IDENTITY);
  }
}
