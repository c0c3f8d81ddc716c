// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Awaited;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.LinkBroken.Why;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.protocol.StuEncryption;
import org.penseal.pad.protocol.StuReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's side of the vendor's second encryption of pen data: an RSA key for this opening, an
 * AES key of the pad, a session number for each capture. Blocks are single and have no check of
 * their own (AES-ECB): it hides the ink from whoever listens and finds a pad that has another key;
 * it does not find a report that was left out or sent twice, which the sequence does.
 */
final class StuCipher {
  private static final Logger LOG = LoggerFactory.getLogger(StuCipher.class);
  private static final Duration KEY = TimeoutFactor.on(Duration.ofSeconds(10));
  private static final int NONE_YET = 0;

  private final ReportLink link;
  private final SecureRandom random;
  private byte @Nullable [] key;
  private int session = NONE_YET;
  private int former = NONE_YET;
  private boolean capturing;
  private PadException.@Nullable LinkBroken failure;

  StuCipher(ReportLink link, SecureRandom random) {
    this.link = link;
    this.random = random;
  }

  /**
   * Agrees on a key.
   *
   * @throws PadException.LinkBroken when the pad does not have the host's key, or its answer cannot
   *     be decrypted
   */
  void agree() throws PadException {
    try {
      chooseAlgorithms();
      StuEncryption.Status chosen = status();
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024 + 512 * chosen.asymmetric(), random);
      KeyPair pair = generator.generateKeyPair();
      RSAPublicKey open = (RSAPublicKey) pair.getPublic();
      int bytes = 128 + 64 * chosen.asymmetric();
      link.set(
          StuEncryption.setBlock(StuEncryption.BLOCK_E, open.getPublicExponent().toByteArray())
              .getFirst());
      byte[] modulus = open.getModulus().toByteArray();
      // Without the zero that Java puts before a number whose first bit is set.
      byte[] plain = Arrays.copyOfRange(modulus, modulus.length - bytes, modulus.length);
      for (byte[] report : StuEncryption.setBlock(StuEncryption.BLOCK_N, plain)) {
        link.set(report);
      }
      if (!status().hostKey()) {
        throw new PadException.LinkBroken(Why.AGREEMENT, null);
      }
      link.set(StuEncryption.generate());
      awaitKey();
      Cipher rsa = Cipher.getInstance("RSA/ECB/" + padding(chosen));
      rsa.init(Cipher.DECRYPT_MODE, pair.getPrivate());
      byte[] agreed = rsa.doFinal(wrapped(bytes));
      if (agreed.length != 16 + 8 * chosen.symmetric()) {
        throw new PadException.LinkBroken(Why.AGREEMENT, null);
      }
      use(agreed);
    } catch (GeneralSecurityException e) {
      throw new PadException.LinkBroken(Why.AGREEMENT, e);
    }
  }

  private synchronized void use(byte[] agreed) {
    key = agreed;
    failure = null;
  }

  /** Wishes for the strongest; what the pad has chosen stands in its status. */
  private void chooseAlgorithms() throws PadException {
    try {
      link.set(
          StuEncryption.setType(StuEncryption.AES_256, StuEncryption.OAEP, StuEncryption.RSA_2048));
    } catch (PadException.Refused e) {
      if (e.code != StuReport.ERROR_BAD_PARAMETER) {
        throw e;
      }
      LOG.info("pad keeps its own choice of algorithms");
    }
  }

  private StuEncryption.Status status() throws PadException {
    StuEncryption.Status status = StuEncryption.status(link.get(StuReport.ENCRYPTION_STATUS));
    if (status.symmetric() > 2 || status.asymmetric() > 2) {
      throw new PadException.Malformed("report 50", null);
    }
    return status;
  }

  private static String padding(StuEncryption.Status status) throws PadException.LinkBroken {
    return switch (status.padding()) {
      case StuEncryption.PKCS1 -> "PKCS1Padding";
      case StuEncryption.OAEP -> "OAEPWithSHA-1AndMGF1Padding";
      default -> throw new PadException.LinkBroken(Why.AGREEMENT, null);
    };
  }

  private void awaitKey() throws PadException {
    long end = System.nanoTime() + KEY.toNanos();
    while (!status().symmetricKey()) {
      if (System.nanoTime() - end >= 0) {
        throw new PadException.TimedOut(Awaited.PAD, "key of the pad", KEY);
      }
      StuTurns.pause(20);
    }
  }

  private byte[] wrapped(int bytes) throws PadException {
    byte[] wrapped = new byte[bytes];
    for (int at = 0; at < bytes; at += StuEncryption.BLOCK_BYTES) {
      link.set(StuEncryption.getBlock(StuEncryption.BLOCK_C, at));
      byte[] piece = StuEncryption.piece(link.get(StuReport.ENCRYPTION_COMMAND));
      System.arraycopy(piece, 0, wrapped, at, Math.min(piece.length, bytes - at));
    }
    return wrapped;
  }

  /** Begins an encrypted capture with a number of its own. */
  void begin() throws PadException {
    int number = nextSession();
    link.set(StuEncryption.startCapture(number));
    // The vendor's SDK waits so long; after it nothing in clear is under way any more.
    StuTurns.pause(20);
    synchronized (this) {
      capturing = true;
    }
  }

  private synchronized int nextSession() {
    former = session;
    do {
      session = random.nextInt();
    } while (session == NONE_YET || session == former);
    return session;
  }

  /** Ends it, when one is under way. */
  void end() throws PadException {
    if (!capturing()) {
      return;
    }
    synchronized (this) {
      // Before the pad knows: what it sends in clear from then on must be counted.
      capturing = false;
    }
    link.set(StuEncryption.endCapture());
    StuTurns.pause(20);
  }

  /** Whether pen data in clear is none of the ink. */
  synchronized boolean capturing() {
    return capturing;
  }

  /** Fails when something came that this pad did not encrypt. */
  synchronized void requireSound() throws PadException.LinkBroken {
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * The clear reports in an encrypted one; none when it is late, of the capture before.
   *
   * @throws PadException.LinkBroken when it is of another session, or was encrypted with another
   *     key, which looks the same
   */
  synchronized List<byte[]> open(byte[] report) throws PadException.LinkBroken {
    byte[] agreed = key;
    if (agreed == null) {
      // Of a host that died before this one came.
      return List.of();
    }
    try {
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(agreed, "AES"));
      byte[] block = aes.doFinal(report, 1, 16);
      int id = report[0] & 0xFF;
      int number = StuEncryption.session(id, block);
      if (number == session) {
        return StuEncryption.clear(id, block);
      }
      if (former != NONE_YET && number == former) {
        return List.of();
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    failure = new PadException.LinkBroken(Why.WRONG_SESSION, null);
    throw failure;
  }
}
