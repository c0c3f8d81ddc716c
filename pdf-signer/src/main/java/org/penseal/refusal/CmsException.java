// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A signature message or an envelope is not what it must be. */
public abstract sealed class CmsException extends SigningException {
  private static final long serialVersionUID = 1L;

  private CmsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The CMS is larger than the place reserved for it; the document must be signed anew. */
  public static final class ContainerTooSmall extends CmsException {
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
  public static final class WrongCms extends CmsException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Why {
      /** No ASN.1 of a message. */
      NOT_PARSABLE,
      /** A message of another kind. */
      NOT_SIGNED_DATA,
      /** It has no signer, or several. */
      NOT_ONE_SIGNER,
      /** Over other bytes. */
      DIGEST_MISMATCH,
      /** Of another profile than was prepared. */
      ANOTHER_PROFILE,
      /** Without the timestamp that its profile has. */
      NO_TIMESTAMP,
      /** Its timestamp is none. */
      TIMESTAMP_NOT_PARSABLE,
      /** The service's answer is a refusal. */
      TIMESTAMP_REFUSED,
      /** The timestamp does not bring its signer's certificate. */
      TIMESTAMP_NO_CERTIFICATE;

      /** Its stable code. */
      public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }

    /** What is wrong. */
    public final Why why;

    public WrongCms(Why why, @Nullable Throwable cause) {
      super("wrong CMS: " + why.code(), cause);
      this.why = why;
    }
  }

  /** An envelope cannot be opened: another recipient, altered, or malformed. */
  public static final class SealBroken extends CmsException {
    private static final long serialVersionUID = 1L;

    /** Why it cannot be opened, or made. */
    public enum Why {
      /** It is none. */
      NOT_AN_ENVELOPE,
      /** It is for other recipients. */
      OTHER_RECIPIENT,
      /** Algorithms that are not read here. */
      UNSUPPORTED_ALGORITHM,
      /** The authentication tag differs: it was altered. */
      TAG_MISMATCH,
      /** What was decrypted has no right end: it was altered, or the key is another. */
      BAD_PADDING,
      /** The key does not open it. */
      WRONG_KEY,
      /** The recipient's key is no SM2 key. */
      CANNOT_SEAL;

      /** Its stable code. */
      public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }

    /** Why. */
    public final Why why;

    public SealBroken(Why why, @Nullable Throwable cause) {
      super("seal broken: " + why.code(), cause);
      this.why = why;
    }
  }

  /** A file is no signature, envelope or time-stamp of a kind that is read here. */
  public static final class Malformed extends CmsException {
    private static final long serialVersionUID = 1L;

    /** What it should be: signature, envelope, timestamp. */
    public final String what;

    public Malformed(String what, @Nullable Throwable cause) {
      super("malformed " + what + (cause == null ? "" : ": " + cause.getMessage()), cause);
      this.what = what;
    }
  }

  /** A detached signature was given without the file that it signs. */
  public static final class ContentMissing extends CmsException {
    private static final long serialVersionUID = 1L;

    public ContentMissing() {
      super("detached signature without its content", null);
    }
  }

  /** A file was given for a signature that has its content inside. */
  public static final class ContentInside extends CmsException {
    private static final long serialVersionUID = 1L;

    public ContentInside() {
      super("content given for an attached signature", null);
    }
  }

  /** A file that is a set of signed attributes would be signed without attributes. */
  public static final class AttributesAsContent extends CmsException {
    private static final long serialVersionUID = 1L;

    public AttributesAsContent() {
      super("content is a set of signed attributes", null);
    }
  }

  /** Too much for one key and nonce of the cipher. */
  public static final class ContentTooLong extends CmsException {
    private static final long serialVersionUID = 1L;

    /** What it has. */
    public final long bytes;

    /** What one envelope may have. */
    public final long mostBytes;

    public ContentTooLong(long bytes, long mostBytes) {
      super("content of " + bytes + " bytes, at most " + mostBytes, null);
      this.bytes = bytes;
      this.mostBytes = mostBytes;
    }
  }
}
