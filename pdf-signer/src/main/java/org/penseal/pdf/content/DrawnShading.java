// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Shadings and tiling patterns that every reader paints (ISO 32000-2, 8.7): some readers do not
 * paint a malformed one.
 *
 * @param resources of the content that names it
 */
record DrawnShading(DrawnResources resources) {
  private static final int FUNCTION_BASED = 1;
  private static final int AXIAL = 2;
  private static final int RADIAL = 3;
  private static final int LAST_TYPE = 7;
  private static final int DEEPEST = 8;
  private static final int STITCHING = 3;

  /**
   * @param pattern whether a pattern paints it; only then does a background count
   */
  void require(@Nullable COSBase base, boolean pattern) throws Ambiguous {
    if (!(base instanceof COSDictionary shading)) {
      throw new Ambiguous("a shading");
    }
    int type = shading.getInt(COSName.SHADING_TYPE);
    COSBase space = shading.getDictionaryObject(COSName.COLORSPACE);
    boolean meshed = type > RADIAL && type <= LAST_TYPE;
    if (type < FUNCTION_BASED
        || type > LAST_TYPE
        || meshed != shading instanceof COSStream
        || space == null) {
      throw new Ambiguous("a shading");
    }
    DrawnResources.Space colours = resources.space(space);
    boolean ground = shading.containsKey(COSName.BACKGROUND);
    if (colours.pattern() || ground && !pattern) {
      throw new Ambiguous("colours of a shading");
    }
    if (ground) {
      numbers(shading, COSName.BACKGROUND, colours.components());
    }
    if (shading.containsKey(COSName.BBOX)) {
      numbers(shading, COSName.BBOX, 4);
    }
    if (!meshed) {
      requirePlace(shading, type);
    }
    COSBase function = shading.getDictionaryObject(COSName.FUNCTION);
    if (function != null || !meshed) {
      requireFunctions(function, type == FUNCTION_BASED ? 2 : 1, colours.components());
    }
  }

  private static float[] numbers(COSDictionary from, COSName name, int count) throws Ambiguous {
    return ContentReading.numbers(from.getDictionaryObject(name), count);
  }

  private static void requirePlace(COSDictionary shading, int type) throws Ambiguous {
    if (shading.containsKey(COSName.DOMAIN)) {
      numbers(shading, COSName.DOMAIN, type == FUNCTION_BASED ? 4 : 2);
    }
    if (type == FUNCTION_BASED) {
      if (shading.containsKey(COSName.MATRIX)) {
        Transform.of(numbers(shading, COSName.MATRIX, 6)).then(Transform.IDENTITY);
      }
      return;
    }
    float[] n = numbers(shading, COSName.COORDS, type == AXIAL ? 4 : 6);
    boolean fits =
        type == AXIAL
            ? n[0] != n[2] || n[1] != n[3]
            : n[2] >= 0 && n[5] >= 0 && (n[0] != n[3] || n[1] != n[4] || n[2] != n[5]);
    if (shading.getDictionaryObject(COSName.EXTEND) instanceof COSBase extend) {
      fits &=
          extend instanceof COSArray both
              && both.size() == 2
              && both.getObject(0) instanceof COSBoolean
              && both.getObject(1) instanceof COSBoolean;
    }
    if (!fits) {
      throw new Ambiguous("the place of a shading");
    }
  }

  // One for all colours, or one for each.
  private static void requireFunctions(@Nullable COSBase base, int inputs, int outputs)
      throws Ambiguous {
    Set<COSBase> read = Collections.newSetFromMap(new IdentityHashMap<>());
    if (!(base instanceof COSArray several)) {
      requireFunction(base, inputs, outputs, 0, read);
      return;
    }
    if (several.size() != outputs) {
      throw new Ambiguous("functions of a shading");
    }
    for (int i = 0; i < several.size(); i++) {
      requireFunction(several.getObject(i), inputs, 1, 0, read);
    }
  }

  // Each once, however often it is a part of others.
  private static void requireFunction(
      @Nullable COSBase base, int inputs, int outputs, int depth, Set<COSBase> read)
      throws Ambiguous {
    if (read.contains(base)) {
      return;
    }
    if (!(base instanceof COSDictionary function) || depth > DEEPEST) {
      throw new Ambiguous("a function");
    }
    int type = function.getInt(COSName.FUNCTION_TYPE);
    boolean sampled = List.of(0, 4).contains(type);
    if (sampled != function instanceof COSStream || !sampled && inputs != 1) {
      throw new Ambiguous("a function");
    }
    numbers(function, COSName.DOMAIN, 2 * inputs);
    if (sampled || function.containsKey(COSName.RANGE)) {
      numbers(function, COSName.RANGE, 2 * outputs);
    }
    if (type == 2) {
      exponential(function, outputs);
    } else if (type == STITCHING) {
      stitching(function, outputs, depth, read);
    } else if (!sampled) {
      throw new Ambiguous("a function");
    }
    read.add(function);
  }

  private static void exponential(COSDictionary function, int outputs) throws Ambiguous {
    for (COSName each : List.of(COSName.C0, COSName.C1)) {
      if (outputs != 1 || function.containsKey(each)) {
        numbers(function, each, outputs);
      }
    }
    if (!(function.getDictionaryObject(COSName.N) instanceof COSNumber)) {
      throw new Ambiguous("a function");
    }
  }

  private static void stitching(COSDictionary function, int outputs, int depth, Set<COSBase> read)
      throws Ambiguous {
    if (!(function.getDictionaryObject(COSName.FUNCTIONS) instanceof COSArray parts)
        || parts.size() == 0) {
      throw new Ambiguous("a function");
    }
    numbers(function, COSName.BOUNDS, parts.size() - 1);
    numbers(function, COSName.ENCODE, 2 * parts.size());
    for (int i = 0; i < parts.size(); i++) {
      requireFunction(parts.getObject(i), 1, outputs, depth + 1, read);
    }
  }

  /** Requires that a tile of a pattern is repeated, and not within itself. */
  static void requireSteps(COSStream tile) throws Ambiguous {
    float[] box = ContentReading.numbers(tile.getDictionaryObject(COSName.BBOX), 4);
    float wide = Math.abs(tile.getFloat(COSName.X_STEP, 0));
    float high = Math.abs(tile.getFloat(COSName.Y_STEP, 0));
    boolean fits =
        List.of(1, 2).contains(tile.getInt(COSName.PAINT_TYPE))
            && List.of(1, 2, 3).contains(tile.getInt(COSName.TILING_TYPE))
            && Float.isFinite(wide + high)
            && wide * 2 >= Math.abs(box[2] - box[0])
            && high * 2 >= Math.abs(box[3] - box[1]);
    if (!fits) {
      throw new Ambiguous("a tile");
    }
  }
}
