// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.penseal.pad.PadLayout;

/** The chip's statement in DER (docs/chip-protocol.md, section "Statement"). */
final class StatementDer {
  private static final String ARC = "2.25.245451997612407219764004899378027207171";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSS").withZone(ZoneOffset.UTC);

  private StatementDer() {}

  /** The signed statement. */
  static byte[] make(
      DeviceIdentity device,
      ChipCase c,
      byte[] oneTimeKey,
      byte[] manifestDigest,
      long counter,
      SecureRandom random)
      throws CommandRefused, IOException, GeneralSecurityException {
    DERSequence body = body(device, c, oneTimeKey, manifestDigest, counter);
    Signature signer = Signature.getInstance("SM3withSM2", "BC");
    signer.initSign(device.key(), random);
    signer.update(body.getEncoded("DER"));
    ASN1EncodableVector whole = new ASN1EncodableVector();
    whole.add(body);
    whole.add(new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3));
    whole.add(new DERBitString(signer.sign()));
    whole.add(new DERTaggedObject(true, 0, Certificate.getInstance(device.certificate())));
    return new DERSequence(whole).getEncoded("DER");
  }

  private static DERSequence body(
      DeviceIdentity device, ChipCase c, byte[] oneTimeKey, byte[] manifestDigest, long counter)
      throws CommandRefused {
    ASN1EncodableVector body = new ASN1EncodableVector();
    body.add(new ASN1Integer(1));
    body.add(new ASN1ObjectIdentifier(ARC + ".3.2"));
    body.add(new ASN1Enumerated(0));
    ASN1EncodableVector names = new ASN1EncodableVector();
    names.add(new DERUTF8String(device.model().reportedName()));
    names.add(new DERUTF8String(device.serialNumber()));
    names.add(new DERUTF8String(device.firmware()));
    body.add(new DERSequence(names));
    body.add(new DEROctetString(c.challenge));
    body.add(SubjectPublicKeyInfo.getInstance(oneTimeKey));
    body.add(new ASN1Integer(1));
    ASN1EncodableVector pen = new ASN1EncodableVector();
    pen.add(new DEROctetString(c.penDigest()));
    pen.add(new ASN1Integer(c.reports()));
    pen.add(new ASN1Integer(c.attempts()));
    body.add(new DERSequence(pen));
    ASN1EncodableVector pictures = new ASN1EncodableVector();
    c.pictures().forEach(p -> pictures.add(new DEROctetString(p)));
    body.add(new DERSequence(pictures));
    body.add(confirm(c));
    body.add(new DEROctetString(manifestDigest));
    body.add(new ASN1Integer(counter));
    return new DERSequence(body);
  }

  private static DERSequence confirm(ChipCase c) throws CommandRefused {
    ASN1EncodableVector confirm = new ASN1EncodableVector();
    confirm.add(new ASN1Enumerated(2));
    confirm.add(time(c.confirmedAt()));
    PadLayout.Area ok = c.okArea();
    ASN1EncodableVector area = new ASN1EncodableVector();
    for (int edge : new int[] {ok.left(), ok.top(), ok.right(), ok.bottom()}) {
      area.add(new ASN1Integer(edge));
    }
    confirm.add(new DERSequence(area));
    confirm.add(new DEROctetString(c.confirmedScreen()));
    return new DERSequence(confirm);
  }

  /** X.690, 11.7: no trailing zeros in the fraction, and no point without a fraction. */
  private static ASN1GeneralizedTime time(Instant instant) {
    String text = TIME.format(instant);
    int end = text.length();
    while (text.charAt(end - 1) == '0' && end > 15) {
      end--;
    }
    return new ASN1GeneralizedTime(text.substring(0, end == 15 ? 14 : end) + "Z");
  }
}
