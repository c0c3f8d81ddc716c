// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.custom.gm.SM2P256V1Curve;
import org.junit.jupiter.api.Test;

class TlcpSm2Test {
  // The same curve with arithmetic of its own is five times as fast as the general one.
  @Test
  void fastArithmeticIsOfTheStandardsCurve() throws Exception {
    ECDomainParameters used = TlcpSm2.publicKey(Parties.SM2.server().encryption()).getParameters();
    assertInstanceOf(SM2P256V1Curve.class, used.getCurve());
    assertEquals(new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1")).getN(), used.getN());
    assertEquals(
        GMNamedCurves.getByName("sm2p256v1").getG().getAffineXCoord().toBigInteger(),
        used.getG().getAffineXCoord().toBigInteger());
  }
}
