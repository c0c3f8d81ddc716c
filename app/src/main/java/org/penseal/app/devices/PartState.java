// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.CaseException;
import org.penseal.idcard.IdCardException;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.PadException;

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
        || failure instanceof CaseException.ServiceNotNamed;
  }
}
