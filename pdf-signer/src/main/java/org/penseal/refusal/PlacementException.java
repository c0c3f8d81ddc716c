// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import org.jspecify.annotations.Nullable;

/** The signature cannot stand, or cannot be shown, where it was asked to. */
public abstract sealed class PlacementException extends SigningException {
  private static final long serialVersionUID = 1L;

  private PlacementException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The font has no glyph for a character of the visible signature. */
  public static final class MissingGlyph extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** codePoint. */
    public final int codePoint;

    /** text. */
    public final String text;

    public MissingGlyph(int codePoint, String text, @Nullable Throwable cause) {
      super("no glyph for U+%04X".formatted(codePoint), cause);
      this.codePoint = codePoint;
      this.text = text;
    }
  }

  /** The page asked for does not exist. */
  public static final class NoSuchPage extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** page. */
    public final int page;

    /** pages. */
    public final int pages;

    public NoSuchPage(int page, int pages, @Nullable Throwable cause) {
      super("no page " + page + " of " + pages, cause);
      this.page = page;
      this.pages = pages;
    }
  }

  /** The signature field asked for does not exist, is no signature field or is signed. */
  public static final class NoSuchField extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** name. */
    public final String name;

    public NoSuchField(String name, @Nullable Throwable cause) {
      super("no empty signature field " + name, cause);
      this.name = name;
    }
  }

  /** The keyword asked for does not stand in the document. */
  public static final class KeywordNotFound extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** text. */
    public final String text;

    public KeywordNotFound(String text, @Nullable Throwable cause) {
      super("keyword not found", cause);
      this.text = text;
    }
  }

  /** The rectangle asked for does not lie on the page. */
  public static final class PlacementOutside extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** page. */
    public final int page;

    /** pageWidth. */
    public final double pageWidth;

    /** pageHeight. */
    public final double pageHeight;

    public PlacementOutside(
        int page, double pageWidth, double pageHeight, @Nullable Throwable cause) {
      super(
          "rectangle outside page " + page + " of " + pageWidth + " x " + pageHeight + " pt",
          cause);
      this.page = page;
      this.pageWidth = pageWidth;
      this.pageHeight = pageHeight;
    }
  }
}
