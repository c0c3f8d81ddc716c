// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

/** The buttons under what is leafed through on a pad, from left to right. */
public enum LeafButton {
  /** End it: no signature, or no consent. */
  REFUSE,
  /** The part before. */
  BACK,
  /** The part behind. */
  FORWARD,
  /** Go on: to the signature, or with the consent. */
  ACCEPT
}
