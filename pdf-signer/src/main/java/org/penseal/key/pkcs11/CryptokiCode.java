// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.pkcs11;

import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;

/** Return codes of PKCS #11 (v2.40, pkcs11t.h) as failures with a type. */
final class CryptokiCode {
  static final long OK = 0;
  static final long DEVICE_REMOVED = 0x32;
  static final long KEY_TYPE_INCONSISTENT = 0x63;
  static final long KEY_FUNCTION_NOT_PERMITTED = 0x68;
  static final long MECHANISM_INVALID = 0x70;
  static final long MECHANISM_PARAM_INVALID = 0x71;
  static final long PIN_INCORRECT = 0xA0;
  static final long PIN_INVALID = 0xA1;
  static final long PIN_LENGTH = 0xA2;
  static final long PIN_EXPIRED = 0xA3;
  static final long PIN_LOCKED = 0xA4;
  static final long SESSION_CLOSED = 0xB0;
  static final long SESSION_HANDLE_INVALID = 0xB3;
  static final long TOKEN_NOT_PRESENT = 0xE0;
  static final long PIN_NOT_SET = 0x102;
  static final long ALREADY_INITIALIZED = 0x191;

  private CryptokiCode() {}

  /** Whether a code says that the key does not sign so, and nothing of token and PIN. */
  static boolean isOfTheMechanism(long code) {
    return code == KEY_TYPE_INCONSISTENT
        || code == KEY_FUNCTION_NOT_PERMITTED
        || code == MECHANISM_INVALID
        || code == MECHANISM_PARAM_INVALID;
  }

  /** Nothing for OK. */
  static void require(long code, Cryptoki.Function function) throws CredentialException {
    if (code == OK) {
      return;
    }
    // Section 5.6.1: where a token goes its sessions go, and a library may say only that.
    if (code == DEVICE_REMOVED
        || code == TOKEN_NOT_PRESENT
        || code == SESSION_CLOSED
        || code == SESSION_HANDLE_INVALID) {
      throw new CredentialException.TokenRemoved();
    }
    throw new CredentialException.TokenFailed(function.text(), (int) code);
  }

  /**
   * The same for C_Login.
   *
   * @param triesLeft what the token's flags say, or {@link PinRefused#UNKNOWN}
   */
  static void requirePin(long code, int triesLeft) throws CredentialException {
    if (code == PIN_LOCKED || (code == PIN_INCORRECT && triesLeft == 0)) {
      throw new PinRefused(PinRefused.Why.LOCKED, 0);
    }
    if (code == PIN_INCORRECT) {
      throw new PinRefused(PinRefused.Why.INCORRECT, triesLeft);
    }
    if (code == PIN_INVALID || code == PIN_LENGTH) {
      throw new PinRefused(PinRefused.Why.LENGTH, triesLeft);
    }
    if (code == PIN_NOT_SET || code == PIN_EXPIRED) {
      throw new PinRefused(PinRefused.Why.NOT_SET, triesLeft);
    }
    require(code, Cryptoki.Function.LOGIN);
  }
}
