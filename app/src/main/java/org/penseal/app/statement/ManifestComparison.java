// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.statement;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.ConsentPlace;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.PadCapture;
import org.penseal.pad.ink.InkJson;

/**
 * Holds one manifest against itself and against whatever else is known of its case: the same code
 * for the station, which freezes it, and for the verifier. What the device stated of it is for
 * {@link StatementComparison}, where everything comes from for {@code Origins}. Manifests of before
 * are not looked at. Not for several threads.
 */
public final class ManifestComparison {
  /** Clocks of computer and time-stamp service may differ by so much, and one may be set. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** An authority dates its answer by a clock of its own. */
  private static final Duration AUTHORITY_DIFFERS = Duration.ofMinutes(10);

  /** For so long an identity check is kept for further documents of one business. */
  public static final Duration LONGEST_KEPT = Duration.ofHours(1);

  private static final String SM3_HEX = "[0-9a-f]{64}";
  private static final String PDF = "application/pdf";
  private static final String DATA = "application/octet-stream";
  private static final Set<String> WORDS = Set.of("text/plain");
  private static final Set<String> VALUES = Set.of("name", "id-number", "phone");
  private static final Map<ArtefactType, Set<String>> MEDIA = media();

  private final Manifest told;
  private final boolean applies;
  private final Set<ManifestPart> differing = EnumSet.noneOf(ManifestPart.class);

  /** A manifest, held against itself. */
  public ManifestComparison(Manifest told) {
    this.told = told;
    this.applies = told.statesOrigins();
    if (!applies) {
      return;
    }
    require(ManifestPart.FORM, hasForm());
    require(ManifestPart.POLICY, Manifest.POLICY.equals(told.policy()));
    require(ManifestPart.IDENTITY, isIdentity(told.identity()));
    Manifest.Ink ink = told.ink();
    require(ManifestPart.INK, ink.lostReports() == 0 && ink.strokes() > 0);
    require(ManifestPart.INK, ink.samples() >= ink.strokes());
    artefacts();
    times();
    // Consent and document stand on the same screen, or on none.
    Manifest.Consent consent = told.consent();
    boolean shown = consent == null || !Boolean.FALSE.equals(consent.shown());
    require(ManifestPart.PAGES, shown || told.pagesSeen() == null || told.pagesSeen().isEmpty());
    PadCapture capture = told.capture();
    if (capture != null) {
      shownOnPad(capture);
    }
  }

  // Leafed through on a screen that takes pictures, each page listed once.
  private void shownOnPad(PadCapture capture) {
    PadCapture.Picture picture = capture.picture();
    List<Integer> leafed = capture.pagesLeafed();
    require(
        ManifestPart.PAGES,
        leafed == null || (picture != null && leafed.size() == Set.copyOf(leafed).size()));
    if (picture != null) {
      pages(picture.pages());
    }
  }

  private static Map<ArtefactType, Set<String>> media() {
    Map<ArtefactType, Set<String>> media = new EnumMap<>(ArtefactType.class);
    media.put(ArtefactType.INK, Set.of(InkJson.MEDIA_TYPE));
    media.put(ArtefactType.ATTEMPT_DISCARDED, Set.of(InkJson.MEDIA_TYPE));
    media.put(ArtefactType.CONSENT_PRESS, Set.of(InkJson.MEDIA_TYPE));
    media.put(ArtefactType.ANNOTATION, Set.of("application/vnd.penseal.annotation+json"));
    media.put(ArtefactType.PAD_PICTURE, Set.of("application/vnd.penseal.pad-picture"));
    media.put(ArtefactType.CONSENT, WORDS);
    media.put(ArtefactType.PAGE_VIEW_LOG, WORDS);
    media.put(ArtefactType.LIVENESS_TRANSCRIPT, WORDS);
    media.put(ArtefactType.IDENTITY_KEPT, WORDS);
    media.put(ArtefactType.ID_CARD_TEXT, WORDS);
    media.put(ArtefactType.LIVE_PORTRAIT, Set.of("image/jpeg"));
    media.put(
        ArtefactType.ID_PORTRAIT,
        Set.of("image/png", "image/jpeg", "image/bmp", "application/octet-stream"));
    return media;
  }

  /** What contradicts the rest or what was said to be known, in the order of the parts. */
  public List<ManifestPart> differing() {
    return List.copyOf(differing);
  }

  private void require(ManifestPart part, boolean holds) {
    if (applies && !holds) {
      differing.add(part);
    }
  }

  /** With an event certificate, which nobody gets whom nobody checked. */
  public ManifestComparison certified() {
    require(ManifestPart.IDENTITY, !told.identity().mode().equals(Manifest.OPERATOR));
    return this;
  }

  /**
   * With the document.
   *
   * @param pdf whether it is a PDF; otherwise data with a detached signature
   */
  public ManifestComparison document(boolean pdf) {
    require(ManifestPart.DOCUMENT, (pdf ? PDF : DATA).equals(told.document().mediaType()));
    require(
        ManifestPart.DOCUMENT,
        pdf || told.annotation() == null || told.annotation().notes() == null);
    return this;
  }

  /**
   * With the number of its pages.
   *
   * @param count 0 for data, which shows none
   */
  public ManifestComparison pages(int count) {
    List<Integer> seen = told.pagesSeen();
    PadCapture capture = told.capture();
    List<Integer> leafed = capture == null ? null : capture.pagesLeafed();
    require(
        ManifestPart.PAGES,
        Stream.of(Optional.ofNullable(seen), Optional.ofNullable(leafed))
            .flatMap(Optional::stream)
            .flatMap(List::stream)
            .allMatch(page -> page >= 1 && page <= count));
    return this;
  }

  /** With the time at which the signature is proven to have been there. */
  public ManifestComparison signedAt(Instant proven) {
    require(ManifestPart.TIME, !after(told.frozenAt(), proven.plus(CLOCKS_DIFFER)));
    return this;
  }

  // Null where some program of before left out what every one of this format writes.
  private boolean hasForm() {
    Manifest.Software software = told.software();
    Manifest.Consent consent = told.consent();
    Manifest.BusinessRules rules = told.businessType();
    Manifest.Authority authority = told.identity().authority();
    return Stream.of(told.businessId(), told.document().mediaType(), told.pagesSeen())
            .allMatch(Objects::nonNull)
        && software != null
        && isText(software.name())
        && isText(software.version())
        && consent != null
        && isText(consent.version())
        && consent.shown() != null
        && isPlace(consent)
        && rules != null
        && isText(rules.id())
        && rules.retentionDays() > 0
        && told.identity().salted() != null
        && areDigests(List.of(told.document().sm3(), told.ink().sm3()))
        && areDigests(told.identity().salted().values())
        && areDigests(told.artefacts().stream().map(Manifest.Entry::sm3).toList())
        && isDigest(consent.sm3())
        && isDigest(rules.sm3())
        && (told.escrow() == null || isDigest(told.escrow().sm3()))
        && (authority == null
            || (isText(authority.endpoint())
                && isText(authority.reference())
                && (authority.certificate() == null || isDigest(authority.certificate()))))
        && isAnnotation(told.annotation());
  }

  // Nobody agrees on a pad that shows nothing.
  private boolean isPlace(Manifest.Consent consent) {
    PadCapture capture = told.capture();
    return consent.on() == null
        || (ConsentPlace.isOnPad(consent)
            && Boolean.TRUE.equals(consent.shown())
            && capture != null
            && capture.picture() != null);
  }

  private static boolean isAnnotation(Manifest.@Nullable Annotation annotation) {
    return annotation == null
        || (isDigest(annotation.sm3())
            && (annotation.sentence() == null || isDigest(annotation.sentence())));
  }

  private static boolean isText(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  private static boolean areDigests(Collection<String> all) {
    return all.stream().allMatch(ManifestComparison::isDigest);
  }

  private static boolean isDigest(@Nullable String text) {
    return text != null && text.matches(SM3_HEX);
  }

  // What each mode is made of, and nothing that belongs to another.
  private boolean isIdentity(Manifest.Identity identity) {
    Manifest.Authority authority = identity.authority();
    Map<String, String> salted = identity.salted() == null ? Map.of() : identity.salted();
    boolean asked = authority != null && identity.result().equals("match");
    String code = authority == null ? null : authority.phoneCode();
    boolean fits =
        switch (identity.mode()) {
          case "real-person" -> asked && code == null && identity.liveness() != null;
          case "phone" ->
              asked
                  && "confirmed".equals(code)
                  && identity.face() == null
                  && identity.liveness() == null
                  && salted.containsKey("phone");
          case "portrait" ->
              authority == null
                  && identity.result().equals("portrait-kept")
                  && identity.provider().equals("counter");
          case Manifest.OPERATOR ->
              told.isOwnClaim() && identity.result().equals("not-checked") && !identity.synthetic();
          default -> false;
        };
    boolean checked = !identity.mode().equals(Manifest.OPERATOR);
    Double face = identity.face();
    return fits
        && (authority == null || authority.proven() == (authority.certificate() != null))
        && (!checked || isText(identity.provider()))
        && (identity.liveness() == null || identity.liveness().equals("live"))
        && (face == null || (face >= -1 && face <= 1))
        && salted.containsKey("name")
        && salted.containsKey("id-number") == checked
        && VALUES.containsAll(salted.keySet());
  }

  private void artefacts() {
    for (Manifest.Entry entry : told.artefacts()) {
      Optional<ArtefactType> type = ArtefactType.of(entry.type());
      boolean named = type.isPresent() && isText(entry.mediaType());
      Set<String> media = type.map(MEDIA::get).orElse(null);
      require(
          ManifestPart.ARTEFACTS, named && (media == null || media.contains(entry.mediaType())));
    }
    Manifest.Identity identity = told.identity();
    PadCapture capture = told.capture();
    boolean camera = identity.mode().equals("real-person") || identity.mode().equals("portrait");
    count(ArtefactType.INK, 1, 1);
    count(ArtefactType.CONSENT, 1, 1);
    int presses = ConsentPlace.isOnPad(told.consent()) ? 1 : 0;
    count(ArtefactType.CONSENT_PRESS, presses, presses);
    count(ArtefactType.PAGE_VIEW_LOG, 1, 1);
    count(ArtefactType.LIVENESS_TRANSCRIPT, 0, identity.liveness() == null ? 0 : 1);
    // Where nobody compares a portrait it is the evidence, and kept in any kind of business.
    count(ArtefactType.LIVE_PORTRAIT, identity.mode().equals("portrait") ? 1 : 0, camera ? 1 : 0);
    count(ArtefactType.IDENTITY_KEPT, 0, identity.mode().equals(Manifest.OPERATOR) ? 0 : 1);
    count(ArtefactType.ID_CARD_TEXT, 0, 1);
    count(ArtefactType.ID_PORTRAIT, 0, 1);
    if (capture != null) {
      int pictures = capture.picture() == null ? 0 : 1;
      count(ArtefactType.PAD_PICTURE, pictures, pictures);
    }
  }

  private void count(ArtefactType type, int least, int most) {
    long count = told.count(type);
    require(ManifestPart.ARTEFACTS, count >= least && count <= most);
  }

  private void times() {
    require(ManifestPart.TIME, !after(told.openedAt(), told.frozenAt(), CLOCKS_DIFFER));
    boolean asked = told.identity().authority() != null;
    Duration tolerance = asked ? AUTHORITY_DIFFERS : CLOCKS_DIFFER;
    boolean kept = told.count(ArtefactType.IDENTITY_KEPT) > 0;
    // One that is kept was checked before this case began.
    inside(told.identity().at(), kept ? LONGEST_KEPT.plus(tolerance) : tolerance, tolerance);
    if (kept) {
      // The hour holds to the end of the case, not to its beginning.
      require(
          ManifestPart.TIME,
          !after(told.frozenAt(), told.identity().at(), LONGEST_KEPT.plus(tolerance)));
    }
    told.artefacts().forEach(entry -> inside(entry.at(), CLOCKS_DIFFER, CLOCKS_DIFFER));
  }

  private void inside(@Nullable String at, Duration before, Duration behind) {
    require(ManifestPart.TIME, !after(told.openedAt(), at, before));
    require(ManifestPart.TIME, !after(at, told.frozenAt(), behind));
  }

  private static boolean after(@Nullable String one, @Nullable String other, Duration by) {
    Optional<Instant> limit = instant(other).map(at -> at.plus(by));
    return limit.isEmpty() || after(one, limit.get());
  }

  private static boolean after(@Nullable String one, Instant limit) {
    return instant(one).map(at -> at.isAfter(limit)).orElse(true);
  }

  private static Optional<Instant> instant(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty(); // then it lies inside nothing
    }
  }
}
