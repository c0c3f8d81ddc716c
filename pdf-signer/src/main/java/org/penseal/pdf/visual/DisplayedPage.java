// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.revision.Revision;

/** A page of a revision in the coordinates in which it is displayed. */
record DisplayedPage(Revision revision, PDPage page) {

  /** User space to points from the upper left corner of the displayed page. */
  private AffineTransform toDisplay() {
    PDRectangle crop = page.getCropBox();
    double w = crop.getWidth();
    double h = crop.getHeight();
    AffineTransform display =
        switch (Math.floorMod(page.getRotation(), 360)) {
          case 90 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 180 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 270 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(1, 0, 0, -1, 0, h);
        };
    display.translate(-crop.getLowerLeftX(), -crop.getLowerLeftY());
    return display;
  }

  /** Where an annotation stands, or null if it has no rectangle. */
  @Nullable Region place(COSDictionary annotation) {
    COSArray corners = annotation.getCOSArray(COSName.RECT);
    if (corners == null || corners.size() < 4) {
      return null;
    }
    PDRectangle box = new PDRectangle(corners);
    Rectangle2D shown =
        toDisplay()
            .createTransformedShape(
                new Rectangle2D.Double(
                    box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight()))
            .getBounds2D();
    return new Region(shown.getX(), shown.getY(), shown.getWidth(), shown.getHeight());
  }

  /** Everything that this page is drawn from. */
  Map<COSObjectKey, String> inputs() {
    Map<COSObjectKey, String> inputs = new HashMap<>(Inputs.of(revision, page.getCOSObject()));
    if (page.getResources() != null) {
      inputs.putAll(Inputs.of(revision, page.getResources().getCOSObject()));
    }
    return inputs;
  }

  /** Rectangles of annotations that are not the same on the other page: old and new ones. */
  List<Region> changedAnnotations(DisplayedPage other) {
    Map<Object, COSDictionary> mine = annotations();
    Map<Object, COSDictionary> theirs = other.annotations();
    List<Region> changed = new ArrayList<>();
    mine.forEach(
        (key, annotation) -> {
          COSDictionary twin = theirs.get(key);
          boolean same =
              twin != null
                  && key instanceof COSObjectKey
                  && Inputs.of(revision, annotation).equals(Inputs.of(other.revision, twin))
                  && place(revision, key).equals(place(other.revision, key));
          if (!same) {
            add(changed, place(annotation));
            add(changed, twin == null ? null : other.place(twin));
          }
        });
    theirs.forEach(
        (key, annotation) -> {
          if (!mine.containsKey(key)) {
            add(changed, other.place(annotation));
          }
        });
    return changed;
  }

  private static String place(Revision revision, Object key) {
    return String.valueOf(revision.document().getDocument().getXrefTable().get(key));
  }

  private static void add(List<Region> regions, @Nullable Region region) {
    if (region != null) {
      regions.add(region);
    }
  }

  // By their object, or by their place in the list if they have none of their own.
  private Map<Object, COSDictionary> annotations() {
    Map<Object, COSDictionary> all = new LinkedHashMap<>();
    COSArray array = page.getCOSObject().getCOSArray(COSName.ANNOTS);
    for (int i = 0; array != null && i < array.size(); i++) {
      COSBase entry = array.get(i);
      if (array.getObject(i) instanceof COSDictionary annotation) {
        Object key = entry instanceof COSObject reference ? reference.getKey() : null;
        all.put(key == null ? (Object) i : key, annotation);
      }
    }
    return all;
  }
}
