// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

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

    /** reason. */
    public final String reason;

    public WrongCms(String reason, @Nullable Throwable cause) {
      super("wrong CMS: " + reason, cause);
      this.reason = reason;
    }
  }

  /** An envelope cannot be opened: another recipient, altered, or malformed. */
  public static final class SealBroken extends CmsException {
    private static final long serialVersionUID = 1L;

    /** reason. */
    public final String reason;

    public SealBroken(String reason, @Nullable Throwable cause) {
      super("seal broken: " + reason, cause);
      this.reason = reason;
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
