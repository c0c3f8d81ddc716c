// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
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
  private static final int TRIANGLES = 4;
  private static final int LATTICE = 5;
  private static final int COONS = 6;
  private static final int MOST_BYTES = 32 << 20;
  // So many times a colour may change and change back; PDFBox asks for it at a thousand places and
  // more, others at some hundred, each at others.
  private static final int MOST_TURNS = 64;
  private static final int MOST_TURNS_OF_INKS = 16;
  private static final int MOST_PARTS = 32;
  private static final double LEAST_STEP_POINTS = 1;
  private static final List<Integer> BITS_OF_PLACES = List.of(1, 2, 4, 8, 12, 16, 24, 32);
  private static final List<Integer> BITS_OF_VALUES = List.of(1, 2, 4, 8, 12, 16);
  private static final List<Integer> BITS_OF_FLAGS = List.of(2, 4, 8);

  /**
   * @param pattern whether a pattern paints it; only then does a background count
   */
  void require(@Nullable COSBase base, boolean pattern) throws Ambiguous, IOException {
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
    float[] domain = null;
    if (meshed) {
      int values = function == null ? colours.components() : 1;
      float[] decode = numbers(shading, COSName.DECODE, 4 + 2 * values);
      requireMesh((COSStream) shading, type, values);
      domain = new float[] {decode[4], decode[5]};
    } else if (type != FUNCTION_BASED) {
      boolean own = shading.containsKey(COSName.DOMAIN);
      domain = own ? numbers(shading, COSName.DOMAIN, 2) : new float[] {0, 1};
    }
    int turns = MOST_TURNS;
    if (space instanceof COSArray array && DrawnResources.isOfInks(array)) {
      turns = MOST_TURNS_OF_INKS; // where each of these turns, the function of the inks turns again
      resources.requireFunction(array, colours.components(), turns);
    }
    if (function != null || !meshed) {
      requireFunctions(
          function, domain, type == FUNCTION_BASED ? 2 : 1, colours.components(), turns);
    }
  }

  // Of numbers of other sizes, of a single row, and of parts that join to nothing, some readers
  // paint nothing.
  private static void requireMesh(COSStream mesh, int type, int values)
      throws Ambiguous, IOException {
    int place = mesh.getInt(COSName.BITS_PER_COORDINATE);
    int value = mesh.getInt(COSName.BITS_PER_COMPONENT);
    int flag = type == LATTICE ? 0 : mesh.getInt(COSName.BITS_PER_FLAG);
    boolean fits =
        BITS_OF_PLACES.contains(place)
            && BITS_OF_VALUES.contains(value)
            && (type == LATTICE || BITS_OF_FLAGS.contains(flag));
    // Only where each number is whole octets is it plain where readers go on.
    if (!fits || (place | value | flag) % 8 != 0) {
      throw new Ambiguous("a mesh");
    }
    byte[] data = StrictData.of(mesh, MOST_BYTES);
    int vertex = (2 * place + values * value) / 8;
    if (type == LATTICE) {
      long row = (long) vertex * mesh.getInt(COSName.VERTICES_PER_ROW);
      fits = row >= 2 * vertex && data.length >= 2 * row && data.length % row == 0;
      fits &= data.length <= MOST_PARTS * vertex;
    } else if (type == TRIANGLES) {
      fits = areJoined(data, 3 * (1 + vertex), 1 + vertex, 2);
    } else {
      int points = type == COONS ? 12 : 16;
      int patch = 1 + (2 * points * place + 4 * values * value) / 8;
      fits = areJoined(data, patch, patch - (8 * place + 2 * values * value) / 8, 3);
    }
    if (!fits) {
      throw new Ambiguous("a mesh");
    }
  }

  // The first part is whole; each begins with its flag, which says to what it is joined.
  private static boolean areJoined(byte[] data, int whole, int joined, int last) {
    int at = 0;
    int parts = 0;
    while (at < data.length
        && parts++ < MOST_PARTS
        && data[at] >= 0
        && data[at] <= (at == 0 ? 0 : last)) {
      at += data[at] == 0 ? whole : joined;
    }
    return data.length > 0 && at == data.length;
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
  private void requireFunctions(
      @Nullable COSBase base, float @Nullable [] domain, int inputs, int outputs, int turns)
      throws Ambiguous, IOException {
    if (!(base instanceof COSArray several)) {
      new DrawnFunction(inputs, outputs, turns, resources.read()).require(base, domain);
      return;
    }
    if (several.size() != outputs) {
      throw new Ambiguous("functions of a shading");
    }
    DrawnFunction each = new DrawnFunction(inputs, 1, turns, resources.read());
    for (int i = 0; i < several.size(); i++) {
      each.require(several.getObject(i), domain);
    }
  }

  /**
   * Requires that a tile of a pattern is repeated, not within itself, and no finer than readers
   * draw.
   *
   * @param page from its coordinates to those of the page
   */
  static void requireSteps(COSStream tile, Transform page) throws Ambiguous {
    float[] box = ContentReading.numbers(tile.getDictionaryObject(COSName.BBOX), 4);
    float wide = Math.abs(tile.getFloat(COSName.X_STEP, 0));
    float high = Math.abs(tile.getFloat(COSName.Y_STEP, 0));
    boolean fits =
        List.of(1, 2).contains(tile.getInt(COSName.PAINT_TYPE))
            && List.of(1, 2, 3).contains(tile.getInt(COSName.TILING_TYPE))
            && Float.isFinite(wide + high)
            && Math.min(wide, high) * page.least() >= LEAST_STEP_POINTS
            && wide * 2 >= Math.abs(box[2] - box[0])
            && high * 2 >= Math.abs(box[3] - box[1]);
    if (!fits) {
      throw new Ambiguous("a tile");
    }
  }
}
