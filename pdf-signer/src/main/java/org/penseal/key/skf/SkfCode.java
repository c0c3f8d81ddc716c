// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.skf;

import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;
import org.penseal.refusal.CredentialException.TokenMissing;

/** Return codes of SKF libraries (GM/T 0016-2012, annex A) as failures with a type. */
final class SkfCode {
  static final int OK = 0;
  static final int DEVICE_REMOVED = 0x0A000023;
  static final int PIN_INCORRECT = 0x0A000024;
  static final int PIN_LOCKED = 0x0A000025;
  static final int PIN_INVALID = 0x0A000026;
  static final int PIN_LENGTH = 0x0A000027;
  static final int PIN_NOT_SET = 0x0A000029;
  static final int NO_APPLICATION = 0x0A00002E;
  static final int NO_FILE = 0x0A000031;
  static final int NO_KEY = 0x0A00001B;
  static final int NO_CERTIFICATE = 0x0A00001C;

  // Additions of makers beside the standard's list: no such container.
  static final int NO_CONTAINER = 0x0A000034;

  private SkfCode() {}

  /**
   * Nothing for OK.
   *
   * @param function the function that gave the code
   * @param part what it was to find
   * @param name its name, for the words of the failure
   */
  static void require(int code, String function, TokenMissing.Part part, String name)
      throws CredentialException {
    switch (code) {
      case OK -> {}
      case DEVICE_REMOVED -> throw new CredentialException.TokenRemoved();
      case NO_APPLICATION, NO_FILE, NO_KEY, NO_CERTIFICATE, NO_CONTAINER ->
          throw new TokenMissing(part, name, null);
      default -> throw new CredentialException.TokenFailed(function, code);
    }
  }

  /**
   * The same for VerifyPIN.
   *
   * @param triesLeft what the library wrote, or {@link PinRefused#UNKNOWN}
   */
  static void requirePin(int code, int triesLeft) throws CredentialException {
    switch (code) {
      case PIN_INCORRECT -> throw new PinRefused(PinRefused.Why.INCORRECT, triesLeft);
      case PIN_LOCKED -> throw new PinRefused(PinRefused.Why.LOCKED, 0);
      case PIN_INVALID, PIN_LENGTH -> throw new PinRefused(PinRefused.Why.LENGTH, triesLeft);
      case PIN_NOT_SET -> throw new PinRefused(PinRefused.Why.NOT_SET, triesLeft);
      default -> require(code, "SKF_VerifyPIN", TokenMissing.Part.APPLICATION, "");
    }
  }
}
