// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.content.ContentScanner.JoinedContent;
import org.penseal.pdf.content.DrawnPath.Box;
import org.penseal.pdf.content.DrawnPath.Detail;
import org.penseal.pdf.content.GraphicsState.Faint;
import org.penseal.pdf.content.GraphicsState.Line;
import org.penseal.pdf.content.GraphicsState.State;

/** Reads content with the forms, patterns and glyphs that it draws, each once, within bounds. */
final class ContentReading {
  private static final int MOST_BYTES = 32 << 20;
  private static final int MOST_PARENTS = 64;
  private static final int DEEPEST = 16;
  // Ems: the outlines of the densest ideographs are half as long.
  private static final double LONGEST_OUTLINE = 100;

  private static final Set<String> PLAIN = Set.of("Normal", "Compatible");
  private static final Set<String> PLAIN_ABOVE_A_PAGE =
      Set.of("Normal", "Compatible", "Multiply", "Darken");

  /**
   * Where content is drawn.
   *
   * @param page from its coordinates to those of the page
   * @param clip the box around what the page shows of it
   * @param mask the box of a soft mask; everywhere without one
   * @param line how lines are drawn there
   * @param faint how transparent it is
   */
  record Spot(Transform page, Box clip, Box mask, Line line, Faint faint) {
    static final Spot ORIGIN = at(Transform.IDENTITY);

    static Spot at(Transform page) {
      return new Spot(page, Box.EVERYWHERE, Box.EVERYWHERE, Line.FIRST, Faint.NOT);
    }

    static Spot of(State state) {
      return new Spot(state.page(), state.clip(), state.mask(), state.line(), state.faint());
    }
  }

  /** Of what the certainty of the same stream depends. */
  private record Use(
      DrawnContent.Kind kind,
      @Nullable COSBase resources,
      Spot spot,
      boolean outlined,
      boolean rounded,
      boolean isolated) {}

  private final Map<COSBase, Map<Use, Detail>> finished = new IdentityHashMap<>();
  private final Set<COSBase> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<COSBase, DrawnFont> fonts = new IdentityHashMap<>();
  private final Set<Object> read = new HashSet<>();
  private final DrawnLayers layers;
  private final boolean appearance;
  private Detail detail;
  private int left = MOST_BYTES;
  private boolean outlined;
  private boolean rounded;
  private boolean isolated;

  /**
   * Nothing yet.
   *
   * @param place of the page where detail matters
   * @param appearance whether it is an appearance that is read, above a page
   */
  ContentReading(DrawnLayers layers, Box place, boolean appearance) {
    this.layers = layers;
    this.appearance = appearance;
    this.detail = new Detail(place);
  }

  DrawnLayers layers() {
    return layers;
  }

  /** Notes how letters or ends of lines are painted from here on. */
  void style(String operator, long value) {
    outlined |= operator.equals("Tr") && value != 0;
    rounded |= operator.equals("J") && value == 1;
  }

  /** Requires that all readers stroke a path: of a closed point PDFBox paints no round end. */
  void stroke(DrawnPath path, boolean closes) throws Ambiguous {
    if (closes) {
      path.close();
    }
    if (rounded && path.closesPoint()) {
      throw new Ambiguous("a line from a point to itself");
    }
  }

  /** Requires that a path is painted no finer, and in no more faint layers, than readers agree. */
  void paint(DrawnPath path, boolean fills, boolean strokes, State state) throws Ambiguous {
    if (strokes) {
      state.line().requireCoarse(state.page());
    }
    path.trace(detail, state.clip(), (fills ? 1 : 0) + (strokes ? 2 : 0));
    if (state.faint().any()) {
      layer(path.box(), state);
    }
  }

  /** Requires as {@link #paint} that a box is painted in no more faint layers. */
  void layer(Box box, State state) throws Ambiguous {
    detail.layer(box.and(state.clip()));
  }

  /** Whether letters may be painted in another way than the ordinary one from here on. */
  boolean isOutlined() {
    return outlined;
  }

  void page(COSDictionary page) throws Ambiguous, IOException {
    Box shown = shown(inherited(page, COSName.MEDIA_BOX), inherited(page, COSName.CROP_BOX));
    COSBase turn = inherited(page, COSName.ROTATE);
    if (turn != null && !(turn instanceof COSInteger angle && angle.longValue() % 90 == 0)) {
      throw new Ambiguous("the rotation");
    }
    requireNoKnockout(page.getDictionaryObject(COSName.GROUP));
    COSBase resources = inherited(page, COSName.RESOURCES);
    COSBase contents = page.getDictionaryObject(COSName.CONTENTS);
    if (page.containsKey(COSName.CONTENTS)) {
      new DrawnContent(
              this,
              new DrawnResources(resources, read),
              DrawnContent.Kind.PAGE,
              new Spot(Transform.IDENTITY, shown, Box.EVERYWHERE, Line.FIRST, Faint.NOT))
          .read(JoinedContent.of(streams(contents)));
    }
  }

  private List<byte[]> streams(@Nullable COSBase contents) throws Ambiguous, IOException {
    List<byte[]> streams = new ArrayList<>();
    if (contents instanceof COSStream only) {
      streams.add(data(only));
    } else if (contents instanceof COSArray several) {
      for (int i = 0; i < several.size(); i++) {
        if (!(several.getObject(i) instanceof COSStream each)) {
          throw new Ambiguous("contents that are no stream");
        }
        streams.add(data(each));
      }
    } else {
      throw new Ambiguous("contents that are no stream");
    }
    return streams;
  }

  private byte[] data(COSStream stream) throws Ambiguous, IOException {
    byte[] data = StrictData.of(stream, left);
    left -= data.length;
    return data;
  }

  // Inherits as every reader does. Where readers would differ, it is not certain.
  private static @Nullable COSBase inherited(COSDictionary page, COSName name) throws Ambiguous {
    COSDictionary node = page;
    for (int i = 0; i < MOST_PARENTS; i++) {
      COSBase found = node.getDictionaryObject(name);
      if (found != null) {
        return found;
      }
      COSBase parent = node.getDictionaryObject(COSName.PARENT);
      if (parent == null && !node.containsKey(COSName.P)) {
        return null;
      }
      if (!(parent instanceof COSDictionary next)
          || !COSName.PAGES.equals(next.getDictionaryObject(COSName.TYPE))) {
        throw new Ambiguous("the parent of a page");
      }
      node = next;
    }
    throw new Ambiguous("too many parents");
  }

  // If the boxes of a page do not intersect, some readers show all of it, some another size, some
  // nothing.
  private static Box shown(@Nullable COSBase media, @Nullable COSBase crop) throws Ambiguous {
    Box all = box(media);
    Box shown = crop == null ? all : all.and(box(crop));
    if (shown.isEmpty()) {
      throw new Ambiguous("a page of which nothing is left");
    }
    return shown;
  }

  private static Box box(@Nullable COSBase box) throws Ambiguous {
    float[] n = numbers(box, 4);
    if (n[0] == n[2] || n[1] == n[3]) {
      throw new Ambiguous("an empty box");
    }
    return Box.of(n[0], n[1], n[2], n[3]);
  }

  // In a knockout group, some readers let an upper object show what lies below the whole group.
  private static void requireNoKnockout(@Nullable COSBase group) throws Ambiguous {
    if (group == null) {
      return;
    }
    if (!(group instanceof COSDictionary found)
        || !COSName.TRANSPARENCY.equals(found.getDictionaryObject(COSName.S))
        || !isFalse(found.getDictionaryObject(COSName.K))
        || found.getDictionaryObject(COSName.I) != null
            && !(found.getDictionaryObject(COSName.I) instanceof COSBoolean)) {
      throw new Ambiguous("a group");
    }
  }

  private static boolean isFalse(@Nullable COSBase value) {
    return value == null || COSBoolean.FALSE.equals(value);
  }

  static float[] numbers(@Nullable COSBase base, int count) throws Ambiguous {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      if (!(base instanceof COSArray array)
          || array.size() != count
          || !(array.getObject(i) instanceof COSNumber number)
          || !Float.isFinite(number.floatValue())) {
        throw new Ambiguous("a box or a matrix");
      }
      numbers[i] = number.floatValue();
    }
    return numbers;
  }

  /** A form, where it is drawn. */
  void form(COSStream form, Spot spot) throws Ambiguous, IOException {
    Box box = placed(form, spot.page);
    if (box.isThin()) {
      throw new Ambiguous("a form of next to nothing");
    }
    Box clip = spot.clip.and(box);
    requireNoKnockout(form.getDictionaryObject(COSName.GROUP));
    Spot own = new Spot(matrix(form).then(spot.page), clip, spot.mask, spot.line, spot.faint);
    // Readers take the colours of a tile that has none for its own, or leave them out.
    boolean stencil = form.getInt(COSName.PAINT_TYPE) == 2;
    DrawnContent.Kind kind = stencil ? DrawnContent.Kind.STENCIL : DrawnContent.Kind.FORM;
    boolean outer = isolated;
    isolated |=
        form.getDictionaryObject(COSName.GROUP) instanceof COSDictionary group
            && COSBoolean.TRUE.equals(group.getDictionaryObject(COSName.I));
    own(form, form.getDictionaryObject(COSName.RESOURCES), kind, own);
    isolated = outer;
  }

  /**
   * Requires that readers blend an appearance with the page alike: MuPDF blends with it in an
   * isolated group, where others do not, and poppler paints some ways of blending as black.
   */
  void blend(String mode) throws Ambiguous {
    if (appearance && !(isolated ? PLAIN : PLAIN_ABOVE_A_PAGE).contains(mode)) {
      throw new Ambiguous("a way of blending with the page");
    }
  }

  static Transform matrix(COSStream form) throws Ambiguous {
    return form.containsKey(COSName.MATRIX)
        ? Transform.of(numbers(form.getDictionaryObject(COSName.MATRIX), 6))
        : Transform.IDENTITY;
  }

  /** The box of a form, as it lies on the page. */
  static Box placed(COSStream form, Transform page) throws Ambiguous {
    COSBase box = form.getDictionaryObject(COSName.BBOX);
    box(box);
    return Box.of(numbers(box, 4), matrix(form).then(page));
  }

  /** A tile of a pattern: what lies side by side on the page is drawn one over another here. */
  void tile(COSStream tile, Transform base) throws Ambiguous, IOException {
    Detail outer = detail;
    detail = new Detail(Box.EVERYWHERE);
    form(tile, Spot.at(base));
    detail = outer;
  }

  /**
   * A glyph of a font of Type 3; the same resources for all of them.
   *
   * @param scale from its coordinates to ems
   */
  void glyph(COSStream glyph, @Nullable COSBase resources, double scale)
      throws Ambiguous, IOException {
    Detail outer = detail;
    detail = new Detail(Box.EVERYWHERE);
    own(glyph, resources, DrawnContent.Kind.GLYPH, Spot.ORIGIN);
    if (detail.all() * scale > LONGEST_OUTLINE) {
      throw new Ambiguous("too fine a glyph");
    }
    detail = outer;
  }

  private void own(COSStream stream, @Nullable COSBase resources, DrawnContent.Kind kind, Spot spot)
      throws Ambiguous, IOException {
    if (open.contains(stream) || open.size() == DEEPEST) {
      throw new Ambiguous("a form that draws itself");
    }
    Use use = new Use(kind, resources, spot, outlined, rounded, isolated);
    Map<Use, Detail> uses = finished.computeIfAbsent(stream, none -> new HashMap<>());
    if (!uses.containsKey(use)) {
      Detail outer = detail;
      detail = outer.again();
      uses.put(use, detail);
      open.add(stream);
      new DrawnContent(this, new DrawnResources(resources, read), kind, spot)
          .read(JoinedContent.of(data(stream)));
      open.remove(stream);
      detail = outer;
    }
    detail.add(uses.get(use)); // as often as it is drawn
  }

  DrawnFont font(COSDictionary font) throws Ambiguous, IOException {
    DrawnFont known = fonts.get(font);
    if (known == null) {
      known = DrawnFont.of(font);
      fonts.put(font, known);
    }
    return known;
  }
}
