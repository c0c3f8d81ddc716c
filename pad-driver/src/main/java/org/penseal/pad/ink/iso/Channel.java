// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.iso;

/** Channels in the order of the inclusion field, from its most significant bit. */
enum Channel {
  X(true),
  Y(true),
  Z(false),
  VX(true),
  VY(true),
  AX(true),
  AY(true),
  T(false),
  DT(false),
  F(false),
  /** Tip switch, the only channel of one octet. */
  S(false),
  TX(true),
  TY(true),
  AZ(false),
  EL(false),
  R(false);

  /** Signed values are stored with this offset. */
  static final int OFFSET = 32768;

  private final boolean signed;

  Channel(boolean signed) {
    this.signed = signed;
  }

  int bit() {
    return 1 << (15 - ordinal());
  }

  int octets() {
    return this == S ? 1 : 2;
  }

  int offset() {
    return signed ? OFFSET : 0;
  }
}
