// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why signing, certifying or verifying could not be carried out.
 *
 * <p>Subclasses carry the facts as fields; the message is an English line for the log and never
 * shown to a user. Names, texts and digests of the signer are never part of the message.
 */
public abstract sealed class SigningException extends Exception {
  private static final long serialVersionUID = 1L;

  private SigningException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The input is not a PDF. */
  public static final class NotPdf extends SigningException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public NotPdf(Path file, @Nullable Throwable cause) {
      super("not a PDF: " + file, cause);
      this.file = file;
    }
  }

  /** A PDF or a prepared file that is cut off or cannot be read. */
  public static final class Damaged extends SigningException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    /** detail. */
    public final String detail;

    public Damaged(Path file, String detail, @Nullable Throwable cause) {
      super("damaged: " + file + ": " + detail, cause);
      this.file = file;
      this.detail = detail;
    }
  }

  /** The PDF is encrypted and no password or a wrong one was given. */
  public static final class Encrypted extends SigningException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    /** passwordGiven. */
    public final boolean passwordGiven;

    public Encrypted(Path file, boolean passwordGiven, @Nullable Throwable cause) {
      super("encrypted, " + (passwordGiven ? "wrong password: " : "no password: ") + file, cause);
      this.file = file;
      this.passwordGiven = passwordGiven;
    }
  }

  /** The font has no glyph for a character of the visible signature. */
  public static final class MissingGlyph extends SigningException {
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
  public static final class NoSuchPage extends SigningException {
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
  public static final class NoSuchField extends SigningException {
    private static final long serialVersionUID = 1L;

    /** name. */
    public final String name;

    public NoSuchField(String name, @Nullable Throwable cause) {
      super("no empty signature field " + name, cause);
      this.name = name;
    }
  }

  /** The keyword asked for does not stand in the document. */
  public static final class KeywordNotFound extends SigningException {
    private static final long serialVersionUID = 1L;

    /** text. */
    public final String text;

    public KeywordNotFound(String text, @Nullable Throwable cause) {
      super("keyword not found", cause);
      this.text = text;
    }
  }

  /** The rectangle asked for does not lie on the page. */
  public static final class PlacementOutside extends SigningException {
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

  /** An earlier certification or lock of the document forbids a further signature. */
  public static final class NotPermitted extends SigningException {
    private static final long serialVersionUID = 1L;

    /** rule. */
    public final String rule;

    public NotPermitted(String rule, @Nullable Throwable cause) {
      super("not permitted by " + rule, cause);
      this.rule = rule;
    }
  }

  /** The CMS is larger than the place reserved for it; the document must be signed anew. */
  public static final class ContainerTooSmall extends SigningException {
    private static final long serialVersionUID = 1L;

    /** neededBytes. */
    public final int neededBytes;

    /** reservedBytes. */
    public final int reservedBytes;

    public ContainerTooSmall(int neededBytes, int reservedBytes, @Nullable Throwable cause) {
      super("container too small: " + neededBytes + " of " + reservedBytes + " bytes", cause);
      this.neededBytes = neededBytes;
      this.reservedBytes = reservedBytes;
    }
  }

  /** The CMS belongs to other bytes or is malformed. */
  public static final class WrongCms extends SigningException {
    private static final long serialVersionUID = 1L;

    /** reason. */
    public final String reason;

    public WrongCms(String reason, @Nullable Throwable cause) {
      super("wrong CMS: " + reason, cause);
      this.reason = reason;
    }
  }

  /** No time-stamping authority answered in time. */
  public static final class TsaUnreachable extends SigningException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    public TsaUnreachable(URI uri, @Nullable Throwable cause) {
      super("TSA unreachable: " + uri, cause);
      this.uri = uri;
    }
  }

  /** A time-stamping authority answered, but with a refusal or a token that does not fit. */
  public static final class TsaRefused extends SigningException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    /** reason. */
    public final String reason;

    public TsaRefused(URI uri, String reason, @Nullable Throwable cause) {
      super("TSA refused: " + uri + ": " + reason, cause);
      this.uri = uri;
      this.reason = reason;
    }
  }

  /** The certification authority did not answer in time. */
  public static final class CaUnreachable extends SigningException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    public CaUnreachable(URI uri, @Nullable Throwable cause) {
      super("CA unreachable: " + uri, cause);
      this.uri = uri;
    }
  }

  /** The certification authority answered with a refusal or with something that is no answer. */
  public static final class CaRefused extends SigningException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    /** reason. */
    public final String reason;

    public CaRefused(URI uri, String reason, @Nullable Throwable cause) {
      super("CA refused: " + uri + ": " + reason, cause);
      this.uri = uri;
      this.reason = reason;
    }
  }

  /** The certification authority issued a certificate for another key. */
  public static final class CaWrongKey extends SigningException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    public CaWrongKey(URI uri, @Nullable Throwable cause) {
      super("CA issued for another key: " + uri, cause);
      this.uri = uri;
    }
  }

  /** The key refused: used up, wrong password, locked, removed. */
  public static final class KeyRefused extends SigningException {
    private static final long serialVersionUID = 1L;

    /** reason. */
    public final String reason;

    public KeyRefused(String reason, @Nullable Throwable cause) {
      super("key refused: " + reason, cause);
      this.reason = reason;
    }
  }

  /** An envelope cannot be opened: another recipient, altered, or malformed. */
  public static final class SealBroken extends SigningException {
    private static final long serialVersionUID = 1L;

    /** reason. */
    public final String reason;

    public SealBroken(String reason, @Nullable Throwable cause) {
      super("seal broken: " + reason, cause);
      this.reason = reason;
    }
  }

  /** A certificate, trust file or extension cannot be read. */
  public static final class BadCertificate extends SigningException {
    private static final long serialVersionUID = 1L;

    /** source. */
    public final String source;

    /** reason. */
    public final String reason;

    public BadCertificate(String source, String reason, @Nullable Throwable cause) {
      super("bad certificate: " + source + ": " + reason, cause);
      this.source = source;
      this.reason = reason;
    }
  }

  /** The output cannot be written. */
  public static final class OutputNotWritable extends SigningException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    /** detail. */
    public final String detail;

    public OutputNotWritable(Path file, String detail, @Nullable Throwable cause) {
      super("output not writable: " + file + ": " + detail, cause);
      this.file = file;
      this.detail = detail;
    }
  }

  /** The disk is full. */
  public static final class NoRoom extends SigningException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public NoRoom(Path file, @Nullable Throwable cause) {
      super("no room on the disk for " + file, cause);
      this.file = file;
    }
  }

  /** The input cannot be read. */
  public static final class InputUnreadable extends SigningException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    /** detail. */
    public final String detail;

    public InputUnreadable(Path file, String detail, @Nullable Throwable cause) {
      super("input unreadable: " + file + ": " + detail, cause);
      this.file = file;
      this.detail = detail;
    }
  }

  /** The input changed between preparing and completing. */
  public static final class InputChanged extends SigningException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public InputChanged(Path file, @Nullable Throwable cause) {
      super("input changed: " + file, cause);
      this.file = file;
    }
  }

  /** Another process holds the file. */
  public static final class Locked extends SigningException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public Locked(Path file, @Nullable Throwable cause) {
      super("locked: " + file, cause);
      this.file = file;
    }
  }
}
