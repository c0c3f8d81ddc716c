// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.CaseException;
import org.penseal.idcard.IdCardException;
import org.penseal.identity.IdentityException;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.PadException;
import org.penseal.refusal.ServiceException;

/**
 * How a part of the workplace is.
 *
 * @param light in a word
 * @param found what was found, as it calls itself; may be empty
 * @param failure why it cannot be used; null if it can, or nobody looked
 */
public record PartState(Light light, String found, @Nullable Throwable failure) {
  /** Nobody has looked yet. */
  public static final PartState LOOKING = new PartState(Light.LOOKING, "", null);

  /** It is not used here. */
  public static final PartState UNUSED = new PartState(Light.UNUSED, "", null);

  /** The demo's is taken. */
  public static final PartState DEMO = new PartState(Light.DEMO, "", null);

  /** How it is, in a word. */
  public enum Light {
    /** It is being looked at. */
    LOOKING,
    /** It is there and answers. */
    READY,
    /** A simulated one stands in. */
    DEMO,
    /** Nobody named one, and none is needed. */
    UNUSED,
    /** A case that is no demonstration needs one, and nobody named any. */
    UNNAMED,
    /** It cannot be used. */
    FAILED
  }

  static PartState ready(String found) {
    return new PartState(Light.READY, found, null);
  }

  static PartState failed(Throwable why) {
    boolean unnamed = why instanceof CaseException.ServiceNotNamed;
    return new PartState(unnamed ? Light.UNNAMED : Light.FAILED, "", why);
  }

  /** Whether a failure is one of a device or service, about which something can be done here. */
  public static boolean isOf(@Nullable Throwable failure) {
    return failure instanceof PadException
        || failure instanceof IdCardException
        || failure instanceof LivenessException.NoCamera
        || failure instanceof LivenessException.CameraBusy
        || failure instanceof CaseException.ServiceNotNamed
        || isOfService(failure);
  }

  private static boolean isOfService(@Nullable Throwable failure) {
    return switch (failure) {
      // The pages of devices name no service of revocation, and a key of one's own is no service.
      case ServiceException.RevocationUnavailable e -> false;
      case ServiceException.OwnKeyFailed e -> false;
      case ServiceException e -> true;
      case IdentityException.AuthorityUnreachable e -> true;
      case IdentityException.AuthorityBusy e -> true;
      case IdentityException.AuthorityTls e -> true;
      case IdentityException.AuthoritiesDown e -> true;
      case IdentityException.AuthorityNonsense e -> true;
      case null, default -> false;
    };
  }

  /**
   * Whether what failed may work if it is merely tried again: a service that did not answer, a
   * device that somebody else had or that was not plugged in.
   */
  public static boolean mayAnswerLater(@Nullable Throwable failure) {
    return switch (failure) {
      case ServiceException.TsaUnreachable e -> true;
      case ServiceException.NoTsa e -> true;
      case ServiceException.CaUnreachable e -> true;
      case ServiceException.TlsFailed e -> true;
      case ServiceException.RevocationUnavailable e -> true;
      case IdentityException.AuthorityUnreachable e -> true;
      case IdentityException.AuthorityBusy e -> true;
      case IdentityException.AuthoritiesDown e -> true;
      case PadException.NotFound e -> true;
      case PadException.Busy e -> true;
      case PadException.Gone e -> true;
      case IdCardException.ReaderUnavailable e -> true;
      case LivenessException.NoCamera e -> true;
      case LivenessException.CameraBusy e -> true;
      case LivenessException.CameraGone e -> true;
      case null, default -> false;
    };
  }
}
