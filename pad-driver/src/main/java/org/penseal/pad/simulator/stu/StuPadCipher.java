// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.stu;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.protocol.StuEncryption;
import org.penseal.pad.protocol.StuReport;

/**
 * The pad's side of the vendor's second encryption: takes the host's RSA key, makes an AES key and
 * hands it out under that key. Written apart from the host's side.
 */
final class StuPadCipher {
  private static final int COMMAND = 1;
  private static final int PARAMETER = 2;
  private static final int LENGTH = 3;
  private static final int DATA = 4;

  private final SecureRandom random;
  private int symmetric;
  private int asymmetric;
  private byte[] exponent = new byte[0];
  private byte[] modulus = new byte[0];
  private byte[] wrapped = new byte[0];
  private byte @Nullable [] key;
  private byte[] answer = new byte[68];

  StuPadCipher(SecureRandom random) {
    this.random = random;
    reset();
  }

  void reset() {
    symmetric = 0;
    asymmetric = 0x40;
    exponent = new byte[0];
    modulus = new byte[0];
    forgetKey();
  }

  private void forgetKey() {
    wrapped = new byte[0];
    key = null;
    answer = new byte[68];
    answer[0] = StuReport.ENCRYPTION_COMMAND;
  }

  /** Whether a key was agreed. */
  boolean ready() {
    return key != null;
  }

  /** Report 40, as the latest command left it. */
  byte[] command() {
    return answer.clone();
  }

  /** Report 50. */
  byte[] status() {
    byte[] status = new byte[17];
    status[0] = StuReport.ENCRYPTION_STATUS;
    status[1] = (byte) symmetric;
    status[2] = (byte) asymmetric;
    status[4] = status(exponent.length > 0);
    status[5] = status(modulus.length == modulusBytes());
    status[6] = status(wrapped.length > 0);
    status[8] = 7;
    return status;
  }

  private static byte status(boolean there) {
    return (byte) (there ? StuEncryption.RSA_READY : StuEncryption.RSA_NOT_READY);
  }

  private int modulusBytes() {
    return 128 + 64 * (asymmetric & 0x3F);
  }

  /** Error code of a report 40; does what it says. */
  int take(byte[] report) {
    if (report.length != 68) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    return switch (report[COMMAND]) {
      case StuEncryption.SET_TYPE -> type(report[PARAMETER] & 0xFF, report[LENGTH] & 0xFF);
      case StuEncryption.SET_BLOCK -> block(report);
      case StuEncryption.GET_BLOCK -> hand(report[PARAMETER], report[LENGTH] & 0xFF);
      case StuEncryption.GENERATE -> generate();
      default -> StuReport.ERROR_BAD_PARAMETER;
    };
  }

  private int type(int symmetricType, int asymmetricType) {
    int padding = asymmetricType >> 6;
    if (symmetricType > 2 || (asymmetricType & 0x3F) > 2 || padding < 1 || padding > 2) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    reset();
    symmetric = symmetricType;
    asymmetric = asymmetricType;
    return StuReport.OK;
  }

  private int block(byte[] report) {
    int length = report[LENGTH] & 0xFF;
    if (length == 0 || length > 64) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    byte[] data = Arrays.copyOfRange(report, DATA, DATA + length);
    forgetKey();
    if (report[PARAMETER] == StuEncryption.BLOCK_E) {
      exponent = data;
      modulus = new byte[0];
      return StuReport.OK;
    }
    if (report[PARAMETER] != StuEncryption.BLOCK_N || modulus.length + length > modulusBytes()) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    byte[] longer = Arrays.copyOf(modulus, modulus.length + length);
    System.arraycopy(data, 0, longer, modulus.length, length);
    modulus = longer;
    return StuReport.OK;
  }

  private int hand(int index, int offset) {
    if (index != StuEncryption.BLOCK_C || offset >= wrapped.length) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    answer = new byte[68];
    answer[0] = StuReport.ENCRYPTION_COMMAND;
    answer[COMMAND] = StuEncryption.GET_BLOCK;
    answer[PARAMETER] = StuEncryption.BLOCK_C;
    int length = Math.min(64, wrapped.length - offset);
    answer[LENGTH] = (byte) offset;
    System.arraycopy(wrapped, offset, answer, DATA, length);
    return StuReport.OK;
  }

  private int generate() {
    try {
      RSAPublicKey host =
          (RSAPublicKey)
              KeyFactory.getInstance("RSA")
                  .generatePublic(
                      new RSAPublicKeySpec(
                          new BigInteger(1, modulus), new BigInteger(1, exponent)));
      byte[] made = new byte[16 + 8 * symmetric];
      random.nextBytes(made);
      String padding = asymmetric >> 6 == 1 ? "PKCS1Padding" : "OAEPWithSHA-1AndMGF1Padding";
      Cipher rsa = Cipher.getInstance("RSA/ECB/" + padding);
      rsa.init(Cipher.ENCRYPT_MODE, host, random);
      wrapped = rsa.doFinal(made);
      key = made;
      return StuReport.OK;
    } catch (GeneralSecurityException e) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
  }

  /** One block under the key. */
  byte[] seal(byte[] block) {
    byte[] agreed = key;
    if (agreed == null) {
      throw new IllegalStateException("no key was agreed");
    }
    try {
      // The vendor's protocol has no chaining: each report is one block by itself.
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(agreed, "AES"));
      return aes.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
