// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the evidence of one case until it is frozen; after that nothing can be added. Not for
 * use by several threads.
 */
public final class EvidenceBox {
  private static final int SALT_BYTES = 16;

  private final SecureRandom random;
  private final List<Artefact> artefacts = new ArrayList<>();
  private final Map<String, Salted> values = new LinkedHashMap<>();
  private final Predicate<ArtefactType> keeps;
  private Manifest.@Nullable Consent consent;
  private boolean frozen;

  /** A value that the manifest names by its salted digest only. */
  private record Salted(byte[] salt, String value) {}

  /**
   * @param random where the salts come from
   */
  public EvidenceBox(SecureRandom random) {
    this(random, type -> true);
  }

  /**
   * @param random where the salts come from
   * @param keeps which artefacts are kept; others are forgotten at once
   */
  public EvidenceBox(SecureRandom random, Predicate<ArtefactType> keeps) {
    this.random = random;
    this.keeps = keeps;
  }

  /**
   * Adds the words that were consented to.
   *
   * @param place where that was done
   * @throws IllegalStateException after the freeze
   */
  public void consent(String version, String text, ConsentPlace place, Instant at) {
    byte[] words = text.getBytes(StandardCharsets.UTF_8);
    add(ArtefactType.CONSENT, "text/plain", at, words);
    consent = Manifest.Consent.of(version, words, place);
  }

  /** What was consented to; null if nothing was. */
  public Manifest.@Nullable Consent consent() {
    return consent;
  }

  /**
   * Adds an artefact.
   *
   * @throws IllegalStateException after the freeze
   */
  public void add(ArtefactType type, String mediaType, Instant takenAt, byte[] content) {
    refuseWhenFrozen();
    if (keeps.test(type)) {
      artefacts.add(new Artefact(type, mediaType, takenAt, content.clone(), salt()));
    }
  }

  /**
   * Adds a value such as the ID number, of which the manifest shows the salted digest.
   *
   * @throws IllegalStateException after the freeze
   */
  public void value(String name, String value) {
    refuseWhenFrozen();
    values.put(name, new Salted(salt(), value));
  }

  /** Closes the box; returns what it holds. */
  public List<Artefact> freeze() {
    refuseWhenFrozen();
    frozen = true;
    return List.copyOf(artefacts);
  }

  /** Salted SM3 of each value, lower-case hex, by name. */
  public Map<String, String> saltedValues() {
    Map<String, String> digests = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            digests.put(
                name, Sm3.hex(value.salt(), value.value().getBytes(StandardCharsets.UTF_8))));
    return digests;
  }

  /** The salts, hex: of each value by its name, of each artefact by its place in the manifest. */
  public Map<String, String> salts() {
    Map<String, String> salts = new LinkedHashMap<>();
    values.forEach((name, value) -> salts.put(name, HexFormat.of().formatHex(value.salt())));
    for (int i = 0; i < artefacts.size(); i++) {
      salts.put("artefact " + i, HexFormat.of().formatHex(artefacts.get(i).salt()));
    }
    return salts;
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private void refuseWhenFrozen() {
    if (frozen) {
      throw new IllegalStateException("evidence after the freeze");
    }
  }
}
