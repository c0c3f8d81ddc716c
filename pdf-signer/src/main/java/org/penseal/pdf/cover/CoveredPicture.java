// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.AnnotationFilter;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.revision.Revision;

/** A page of two revisions as it is seen: what is hidden, what comes to light, what is not seen. */
final class CoveredPicture {
  // Points: what lies around a line of text, and the bar or label on which it stands.
  private static final double[] CELLS = {12, 4};
  // The other is about as coarse as a screen, and no fraction of the first; in it alone, what is
  // thin is as wide as readers make it, since that may also hide what is seen in others.
  private static final double[] SCALES = {1, 0.591};
  private static final double SCREEN_PIXEL_POINTS = 1;

  private final PDPage page;
  private final double scale;
  private final Raster.Pictures pictures;

  private CoveredPicture(PDPage page, double scale, Raster.Pictures pictures) {
    this.page = page;
    this.scale = scale;
    this.pictures = pictures;
  }

  /**
   * Draws a page of revisions that were opened for this alone: at the end the later one has no
   * content any more.
   *
   * @param index from 0
   * @return at two scales, since what is finer than a pixel may not be seen at one of them; empty
   *     if that cannot be done, or not in time
   */
  static List<CoveredPicture> of(
      Revision signed, Revision now, int index, Matched matched, Deadline deadline) {
    PDPage page = signed.document().getPage(index);
    Optional<Double> scale = PagePicture.scale(page);
    COSBase content = now.document().getPage(index).getCOSObject().getItem(COSName.CONTENTS);
    List<CoveredPicture> both = new ArrayList<>();
    for (double each : SCALES) {
      double least = each == 1 ? 0 : SCREEN_PIXEL_POINTS;
      now.document().getPage(index).getCOSObject().setItem(COSName.CONTENTS, content);
      scale
          .flatMap(fine -> at(fine * each, least, signed, now, index, matched, deadline))
          .ifPresent(both::add);
    }
    return both.size() == SCALES.length ? both : List.of();
  }

  private static Optional<CoveredPicture> at(
      double scale,
      double least,
      Revision signed,
      Revision now,
      int index,
      Matched matched,
      Deadline deadline) {
    PDPage page = signed.document().getPage(index);
    boolean dropped = matched.hasDropped();
    BiFunction<Revision, AnnotationFilter, Optional<BufferedImage>> draw =
        (revision, filter) ->
            PagePicture.of(revision.document(), index, filter, scale, least, deadline);
    Optional<BufferedImage> kept = draw.apply(signed, matched.kept());
    Optional<BufferedImage> is = draw.apply(now, all -> true);
    Optional<BufferedImage> whole = dropped ? draw.apply(signed, all -> true) : kept;
    List<COSDictionary> shown = matched.shown();
    // What was changed, on blank paper.
    now.document().getPage(index).getCOSObject().removeItem(COSName.CONTENTS);
    AnnotationFilter own = each -> shown.stream().anyMatch(other -> other == each.getCOSObject());
    Optional<BufferedImage> alone = dropped ? draw.apply(now, own) : kept;
    if (Stream.of(kept, is, whole, alone).anyMatch(Optional::isEmpty)
        || kept.get().getWidth() != is.get().getWidth()
        || kept.get().getHeight() != is.get().getHeight()) {
      return Optional.empty();
    }
    Raster.Pictures pictures =
        new Raster.Pictures(
            pixels(kept.get()),
            pixels(is.get()),
            dropped ? pixels(whole.get()) : null,
            dropped ? pixels(alone.get()) : null,
            kept.get().getWidth());
    return Optional.of(new CoveredPicture(page, scale, pictures));
  }

  /**
   * Whether it hides what was seen, or uncovers what was not.
   *
   * @param opaque what readers may paint over
   * @param letters of the signed page
   * @param vanishing whether what was changed may be missing altogether
   */
  boolean hides(List<Rectangle2D> opaque, List<Rectangle2D> letters, boolean vanishing) {
    for (double cell : CELLS) {
      Raster raster = raster(pictures.again(), cell);
      for (Rectangle2D each : opaque) {
        pixels(each).forEach(raster::cover);
      }
      if (raster.hides()
          || letters.stream().anyMatch(each -> raster.hides(pixels(each).toArray()))
          || vanishing && raster(pictures.withoutChanges(), cell).hides()) {
        return true;
      }
    }
    return false;
  }

  /** Whether light points among dark ones become dark in places, or come to light. */
  boolean changesLightPoints(List<Rectangle2D> places) {
    LightPoints points = new LightPoints(pictures);
    return places.stream().anyMatch(each -> points.change(pixels(each)));
  }

  private Raster raster(Raster.Pictures drawn, double cell) {
    return new Raster(drawn, scale / PagePicture.enlarged(page), cell);
  }

  /**
   * Whether what was changed runs through a letter of the page, as an edge of a field may.
   *
   * @param fields where signs may be drawn as areas or pictures
   */
  boolean strikesOut(List<Rectangle2D> letters, List<Rectangle2D> fields) {
    Raster raster = raster(pictures, CELLS[0]);
    return letters.stream().anyMatch(each -> raster.strikesOut(pixels(each).toArray()))
        || fields.stream().anyMatch(each -> raster.strikesOutMarks(pixels(each).toArray()));
  }

  /** Whether letters of what was changed are seen on the page. */
  boolean shows(List<Rectangle2D> letters) {
    Raster raster = raster(pictures, CELLS[0]);
    return letters.stream().allMatch(each -> raster.shows(pixels(each)));
  }

  private IntStream pixels(Rectangle2D place) {
    Shape shape = PagePicture.toPixels(page, scale).createTransformedShape(place);
    Rectangle2D box = shape.getBounds2D();
    int width = pictures.width();
    int left = (int) Math.max(0, box.getMinX());
    int right = (int) Math.min(width, Math.ceil(box.getMaxX()));
    int low = (int) Math.min(pictures.height(), Math.ceil(box.getMaxY()));
    return IntStream.range((int) Math.max(0, box.getMinY()), low)
        .flatMap(y -> IntStream.range(left, right).map(x -> y * width + x));
  }

  private static int[] pixels(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    int[] pixels = new int[w * h];
    if (image.getType() == BufferedImage.TYPE_INT_RGB) {
      image.getRaster().getDataElements(0, 0, w, h, pixels); // row by row, not by each colour
    } else {
      image.getRGB(0, 0, w, h, pixels, 0, w);
    }
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] &= 0xFFFFFF;
    }
    return pixels;
  }
}
