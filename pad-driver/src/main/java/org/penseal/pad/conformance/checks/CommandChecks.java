// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.checks.Probe.Stuck;

/** Sections "Commands" and "Device certificate": what needs neither PIN nor case. */
final class CommandChecks {
  /** Signing of chip statements. */
  static final String STATEMENT_USAGE = "2.25.245451997612407219764004899378027207171.4.1";

  /** Securing of a pad's link. */
  private static final String LINK_USAGE = "2.25.245451997612407219764004899378027207171.4.2";

  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final Set<Integer> KNOWN =
      Set.of(
          Probe.INFO,
          Probe.DEVICE_CERTIFICATE,
          Probe.WAIT,
          Probe.VERIFY_PIN,
          Probe.BEGIN_CASE,
          Probe.BEGIN_CAPTURE,
          Probe.GENERATE,
          Probe.STATEMENT,
          Probe.REQUEST,
          Probe.SIGN,
          Probe.CANCEL,
          Probe.DATA_KEY,
          Probe.ENCRYPT,
          Probe.DECRYPT);

  private final Probe probe;

  CommandChecks(Probe probe) {
    this.probe = probe;
  }

  void run(Instant now) throws PadException, Stuck {
    wrongBytes();
    info();
    certificate(now);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private void wrongBytes() throws PadException {
    for (int cla : new int[] {0x00, 0x80, 0xB1, 0xB4}) {
      String what = "class %02x".formatted(cla);
      probe.expect(
          Check.STATUS_CLASS, what, "6e00", probe.transmit(bytes(cla, Probe.INFO, 0, 0, 0)));
    }
    for (int ins = 0; ins < 0x100; ins++) {
      if (!KNOWN.contains(ins)) {
        String what = "instruction %02x".formatted(ins);
        probe.expect(
            Check.STATUS_INSTRUCTION, what, "6d00", probe.transmit(bytes(Probe.CLA, ins, 0, 0, 0)));
      }
    }
    probe.expect(
        Check.STATUS_PARAMETERS,
        "INFO P1 01",
        "6a86",
        probe.transmit(bytes(Probe.CLA, Probe.INFO, 1, 0, 0)));
    probe.expect(
        Check.STATUS_PARAMETERS,
        "INFO P2 01",
        "6a86",
        probe.transmit(bytes(Probe.CLA, Probe.INFO, 0, 1, 0)));
    probe.expect(
        Check.STATUS_LENGTH, "three bytes", "6700", probe.transmit(bytes(Probe.CLA, 0x10, 0)));
    probe.expect(
        Check.STATUS_LENGTH,
        "Lc beyond the end",
        "6700",
        probe.transmit(bytes(Probe.CLA, Probe.VERIFY_PIN, 0, 0, 9, 1, 2)));
    probe.expect(
        Check.STATUS_LENGTH,
        "INFO with Le 1",
        "6700",
        probe.transmit(bytes(Probe.CLA, Probe.INFO, 0, 0, 1)));
  }

  private void info() throws PadException {
    Probe.Answer answer = probe.send(Probe.INFO, Probe.NONE);
    probe.expect(Check.INFO, "INFO", "9000", answer);
    byte[] info = answer.bytes();
    boolean possible = info.length == 18 && info[0] == 1 && info[1] >= 0 && info[1] <= 4;
    probe.findings().expect(Check.INFO, possible, "18 bytes, version 01, key state 00 to 04");
  }

  private void certificate(Instant now) throws PadException {
    X509Certificate certificate;
    try {
      certificate = new PadChip(probe.stand().pad().secureElement()).deviceCertificate();
    } catch (PadException.Malformed | PadException.ChipRefused e) {
      probe.findings().expect(Check.CERTIFICATE_USAGE, false, "a certificate: " + e.getMessage());
      return;
    }
    boolean[] usage = certificate.getKeyUsage();
    probe
        .findings()
        .expect(
            Check.CERTIFICATE_USAGE,
            usage != null && usage[0] && !usage[5] && certificate.getBasicConstraints() < 0,
            "key usage digitalSignature without keyCertSign");
    probe
        .findings()
        .expect(
            Check.CERTIFICATE_PURPOSE,
            purposes(certificate).equals(List.of(STATEMENT_USAGE))
                && certificate.getCriticalExtensionOIDs().contains(EXTENDED_KEY_USAGE),
            "critical extended key usage " + STATEMENT_USAGE + " alone");
    PadIdentity pad = probe.stand().pad().identity();
    probe
        .findings()
        .expect(
            Check.CERTIFICATE_SUBJECT,
            parts(certificate, "SERIALNUMBER").equals(List.of(pad.serialNumber()))
                && parts(certificate, "OU").equals(List.of(pad.model().reportedName())),
            "serialNumber " + pad.serialNumber() + ", OU " + pad.model().reportedName());
    chain(Check.CERTIFICATE_CHAIN, certificate, now);
    link(certificate, now);
  }

  /** The link is optional; when it is there, its key is another one. */
  private void link(X509Certificate device, Instant now) {
    Optional<X509Certificate> secured = probe.stand().pad().link().certificate();
    if (secured.isEmpty()) {
      probe.findings().leftOut(Check.LINK_CERTIFICATE, "the line is in clear");
      probe.findings().leftOut(Check.LINK_CHAIN, "the line is in clear");
      return;
    }
    X509Certificate link = secured.get();
    boolean[] usage = link.getKeyUsage();
    boolean own = usage != null && usage[4] && !usage[0] && !usage[5];
    probe
        .findings()
        .expect(
            Check.LINK_CERTIFICATE,
            own
                && purposes(link).equals(List.of(LINK_USAGE))
                && !link.getPublicKey().equals(device.getPublicKey()),
            "key usage keyAgreement alone, " + LINK_USAGE + ", another key than the device's");
    chain(Check.LINK_CHAIN, link, now);
  }

  private static List<String> parts(X509Certificate certificate, String type) {
    String subject =
        certificate
            .getSubjectX500Principal()
            .getName(X500Principal.RFC2253, Map.of("2.5.4.5", "SERIALNUMBER"));
    try {
      return new LdapName(subject)
          .getRdns().stream()
              .filter(part -> part.getType().equals(type))
              .map(part -> String.valueOf(part.getValue()))
              .toList();
    } catch (InvalidNameException e) {
      return List.of("unreadable: " + e.getMessage());
    }
  }

  private static List<String> purposes(X509Certificate certificate) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null ? List.of() : purposes;
    } catch (CertificateParsingException e) {
      return List.of("unreadable: " + e.getMessage());
    }
  }

  private void chain(Check check, X509Certificate certificate, Instant now) {
    if (probe.stand().anchors().isEmpty()) {
      probe.findings().cannotSay(check, "no device authority was given");
      return;
    }
    probe
        .findings()
        .expect(
            check,
            probe.stand().anchors().stream().anyMatch(a -> issued(a, certificate, now)),
            "a certificate of a given device authority, valid now");
  }

  static boolean issued(X509Certificate authority, X509Certificate certificate, Instant now) {
    try {
      certificate.checkValidity(Date.from(now));
      certificate.verify(authority.getPublicKey(), "BC");
      return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
