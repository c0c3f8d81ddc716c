// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.time.Instant;

/**
 * One piece of evidence.
 *
 * @param type its type
 * @param mediaType its media type
 * @param takenAt when it was taken
 * @param content its bytes
 * @param salt 16 random bytes, kept inside the sealed part only
 */
public record Artefact(
    ArtefactType type, String mediaType, Instant takenAt, byte[] content, byte[] salt) {

  /** SM3 over salt and content, lower-case hex: what stands in the manifest. */
  public String saltedSm3() {
    return Sm3.hex(salt, content);
  }
}
