// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

/**
 * One thing in a document that could let it show something else than what was seen when it was
 * signed, although no signature breaks.
 *
 * @param kind what it is
 * @param page from 1; 0 if it concerns no single page
 * @param detail a name out of the file (a layer, a font, a field), without control characters and
 *     at most 80 characters; may be empty
 */
public record Hazard(Kind kind, int page, String detail) {
  private static final int LONGEST_DETAIL = 80;

  /** How much a person has to be told. */
  public enum Severity {
    /** Told before signing and when verifying. */
    WARNING,
    /** Common in harmless files: told only in a full report. */
    NOTE
  }

  /** What it is; its code is stable. */
  public enum Kind {
    /** A layer that is off: it can be switched on (ISO 32000-2, 8.11.4). */
    LAYER_HIDDEN("layer-hidden", Severity.WARNING),
    /** A layer that is printed but not shown, or the other way round, or with the zoom. */
    LAYER_BY_USE("layer-by-use", Severity.WARNING),
    /** Layers that are all on; a viewer offers to switch them off. */
    LAYERS("layers", Severity.NOTE),
    /** An annotation or field that is not shown at all (12.5.3). */
    ANNOTATION_HIDDEN("annotation-hidden", Severity.WARNING),
    /** Printed but not shown on the screen. */
    ANNOTATION_ONLY_PRINTED("annotation-only-printed", Severity.WARNING),
    /** Shown on the screen but not printed. */
    ANNOTATION_NOT_PRINTED("annotation-not-printed", Severity.WARNING),
    /** A field that has still to be filled or signed, over words of the page. */
    FIELD_OVER_TEXT("field-over-text", Severity.WARNING),
    /** A page in the file that is not among the pages of the document. */
    UNUSED_PAGE("unused-page", Severity.WARNING),
    /** Content (a drawing, a picture, text) that no page uses yet. */
    UNUSED_CONTENT("unused-content", Severity.WARNING),
    /** Words under an opaque picture or rectangle. */
    TEXT_COVERED("text-covered", Severity.WARNING),
    /** Words that are fully transparent. */
    TEXT_TRANSPARENT("text-transparent", Severity.WARNING),
    /** White words on nothing. */
    TEXT_WHITE("text-white", Severity.WARNING),
    /** Words outside the part of the page that is shown. */
    TEXT_OUTSIDE_PAGE("text-outside-page", Severity.WARNING),
    /** A script. */
    SCRIPT("script", Severity.WARNING),
    /** A field whose value or look is computed by a script. */
    FIELD_COMPUTED("field-computed", Severity.WARNING),
    /** Opens a program or another document, sends or fetches form data. */
    ACTION_OUTSIDE("action-outside", Severity.WARNING),
    /** Shows or hides something when it is used. */
    ACTION_HIDES("action-hides", Severity.WARNING),
    /** Opens a web page as soon as the document opens. */
    LINK_OPENS_ITSELF("link-opens-itself", Severity.WARNING),
    /** A link to a web page. */
    LINK("link", Severity.NOTE),
    /** Content that lies in another file. */
    EXTERNAL_CONTENT("external-content", Severity.WARNING),
    /** A font that is not in the file: every computer shows another. */
    FONT_NOT_EMBEDDED("font-not-embedded", Severity.WARNING),
    /** One of the 14 standard fonts, which every viewer brings (9.6.2.2). */
    FONT_OF_THE_VIEWER("font-of-the-viewer", Severity.NOTE),
    /** A form of another kind, which takes the place of the pages. */
    XFA("xfa-form", Severity.WARNING),
    /** The viewer is asked to draw the fields anew. */
    NEED_APPEARANCES("need-appearances", Severity.WARNING),
    /** The viewer shows attached files in place of the pages. */
    PORTFOLIO("portfolio", Severity.WARNING),
    /** An attached file. */
    ATTACHMENT("attachment", Severity.NOTE),
    /** Film, sound, three dimensions. */
    RICH_MEDIA("rich-media", Severity.WARNING),
    /** Readers may read the file differently, so that a signature on it could not be verified. */
    READ_DIFFERENTLY("read-differently", Severity.WARNING),
    /** The document is too large to look at all of it. */
    NOT_ALL_SEEN("not-all-looked-at", Severity.NOTE);

    private final String code;
    private final Severity severity;

    Kind(String code, Severity severity) {
      this.code = code;
      this.severity = severity;
    }

    /** Its stable code. */
    public String code() {
      return code;
    }

    /** Whether it is a warning. */
    public Severity severity() {
      return severity;
    }
  }

  /** Cuts the detail and takes what no terminal should see out of it. */
  public Hazard {
    String clean = detail.replaceAll("\\p{C}", " ").strip();
    int end =
        clean.offsetByCodePoints(
            0, Math.min(LONGEST_DETAIL, clean.codePointCount(0, clean.length())));
    detail = clean.substring(0, end);
  }

  /** Whether it is more than a note. */
  public boolean isWarning() {
    return kind.severity() == Severity.WARNING;
  }

  /** Code and place, for example {@code layer-hidden: page 2 Draft}. */
  public String text() {
    String place = (page == 0 ? "" : "page " + page) + (detail.isEmpty() ? "" : " " + detail);
    return place.isEmpty() ? kind.code() : kind.code() + ": " + place.strip();
  }
}
