// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

/** Who was waited for in vain ({@link PadException.TimedOut}). */
public enum Awaited {
  /** The pad, its chip or its driver. */
  PAD,
  /** The person who writes on the pad, which answered. */
  SIGNER
}
