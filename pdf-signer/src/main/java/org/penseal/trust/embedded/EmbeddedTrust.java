// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Pem;
import org.penseal.trust.Purpose;
import org.penseal.trust.RequestCheck;
import org.penseal.trust.cmp.CmpProtection;
import org.penseal.trust.revocation.LocalResponder;

/**
 * A demo CA (CMP) and a demo TSA (RFC 3161) with OCSP and revocation lists for both, over HTTP on
 * the loopback interface.
 *
 * <p>Keys and certificates lie in a folder and are made when they are missing; what is revoked is
 * forgotten at the end. The port is another one at each start, so that no certificate names it:
 * {@link #responders} does. Requests run on virtual threads. The one who started it closes it.
 */
public final class EmbeddedTrust implements AutoCloseable {
  /** The secret's name in the demo. */
  public static final String REFERENCE = "penseal-demo";

  private final LoopbackServer server;
  private final DemoAuthorityKey ca;
  private final DemoAuthorityKey tsa;
  private final DemoResponder signerResponder;
  private final DemoResponder tsaResponder;
  private final CmpProtection protection;
  private volatile Fault caFault = Fault.NONE;
  private volatile Fault tsaFault = Fault.NONE;
  private volatile RevocationFault ocspFault = RevocationFault.NONE;
  private volatile RevocationFault crlFault = RevocationFault.NONE;

  private EmbeddedTrust(
      LoopbackServer server,
      DemoAuthorityKey ca,
      DemoAuthorityKey tsa,
      DemoResponder signerResponder,
      DemoResponder tsaResponder,
      CmpProtection protection) {
    this.server = server;
    this.ca = ca;
    this.tsa = tsa;
    this.signerResponder = signerResponder;
    this.tsaResponder = tsaResponder;
    this.protection = protection;
  }

  /**
   * Loads or makes the keys and starts to listen on a free port of the loopback interface.
   *
   * @param folder existing folder for the key files
   * @param check asked before every certificate
   * @param clock of the certificates and time-stamps
   * @param random of keys, serial numbers and nonces; also makes the shared secret of this run
   * @throws FileException.OutputNotWritable if the folder cannot be written or no port is free
   * @throws CredentialException.KeyRefused if a key file cannot be read
   */
  public static EmbeddedTrust start(
      Path folder, RequestCheck check, Clock clock, SecureRandom random) throws SigningException {
    DemoAuthorityKey ca =
        DemoAuthorityKey.root(
            folder.resolve("ca.p12"), "PenSeal DEMO Root CA 演示", clock.instant(), random);
    DemoAuthorityKey tsaRoot =
        DemoAuthorityKey.root(
            folder.resolve("tsa-root.p12"), "PenSeal DEMO TSA Root 演示", clock.instant(), random);
    DemoAuthorityKey tsa =
        DemoAuthorityKey.tsa(
            folder.resolve("tsa.p12"), "PenSeal DEMO TSA 演示", tsaRoot, clock.instant(), random);
    byte[] secret = new byte[24];
    random.nextBytes(secret);
    CmpProtection protection =
        new CmpProtection(
            REFERENCE, Base64.getEncoder().encodeToString(secret).toCharArray(), random);
    DemoResponder signers = new DemoResponder(ca, ca, clock, random);
    DemoResponder stamps = new DemoResponder(tsaRoot, tsaRoot, clock, random);
    DemoTsa stamper = new DemoTsa(tsa, clock, random);
    try {
      EmbeddedTrust trust =
          new EmbeddedTrust(new LoopbackServer(), ca, tsa, signers, stamps, protection);
      DemoCa authority = new DemoCa(new EventIssuer(ca, clock, random), protection, check, clock);
      trust.listen(authority, stamper);
      return trust;
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(folder, "no port on loopback", e);
    }
  }

  private void listen(DemoCa authority, DemoTsa stamper) {
    server.serve(
        "/cmp", "application/pkixcmp", () -> caFault, body -> authority.answer(body, caFault));
    server.serve(
        "/tsa",
        "application/timestamp-reply",
        () -> tsaFault,
        body -> stamper.answer(body, tsaFault));
    listen("/signer", signerResponder);
    listen("/stamp", tsaResponder);
  }

  private void listen(String path, DemoResponder responder) {
    server.serveRevocation(
        path + "/ocsp",
        "application/ocsp-response",
        () -> ocspFault,
        body -> responder.ocsp(body, ocspFault));
    server.serveRevocation(
        path + "/crl", "application/pkix-crl", () -> crlFault, body -> responder.crl(crlFault));
  }

  /** Where to ask about the certificates of both authorities. */
  public List<LocalResponder> responders() {
    return List.of(
        new LocalResponder(
            signerRoot(), List.of(server.uri("/signer/ocsp")), List.of(server.uri("/signer/crl"))),
        new LocalResponder(
            tsaRoot(), List.of(server.uri("/stamp/ocsp")), List.of(server.uri("/stamp/crl"))));
  }

  /**
   * Revokes a certificate of either authority, also one that was never issued.
   *
   * @param reason CRLReason of RFC 5280, section 5.3.1
   */
  public void revoke(X509Certificate certificate, Instant at, int reason) {
    DemoResponder responder =
        certificate.getIssuerX500Principal().equals(tsaRoot().getSubjectX500Principal())
            ? tsaResponder
            : signerResponder;
    responder.revoke(certificate.getSerialNumber(), at, reason);
  }

  /** The certificate of the TSA itself. */
  public X509Certificate tsaCertificate() {
    return tsa.chain().getFirst();
  }

  /** Lets both OCSP responders fail from now on. */
  public void ocspFault(RevocationFault fault) {
    ocspFault = fault;
  }

  /** Lets both revocation lists fail from now on. */
  public void crlFault(RevocationFault fault) {
    crlFault = fault;
  }

  /** The CA's CMP address. */
  public URI caUri() {
    return server.uri("/cmp");
  }

  /** The TSA's address. */
  public URI tsaUri() {
    return server.uri("/tsa");
  }

  /** The shared secret for {@link org.penseal.trust.cmp.CmpClient}. */
  public CmpProtection protection() {
    return protection;
  }

  /** The root of event certificates. */
  public X509Certificate signerRoot() {
    return ca.chain().getLast();
  }

  /** The root of the time-stamps. */
  public X509Certificate tsaRoot() {
    return tsa.chain().getLast();
  }

  /** Lets the CA fail from now on. */
  public void caFault(Fault fault) {
    caFault = fault;
  }

  /** Lets the TSA fail from now on. */
  public void tsaFault(Fault fault) {
    tsaFault = fault;
  }

  /**
   * Writes the roots as PEM into the folders signer and tsa of a trust folder.
   *
   * @throws FileException.OutputNotWritable if that fails
   */
  public void writeRoots(Path trustFolder) throws SigningException {
    writePem(trustFolder, Purpose.SIGNER, signerRoot());
    writePem(trustFolder, Purpose.TSA, tsaRoot());
  }

  /**
   * Writes a certificate as PEM into the folder of a purpose.
   *
   * @throws FileException.OutputNotWritable if that fails
   */
  public static void writePem(Path trustFolder, Purpose purpose, X509Certificate root)
      throws SigningException {
    Path file = trustFolder.resolve(purpose.folder()).resolve("demo-root.pem");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, Pem.certificate(root.getEncoded()));
    } catch (IOException | CertificateEncodingException e) {
      throw new FileException.OutputNotWritable(file, e.getClass().getSimpleName(), e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
