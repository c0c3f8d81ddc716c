// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Escrow;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.statement.StatedPicture;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.ink.InkJson;
import org.penseal.trust.CertificateFacts;

/**
 * What only an opened seal shows: whose name was checked, for whom the ink was sealed, and of which
 * contents the salted digests are, as far as these can be had.
 */
final class SealCheck {
  private SealCheck() {}

  /**
   * Whether all of it is what the manifest says.
   *
   * @param signer the event certificate, which names the signer; null if none binds the evidence
   */
  static boolean fits(
      Manifest manifest, InkSeal seal, @Nullable X509Certificate signer, Optional<InkKeys> keys) {
    return isNamed(manifest, seal, signer)
        && isSealedFor(manifest, keys)
        && (!manifest.statesOrigins() || (areSalts(manifest, seal) && areContents(manifest, seal)));
  }

  // A salt for each digest, and no other: an entry that was added has none, one removed leaves it.
  private static boolean areSalts(Manifest manifest, InkSeal seal) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < manifest.artefacts().size(); i++) {
      names.add(artefact(i));
    }
    if (manifest.identity().salted() != null) {
      names.addAll(manifest.identity().salted().keySet());
    }
    if (manifest.annotation() != null && manifest.annotation().sentence() != null) {
      names.add("sentence");
    }
    return names.equals(seal.salts().keySet());
  }

  private static boolean areContents(Manifest manifest, InkSeal seal) {
    for (int i = 0; i < manifest.artefacts().size(); i++) {
      Manifest.Entry entry = manifest.artefacts().get(i);
      Optional<byte[]> content =
          ArtefactType.of(entry.type()).flatMap(type -> content(type, manifest, seal));
      if (content.isPresent()
          && !entry.sm3().equals(AnnotationCheck.salted(seal, artefact(i), content.get()))) {
        return false;
      }
    }
    return true;
  }

  // What was taken of the person is in the archive only.
  private static Optional<byte[]> content(ArtefactType type, Manifest manifest, InkSeal seal) {
    return switch (type) {
      case INK -> Optional.of(seal.ink());
      case PAD_PICTURE -> StatedPicture.pixels(manifest);
      case PAGE_VIEW_LOG ->
          // Of more pages the manifest has the first ones only.
          Optional.ofNullable(manifest.pagesSeen())
              .filter(pages -> pages.size() < Manifest.MOST_PAGES_SEEN)
              .map(pages -> pages.toString().getBytes(StandardCharsets.UTF_8));
      default -> Optional.empty();
    };
  }

  private static String artefact(int place) {
    return "artefact " + place;
  }

  /** The handwriting, where it was opened and is what was signed; else null. */
  static @Nullable Ink ink(@Nullable InkSeal seal, EvidenceReport.State state) {
    boolean same = state == EvidenceReport.State.MATCHES || state == EvidenceReport.State.STATED;
    try {
      return seal != null && same ? InkJson.read(seal.ink()) : null;
    } catch (PadException e) {
      return null; // then it does not match, as the state says
    }
  }

  /** Whether ink out of the seal has as many strokes and samples as are told. */
  static boolean counts(Manifest manifest, Ink ink) {
    OptionalInt strokes =
        manifest.statesOrigins() ? StatedPicture.strokes(manifest, ink) : OptionalInt.empty();
    return ink.samples().size() == manifest.ink().samples()
        && (strokes.isEmpty() || strokes.getAsInt() == manifest.ink().strokes());
  }

  // The seal holds the salt of the name that was checked; the certificate has the name.
  private static boolean isNamed(
      Manifest manifest, InkSeal seal, @Nullable X509Certificate signer) {
    Map<String, String> salted = manifest.identity().salted();
    String name = salted == null ? null : salted.get("name");
    if (name == null || signer == null) {
      return true;
    }
    byte[] certified = CertificateFacts.commonName(signer).getBytes(StandardCharsets.UTF_8);
    return name.equals(AnnotationCheck.salted(seal, "name", certified));
  }

  private static boolean isSealedFor(Manifest manifest, Optional<InkKeys> keys) {
    return manifest.escrow() == null
        || keys.isEmpty()
        || manifest.escrow().equals(Escrow.of(keys.get().escrow().chain().getFirst()));
  }
}
