// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where everything in a case comes from, as its manifest says, and what that comes to.
 *
 * @param stated label of the origin by the name of the source; {@value #NOT_STATED} in manifests of
 *     before, {@value #UNKNOWN} for what is missing in a newer one or is no origin
 * @param demo whether any of it is good for a demonstration only, or is not known
 * @param reasons stable codes of what is wrong with it
 */
public record Origins(Map<String, String> stated, boolean demo, List<String> reasons) {
  /** Source: the signature pad. */
  public static final String PAD = "pad";

  /** Source: name and number of the person. */
  public static final String PERSON = "person";

  /** Source: the camera. */
  public static final String CAMERA = "camera";

  /** Source: the identity authority. */
  public static final String AUTHORITY = "authority";

  /** Source: the key for which the ink is sealed. */
  public static final String ESCROW = "escrow";

  /** Source: the timestamp services that answered before the freeze. */
  public static final String TSA = "tsa";

  /** Not stated: the manifest is of before there were origins. */
  public static final String NOT_STATED = "not-stated";

  /** Missing where it must stand, or no origin. */
  public static final String UNKNOWN = "unknown";

  /** Reason: an origin is missing, unknown, or contradicts the rest of the manifest. */
  public static final String NOT_KNOWN = "origin-not-known";

  /** Reason: the challenges were chosen by somebody. */
  public static final String CHOSEN = "challenges-chosen";

  /** Reason: the challenges do not follow from the nonce that they are said to be drawn from. */
  public static final String NOT_DRAWN = "challenges-not-drawn";

  private static final Set<String> HELD = Set.of(PAD, PERSON, CAMERA);
  private static final Set<String> ASKED = Set.of(AUTHORITY, ESCROW, TSA);

  /** No manifest. */
  public static final Origins NONE = new Origins(Map.of(), false, List.of());

  /** Keeps the order. */
  public Origins {
    stated = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(stated));
    reasons = List.copyOf(reasons);
  }

  /** Of a manifest, whoever wrote it. */
  public static Origins of(@Nullable Manifest manifest) {
    return manifest == null ? NONE : manifest.statesOrigins() ? judged(manifest) : former(manifest);
  }

  private static Origins former(Manifest manifest) {
    Map<String, String> stated = new LinkedHashMap<>();
    sources(manifest).forEach(source -> stated.put(source, NOT_STATED));
    boolean demo = manifest.identity().synthetic() || byAuthority(manifest);
    // No program wrote that format with any of these.
    boolean mixed =
        manifest.capture() != null
            || manifest.origins() != null
            || manifest.challenges() != null
            || manifest.escrow() != null;
    return new Origins(stated, demo || mixed, mixed ? List.of(NOT_KNOWN) : List.of());
  }

  private static boolean byAuthority(Manifest manifest) {
    return manifest.identity().authority() != null && manifest.identity().authority().demo();
  }

  private static Origins judged(Manifest manifest) {
    Map<String, String> given = manifest.origins() == null ? Map.of() : manifest.origins();
    Map<String, String> stated = new LinkedHashMap<>();
    boolean demo = manifest.identity().synthetic() || byAuthority(manifest);
    boolean known = true;
    List<String> sources = new ArrayList<>(sources(manifest));
    given.keySet().stream().filter(each -> !sources.contains(each)).forEach(sources::add);
    for (String source : sources) {
      Optional<Origin> origin = Optional.ofNullable(given.get(source)).flatMap(Origin::of);
      known &= origin.isPresent();
      demo |= origin.isEmpty() || origin.get().isDemo();
      stated.put(source, origin.map(Origin::label).orElse(UNKNOWN));
    }
    List<String> reasons = new ArrayList<>();
    if (!known || contradicts(manifest, stated)) {
      reasons.add(NOT_KNOWN);
    }
    challenges(manifest).ifPresent(reasons::add);
    return new Origins(stated, demo || !reasons.isEmpty(), reasons);
  }

  // What is stated must fit to what else the manifest says.
  private static boolean contradicts(Manifest manifest, Map<String, String> stated) {
    Escrow escrow = manifest.escrow();
    boolean rendered = Origin.SIMULATED.label().equals(stated.get(CAMERA));
    return escrow == null
        || escrow.sm3() == null
        || !isWhole(manifest.identity())
        || stated.keySet().stream()
            .anyMatch(each -> !each.equals(TSA) && !sources(manifest).contains(each))
        || stated.entrySet().stream().anyMatch(each -> !isPossible(each.getKey(), each.getValue()))
        || !(escrow.demo() ? Origin.DEMO : Origin.SERVICE).label().equals(stated.get(ESCROW))
        || manifest.identity().synthetic() != rendered
        || byAuthority(manifest) != Origin.DEMO.label().equals(stated.get(AUTHORITY));
  }

  // A service is not held in the hand, and no operator vouches for what a pad or a camera gives.
  private static boolean isPossible(String source, String label) {
    return Origin.of(label)
        .map(
            origin ->
                switch (origin) {
                  case DEVICE, RECORDED, SIMULATED, UNKNOWN -> HELD.contains(source);
                  case OPERATOR -> source.equals(PERSON);
                  case SERVICE, DEMO -> ASKED.contains(source);
                })
        .orElse(false);
  }

  // What a mode is made of: nobody was asked, or looked at, who is not in the manifest.
  private static boolean isWhole(Manifest.Identity identity) {
    return switch (identity.mode()) {
      case "real-person" -> identity.liveness() != null && identity.authority() != null;
      case "phone" -> identity.authority() != null;
      case "portrait", Manifest.OPERATOR -> true;
      default -> false;
    };
  }

  private static Optional<String> challenges(Manifest manifest) {
    Challenges challenges = manifest.challenges();
    if (manifest.identity().liveness() == null) {
      return challenges == null ? Optional.empty() : Optional.of(NOT_DRAWN);
    }
    if (challenges == null || !challenges.drawn()) {
      return Optional.of(CHOSEN);
    }
    boolean kept = manifest.count(ArtefactType.IDENTITY_KEPT) > 0;
    return kept == (challenges.keptFrom() != null)
            && challenges.follow(manifest.businessId(), manifest.document().sm3())
        ? Optional.empty()
        : Optional.of(NOT_DRAWN);
  }

  // What must be stated: every source that the manifest itself shows was there.
  private static List<String> sources(Manifest manifest) {
    Manifest.Identity identity = manifest.identity();
    List<String> sources = new ArrayList<>(List.of(PAD, PERSON));
    if (identity.mode().equals("real-person")
        || identity.mode().equals("portrait")
        || identity.face() != null
        || identity.liveness() != null
        || manifest.count(ArtefactType.LIVE_PORTRAIT) > 0) {
      sources.add(CAMERA);
    }
    if (identity.mode().equals("real-person")
        || identity.mode().equals("phone")
        || identity.authority() != null) {
      sources.add(AUTHORITY);
    }
    sources.add(ESCROW);
    return sources;
  }

  /** Sources in whose place a recording or a program stood. */
  public List<String> laboratory() {
    return stated.entrySet().stream()
        .filter(each -> Origin.of(each.getValue()).filter(Origin::isLaboratory).isPresent())
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }
}
