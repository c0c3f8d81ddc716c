// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.penseal.pdf.stream.BoundedFont;

/** Draws pages, but no inline image that has no end. */
public class PageRenderer extends PDFRenderer {
  /** Draws pages of a document. */
  public PageRenderer(PDDocument document) {
    super(document);
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    PageDrawer drawer = drawer(parameters);
    drawer.setAnnotationFilter(getAnnotationsFilter());
    return drawer;
  }

  /** What draws a page. */
  protected Drawer drawer(PageDrawerParameters parameters) throws IOException {
    return new Drawer(parameters);
  }

  /** Draws as PDFBox does. */
  protected class Drawer extends PageDrawer {
    /** For one page. */
    protected Drawer(PageDrawerParameters parameters) throws IOException {
      super(parameters);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      before(operator);
      BoundedFont.require(getResources(), operator, operands);
      super.processOperator(operator, operands);
    }
  }

  /**
   * Is asked before each operator.
   *
   * @throws IOException if no more is to be drawn
   */
  protected void before(Operator operator) throws IOException {
    Predictors.requireEnd(operator);
  }
}
