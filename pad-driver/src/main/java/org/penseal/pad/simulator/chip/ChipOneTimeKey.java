// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * The key of one case: GENERATED, REQUESTED, SIGNED, GONE. It signs its request once and the
 * document once, and does not leave this object. Guarded by the chip's lock.
 */
class ChipOneTimeKey {
  enum State {
    NONE(0),
    GENERATED(1),
    REQUESTED(2),
    SIGNED(3),
    GONE(4);

    /** Number in the answer to INFO. */
    final int code;

    State(int code) {
      this.code = code;
    }
  }

  State state = State.NONE;
  @Nullable ECPrivateKeyParameters key;
  private byte[] publicKeyInfo = new byte[0];

  State state() {
    return state;
  }

  /** DER of the SubjectPublicKeyInfo. */
  byte[] publicKeyInfo() {
    return publicKeyInfo.clone();
  }

  /** For a new case. */
  void forget() {
    key = null;
    state = State.NONE;
  }

  /** Cancel, time-out and power loss. */
  void destroy() {
    key = null;
    if (state == State.GENERATED || state == State.REQUESTED) {
      state = State.GONE;
    }
  }

  byte[] generate(SecureRandom random) throws CommandRefused, IOException {
    if (state != State.NONE) {
      throw new CommandRefused(CommandRefused.CONDITIONS);
    }
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(Sm2.DOMAIN, random));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    key = (ECPrivateKeyParameters) pair.getPrivate();
    publicKeyInfo = Sm2.publicKeyInfo((ECPublicKeyParameters) pair.getPublic()).getEncoded("DER");
    state = State.GENERATED;
    return publicKeyInfo();
  }

  byte[] signRequest(byte[] requestInfo, SecureRandom random) throws CommandRefused {
    ECPrivateKeyParameters live = require(State.GENERATED);
    try {
      CertificationRequestInfo info =
          CertificationRequestInfo.getInstance(ASN1Primitive.fromByteArray(requestInfo));
      if (!Arrays.equals(info.getSubjectPublicKeyInfo().getEncoded("DER"), publicKeyInfo)
          || !Arrays.equals(info.getEncoded("DER"), requestInfo)) {
        throw new CommandRefused(CommandRefused.DATA);
      }
    } catch (IOException | RuntimeException e) {
      throw new CommandRefused(CommandRefused.DATA);
    }
    state = State.REQUESTED;
    return Sm2.sign(live, requestInfo, random);
  }

  byte[] signDocument(byte[] attributes, SecureRandom random) throws CommandRefused {
    ECPrivateKeyParameters live = require(State.REQUESTED);
    if (!hasMessageDigest(attributes)) {
      throw new CommandRefused(CommandRefused.DATA);
    }
    key = null;
    state = State.SIGNED;
    return Sm2.sign(live, attributes, random);
  }

  private ECPrivateKeyParameters require(State wanted) throws CommandRefused {
    ECPrivateKeyParameters live = key;
    if (state != wanted || live == null) {
      throw new CommandRefused(CommandRefused.CONDITIONS);
    }
    return live;
  }

  /** Whether this is a SET OF attributes in DER, a digest of 32 bytes among them (RFC 5652). */
  private static boolean hasMessageDigest(byte[] attributes) {
    try {
      ASN1Set set = ASN1Set.getInstance(ASN1Primitive.fromByteArray(attributes));
      if (!Arrays.equals(set.getEncoded("DER"), attributes)) {
        return false;
      }
      for (ASN1Encodable element : set) {
        Attribute attribute = Attribute.getInstance(element);
        if (attribute.getAttrType().equals(CMSAttributes.messageDigest)) {
          ASN1Set values = attribute.getAttrValues();
          return values.size() == 1
              && ASN1OctetString.getInstance(values.getObjectAt(0)).getOctets().length == 32;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
