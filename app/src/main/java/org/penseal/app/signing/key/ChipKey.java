// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.key.ValueProof;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.PadChip;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A one-time key in the pad's chip, which it never leaves. */
public final class ChipKey implements OneTimeKey {
  private static final Logger LOG = LoggerFactory.getLogger(ChipKey.class);

  private final PadChip chip;
  private final byte[] publicKey;
  private @Nullable X509Certificate certificate;
  private boolean done;

  private ChipKey(PadChip chip, byte[] publicKey) {
    this.chip = chip;
    this.publicKey = publicKey;
  }

  /** Has the chip make the key of its open case. */
  public static ChipKey generate(PadChip chip) throws PadException {
    return new ChipKey(chip, chip.generate());
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public byte[] statement(byte[] manifestDigest) throws PadException {
    return chip.statement(manifestDigest).encode();
  }

  @Override
  public byte[] signRequest(byte[] certificationRequestInfo) throws PadException {
    return chip.request(certificationRequestInfo);
  }

  @Override
  public void certified(List<X509Certificate> chain) {
    // The chip needs no certificate; the CMP client has compared the keys.
    certificate = chain.getFirst();
  }

  @Override
  public byte[] sign(byte[] signedAttributes) throws PadException, SigningException {
    if (certificate == null) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.WRONG_STEP, null);
    }
    byte[] signature = chip.sign(signedAttributes);
    done = true;
    ValueProof proof =
        ValueProof.begin(certificate.getPublicKey(), Suite.SM2_SM3, Suite.DEFAULT_SM2_ID);
    proof.update(signedAttributes, 0, signedAttributes.length);
    return proof.require(signature);
  }

  @Override
  public void close() {
    if (done) {
      return;
    }
    done = true;
    try {
      chip.cancel();
    } catch (PadException e) {
      // The chip destroys the key itself when power or time runs out.
      LOG.warn("chip did not confirm that the key is gone: {}", e.getMessage());
    }
  }
}
