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

  /** The signature field asked for does not exist. */
  public static final class NoSuchField extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** name. */
    public final String name;

    public NoSuchField(String name, @Nullable Throwable cause) {
      super("no empty signature field " + name, cause);
      this.name = name;
    }
  }

  /** The signature field asked for holds a signature already. */
  public static final class FieldTaken extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** name. */
    public final String name;

    public FieldTaken(String name, @Nullable Throwable cause) {
      super("signature field " + name + " is signed", cause);
      this.name = name;
    }
  }

  /** The field asked for is no signature field, or its widget cannot be found on a page. */
  public static final class OtherField extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** name. */
    public final String name;

    /** Its field type as it stands in the file: Tx, Btn, Ch; empty if it has none. */
    public final String type;

    public OtherField(String name, String type, @Nullable Throwable cause) {
      super("field " + name + " is of type " + type, cause);
      this.name = name;
      this.type = type;
    }
  }

  /** A field of this name exists already. */
  public static final class FieldExists extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** name. */
    public final String name;

    public FieldExists(String name, @Nullable Throwable cause) {
      super("a field " + name + " exists", cause);
      this.name = name;
    }
  }

  /** The keyword stands in the document, but not so often. */
  public static final class NoSuchHit extends PlacementException {
    private static final long serialVersionUID = 1L;

    /** text. */
    public final String text;

    /** Which place was asked for. */
    public final int hit;

    /** How many there are. */
    public final int hits;

    public NoSuchHit(String text, int hit, int hits, @Nullable Throwable cause) {
      super("hit " + hit + " of " + hits, cause);
      this.text = text;
      this.hit = hit;
      this.hits = hits;
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
