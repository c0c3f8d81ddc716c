// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Chips with a certificate that proves nothing. */
final class BrokenCertificate {
  private BrokenCertificate() {}

  static SimulatedChip hasACertificateWithoutPurpose(ChipParts p) throws Exception {
    // Code signing instead.
    return certified(p, "PS00000001", "1.3.6.1.5.5.7.3.3");
  }

  static SimulatedChip hasACertificateOfAnotherPad(ChipParts p) throws Exception {
    return certified(p, "PS00000009", SimulatedDeviceAuthority.DEVICE_USAGE);
  }

  private static SimulatedChip certified(ChipParts p, String serialNumber, String usage)
      throws Exception {
    KeyPair pair = pair();
    byte[] other =
        p.authority
            .issue(p.model, serialNumber, pair.getPublic(), KeyUsage.digitalSignature, usage)
            .getEncoded();
    return p.chip(
        p.with(
            new DeviceIdentity(p.model, "PS00000001", "1.00", pair.getPrivate(), other),
            p.device.link().orElseThrow()));
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("sm2p256v1"));
    return generator.generateKeyPair();
  }

  static SimulatedChip hasACertificateOfNobody(ChipParts p) throws Exception {
    SimulatedDeviceAuthority other =
        SimulatedDeviceAuthority.in(p.folder.resolve("other"), p.clock, new SecureRandom());
    DeviceIdentity stranger = other.device(p.model, "PS00000001");
    return p.chip(p.with(stranger, p.device.link().orElseThrow()));
  }

  static SimulatedChip usesItsLinkKeyForSigningToo(ChipParts p) throws Exception {
    KeyPair pair = pair();
    byte[] both =
        p.authority
            .issue(
                p.model,
                "PS00000001",
                pair.getPublic(),
                KeyUsage.keyAgreement | KeyUsage.digitalSignature,
                SimulatedDeviceAuthority.LINK_USAGE)
            .getEncoded();
    DeviceIdentity.Link link =
        new DeviceIdentity.Link(((ECPrivateKey) pair.getPrivate()).getS(), both);
    return p.chip(p.with(p.device, link));
  }

  static SimulatedChip hasALinkCertificateOfNobody(ChipParts p) throws Exception {
    SimulatedDeviceAuthority other =
        SimulatedDeviceAuthority.in(p.folder.resolve("other"), p.clock, new SecureRandom());
    DeviceIdentity stranger = other.device(p.model, "PS00000001");
    return p.chip(p.with(p.device, stranger.link().orElseThrow()));
  }
}
