// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.store.ArchiveLog;
import org.penseal.signature.Level;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * With what a case is to be finished, kept with it so that a restart finishes it by the same means.
 *
 * @param level how long it stays verifiable
 * @param tsas the timestamp services, as {@link CaseServices#tsas} names them
 * @param roots SM3 of each root of signers and timestamp services that was trusted, hex, sorted
 */
public record CaseSettings(Level level, List<String> tsas, List<String> roots) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public CaseSettings {
    tsas = List.copyOf(tsas);
    roots = List.copyOf(roots);
  }

  /** Of a case that begins. */
  public static CaseSettings of(CaseOrder order, CaseServices services) {
    return new CaseSettings(order.form().level(), services.tsas(), digests(services.roots()));
  }

  private static List<String> digests(TrustStore trust) {
    TreeSet<String> digests = new TreeSet<>();
    Stream.of(Purpose.SIGNER, Purpose.TSA)
        .flatMap(purpose -> trust.anchors(purpose).stream())
        .map(CaseSettings::digest)
        .forEach(digests::add);
    return List.copyOf(digests);
  }

  /** SM3 of a certificate, lower-case hex. */
  public static String digest(X509Certificate certificate) {
    try {
      return Sm3.hex(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be encoded", e);
    }
  }

  /**
   * Who signs, as the log is told.
   *
   * @param chain his certificate first
   */
  public static ArchiveLog.Signer signer(List<X509Certificate> chain, String sm2Id) {
    return new ArchiveLog.Signer(digest(chain.getFirst()), sm2Id);
  }

  /** JSON. */
  public String encode() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JacksonException e) {
      throw new IllegalStateException("a record of texts can be written", e);
    }
  }

  /**
   * Reads {@link #encode}.
   *
   * @throws IOException if it is something else
   */
  public static CaseSettings decode(String json) throws IOException {
    return JSON.readValue(json, CaseSettings.class);
  }

  /**
   * Refuses to go on with other timestamp services than those that the case began with, or without
   * a root that was trusted then. A case without a timestamp needs neither.
   *
   * @throws CaseException.OtherServices if this run has others
   */
  public void requireSame(CaseServices services) throws CaseException {
    if (level.stamped()
        && !(tsas.containsAll(services.tsas()) && digests(services.roots()).containsAll(roots))) {
      throw new CaseException.OtherServices(tsas);
    }
  }
}
