// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.time.Instant;

/**
 * One artefact of a case as the archive lists it, without its content.
 *
 * @param id its number in the archive
 * @param type its type in the registry of artefact types
 * @param mediaType its media type
 * @param takenAt when it was taken
 * @param saltedSm3 the digest that stands in the manifest, lower-case hex
 * @param sealed whether its content is sealed for the escrow key and the case's share
 */
public record ArtefactRow(
    long id, String type, String mediaType, Instant takenAt, String saltedSm3, boolean sealed) {

  /** An artefact with the case that it belongs to. */
  public record OfCase(String caseId, ArtefactRow artefact) {}

  /** What the archive's encryption binds the content to. */
  String place(String caseId) {
    return place(caseId, saltedSm3, sealed);
  }

  static String place(String caseId, String saltedSm3, boolean sealed) {
    return (sealed ? "sealed artefact " : "artefact ") + caseId + " " + saltedSm3;
  }
}
