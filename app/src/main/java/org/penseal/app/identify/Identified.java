// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.util.List;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.signing.Signer;

/**
 * A signer whose identity was checked, with the evidence of the check.
 *
 * @param signer who it is
 * @param evidence what was taken on the way, in order
 * @param warnings what did not agree without ending the case: stable codes
 */
public record Identified(Signer signer, List<Piece> evidence, List<String> warnings) {

  /**
   * One piece of evidence.
   *
   * @param type its type
   * @param mediaType its media type
   * @param content its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // a picture is a buffer
  public record Piece(ArtefactType type, String mediaType, byte[] content) {}
}
