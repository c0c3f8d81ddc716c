// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import java.nio.file.Path;
import java.util.Locale;

/** What can be wrong with a kind of business. Messages are English log lines. */
public abstract sealed class BusinessException extends Exception {
  private static final long serialVersionUID = 1L;

  private BusinessException(String message) {
    super(message);
  }

  /** The file of the kinds of business cannot be used. */
  public static final class Unusable extends BusinessException {
    private static final long serialVersionUID = 1L;

    /** The file. */
    public final transient Path file;

    /** Why it cannot be used. */
    public enum Why {
      /** No list of kinds of business. */
      UNREADABLE,
      /** Two kinds have one id. */
      TWICE,
      /** A field is missing or wrong. */
      FIELD,
      /** No way to identify without a face. */
      FACES_ONLY,
      /** A portrait is taken, and not kept. */
      PORTRAIT_NOT_KEPT;

      /** Its stable code. */
      public String code() {
        return "business-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }

    /** Why. */
    public final Why why;

    /** Which kind of business, or which field of it; may be empty. */
    public final String where;

    /** Made while the file is read. */
    public Unusable(Path file, Why why, String where) {
      super("kinds of business cannot be used: %s %s".formatted(why.code(), where));
      this.file = file;
      this.why = why;
      this.where = where;
    }
  }

  /** There is no such kind of business. */
  public static final class NoSuchType extends BusinessException {
    private static final long serialVersionUID = 1L;

    /** As it was asked for. */
    public final String id;

    /** Made when a name is looked up. */
    public NoSuchType(String id) {
      super("no kind of business " + id);
      this.id = id;
    }
  }

  /** This way of identification is not allowed for this kind of business. */
  public static final class ModeNotAllowed extends BusinessException {
    private static final long serialVersionUID = 1L;

    /** Kind of business. */
    public final String id;

    /** Word of the mode. */
    public final String mode;

    /** Made before anything is taken of the person. */
    public ModeNotAllowed(String id, String mode) {
      super("mode %s is not allowed for %s".formatted(mode, id));
      this.id = id;
      this.mode = mode;
    }
  }

  /** This kind of business takes no card that is not valid today. */
  public static final class ExpiredCardNotAllowed extends BusinessException {
    private static final long serialVersionUID = 1L;

    /** Kind of business. */
    public final String id;

    /** Made before anything is taken of the person. */
    public ExpiredCardNotAllowed(String id) {
      super("a card that is not valid today is not allowed for " + id);
      this.id = id;
    }
  }

  /** This form of signature is less than the kind of business asks for, or another. */
  public static final class ProfileNotAllowed extends BusinessException {
    private static final long serialVersionUID = 1L;

    /** Kind of business. */
    public final String id;

    /** The form as it was asked for. */
    public final String profile;

    /** The form of its signatures. */
    public final SigningProfile ruled;

    /** Made before anything is taken of the person. */
    public ProfileNotAllowed(String id, String profile, SigningProfile ruled) {
      super("profile %s is not allowed for %s, which has %s".formatted(profile, id, ruled.word()));
      this.id = id;
      this.profile = profile;
      this.ruled = ruled;
    }
  }

  /** This kind of business needs an ID card on a reader. */
  public static final class CardRequired extends BusinessException {
    private static final long serialVersionUID = 1L;

    /** Kind of business. */
    public final String id;

    /** Made before anything is taken of the person. */
    public CardRequired(String id) {
      super("an ID card is needed for " + id);
      this.id = id;
    }
  }
}
