// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceBinding.Device;
import org.penseal.pdf.EvidenceBinding.Identity;
import org.penseal.pdf.EvidenceBinding.Software;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.BadCertificate.Why;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * The evidence binding as DER.
 *
 * <pre>
 * EvidenceBinding ::= SEQUENCE {
 *   version          INTEGER (1),
 *   caseId           UTF8String,
 *   digestAlgorithm  AlgorithmIdentifier,      -- SM3; of every digest below
 *   document         SEQUENCE { digest OCTET STRING, length INTEGER },
 *   inkDigest        OCTET STRING,
 *   manifestDigest   OCTET STRING,
 *   statementDigest  OCTET STRING,
 *   identity         SEQUENCE { mode INTEGER, digest OCTET STRING, result UTF8String,
 *                               provider UTF8String, time GeneralizedTime },
 *   device           SEQUENCE { model UTF8String, serial UTF8String,
 *                               statementDigest OCTET STRING, simulator BOOLEAN,
 *                               assurance UTF8String },
 *   software         SEQUENCE { name UTF8String, version UTF8String },
 *   policy           OBJECT IDENTIFIER }
 * </pre>
 */
public final class BindingCodec {
  private static final String SM3 = "1.2.156.10197.1.401";
  private static final int LONGEST_TEXT = 256;
  private static final int DIGEST_BYTES = 32;

  private BindingCodec() {}

  /** Writes DER. */
  public static Octets encode(EvidenceBinding binding) {
    Identity identity = binding.identity();
    Device device = binding.device();
    Software software = binding.software();
    ASN1Sequence value =
        sequence(
            new ASN1Integer(binding.version()),
            new DERUTF8String(binding.caseId()),
            new AlgorithmIdentifier(new ASN1ObjectIdentifier(SM3)),
            sequence(octets(binding.documentDigest()), new ASN1Integer(binding.documentLength())),
            octets(binding.inkDigest()),
            octets(binding.manifestDigest()),
            octets(binding.statementDigest()),
            sequence(
                new ASN1Integer(identity.mode()),
                octets(identity.digest()),
                new DERUTF8String(identity.result()),
                new DERUTF8String(identity.provider()),
                new DERGeneralizedTime(Date.from(identity.time()))),
            sequence(
                new DERUTF8String(device.model()),
                new DERUTF8String(device.serial()),
                octets(device.statementDigest()),
                ASN1Boolean.getInstance(device.simulator()),
                new DERUTF8String(device.assurance())),
            sequence(new DERUTF8String(software.name()), new DERUTF8String(software.version())),
            new ASN1ObjectIdentifier(binding.policyOid()));
    try {
      return Octets.of(value.getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new IllegalStateException("values in memory can be encoded", e);
    }
  }

  /**
   * Reads DER.
   *
   * @throws CredentialException.BadCertificate if it has another form or version, or a digest that
   *     is not 32 bytes
   */
  public static EvidenceBinding decode(Octets der) throws SigningException {
    try {
      ASN1Sequence all = sized(ASN1Primitive.fromByteArray(der.bytes()), 11);
      AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(all.getObjectAt(2));
      int version = number(all, 0).intValueExact();
      if (version != 1 || !SM3.equals(algorithm.getAlgorithm().getId())) {
        throw new IllegalArgumentException("version or digest algorithm");
      }
      ASN1Sequence document = sized(all.getObjectAt(3), 2);
      return new EvidenceBinding(
          version,
          text(all, 1),
          digest(document, 0),
          number(document, 1).longValueExact(),
          digest(all, 4),
          digest(all, 5),
          digest(all, 6),
          identity(sized(all.getObjectAt(7), 5)),
          device(sized(all.getObjectAt(8), 5)),
          software(sized(all.getObjectAt(9), 2)),
          ASN1ObjectIdentifier.getInstance(all.getObjectAt(10)).getId());
    } catch (IOException
        | ParseException
        | ArithmeticException
        | IllegalArgumentException
        | ClassCastException e) {
      throw new CredentialException.BadCertificate("binding", Why.UNREADABLE, e);
    }
  }

  private static Identity identity(ASN1Sequence s) throws ParseException {
    Instant time = ASN1GeneralizedTime.getInstance(s.getObjectAt(4)).getDate().toInstant();
    return new Identity(number(s, 0).intValueExact(), digest(s, 1), text(s, 2), text(s, 3), time);
  }

  private static Device device(ASN1Sequence s) {
    boolean simulator = ASN1Boolean.getInstance(s.getObjectAt(3)).isTrue();
    return new Device(text(s, 0), text(s, 1), digest(s, 2), simulator, text(s, 4));
  }

  private static Software software(ASN1Sequence s) {
    return new Software(text(s, 0), text(s, 1));
  }

  private static ASN1Sequence sized(ASN1Encodable value, int size) {
    ASN1Sequence sequence = ASN1Sequence.getInstance(value);
    if (sequence.size() != size) {
      throw new IllegalArgumentException("sequence of " + sequence.size());
    }
    return sequence;
  }

  private static BigInteger number(ASN1Sequence s, int index) {
    return ASN1Integer.getInstance(s.getObjectAt(index)).getValue();
  }

  private static Octets digest(ASN1Sequence s, int index) {
    Octets value = Octets.of(ASN1OctetString.getInstance(s.getObjectAt(index)).getOctets());
    if (value.size() != DIGEST_BYTES) {
      throw new IllegalArgumentException("digest of " + value.size());
    }
    return value;
  }

  private static String text(ASN1Sequence s, int index) {
    String value = ASN1UTF8String.getInstance(s.getObjectAt(index)).getString();
    if (value.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("text of " + value.length());
    }
    return value;
  }

  private static DEROctetString octets(Octets value) {
    return new DEROctetString(value.bytes());
  }

  private static DERSequence sequence(ASN1Encodable... parts) {
    return new DERSequence(parts);
  }
}
