// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the freeze of a case puts into the archive.
 *
 * @param manifest the manifest's bytes, free of personal data
 * @param inkSm3s SM3 of each piece of ink that was written, lower-case hex
 * @param portrait the portrait that was taken; empty if none was
 * @param share the case's share of the sealed ink, 32 bytes
 * @param artefacts everything collected, in the order taken
 * @param retentionDays how long it is kept from now
 */
public record FrozenEvidence(
    byte[] manifest,
    List<String> inkSm3s,
    Optional<Portrait> portrait,
    byte[] share,
    List<Artefact> artefacts,
    int retentionDays) {

  /** Without a portrait. */
  public FrozenEvidence(
      byte[] manifest,
      List<String> inkSm3s,
      byte[] share,
      List<Artefact> artefacts,
      int retentionDays) {
    this(manifest, inkSm3s, Optional.empty(), share, artefacts, retentionDays);
  }

  /**
   * A portrait.
   *
   * @param sm3 its SM3, lower-case hex
   * @param once whether a device took it, so that no other case can have the same
   */
  public record Portrait(String sm3, boolean once) {}

  /**
   * One piece of evidence.
   *
   * @param type its type in the registry of artefact types
   * @param mediaType its media type
   * @param takenAt when it was taken
   * @param saltedSm3 the digest that stands in the manifest, lower-case hex
   * @param sealed whether its content is sealed already, for the escrow key and the case's share
   * @param content its bytes; the archive encrypts them in either case
   */
  public record Artefact(
      String type,
      String mediaType,
      Instant takenAt,
      String saltedSm3,
      boolean sealed,
      byte[] content) {}
}
