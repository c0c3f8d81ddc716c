// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.time.Instant;
import org.penseal.signature.Octets;

/**
 * What an event certificate binds to its key: the contents of the certificate extension ARC.1.1.
 *
 * <p>Every digest is SM3, 32 bytes. Times have whole seconds. The DER form is made and read by
 * {@code org.penseal.trust.BindingCodec}.
 *
 * @param version 1
 * @param caseId the case, unique in the archive
 * @param documentDigest SM3 over exactly the first {@code documentLength} bytes of the document
 * @param documentLength the length of the document that came in, bytes
 * @param inkDigest SM3 over the native form of the ink
 * @param manifestDigest SM3 over the manifest
 * @param statementDigest SM3 over the chip or host statement
 * @param identity how the signer was identified
 * @param device where the ink came from
 * @param software what made the request
 * @param policyOid certificate policy asked for, dotted
 */
public record EvidenceBinding(
    int version,
    String caseId,
    Octets documentDigest,
    long documentLength,
    Octets inkDigest,
    Octets manifestDigest,
    Octets statementDigest,
    Identity identity,
    Device device,
    Software software,
    String policyOid) {
  /** JCA name of every digest in it. */
  public static final String DIGEST = "SM3";

  /**
   * How the signer was identified; never a clear ID number.
   *
   * @param mode 0 none, 1 real person, 2 phone, 3 portrait
   * @param digest salted SM3 over the identity data
   * @param result the authority's result, for example "match"
   * @param provider who answered
   * @param time when, whole seconds
   */
  public record Identity(int mode, Octets digest, String result, String provider, Instant time) {}

  /**
   * The pad.
   *
   * @param model model name
   * @param serial serial number
   * @param statementDigest SM3 over the device's statement
   * @param simulator whether the device CA is that of the simulators
   * @param assurance "attested", "simulated" or "host"
   */
  public record Device(
      String model, String serial, Octets statementDigest, boolean simulator, String assurance) {}

  /**
   * The program that made the request.
   *
   * @param name product name
   * @param version product version
   */
  public record Software(String name, String version) {}
}
