// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.text.Texts;
import org.penseal.identity.IdentityMode;
import org.penseal.signature.Level;

/**
 * One kind of business and its rules.
 *
 * @param id letters, digits and hyphens
 * @param name for the user
 * @param modes the ways of identification that are allowed
 * @param defaultMode the one that is taken if nothing is said; one of them
 * @param liveness whether a face must be shown to be alive also where only a portrait is taken
 * @param cards what is asked of an ID card
 * @param retentionDays how long what is collected is kept after the signature, at least 1
 * @param keep what is kept of card and face; everything else of a case always is
 * @param alternative what a person does who wants no face taken; needed if every mode takes one
 * @param desk what is said of the work at the desk
 */
public record BusinessType(
    String id,
    Words name,
    List<IdentityMode> modes,
    IdentityMode defaultMode,
    boolean liveness,
    CardRule cards,
    int retentionDays,
    Set<ArtefactType> keep,
    Words alternative,
    DeskRules desk) {
  /** What a policy may leave out; the portrait of mode portrait is its evidence and stays. */
  public static final Set<ArtefactType> CHOICE =
      Set.of(
          ArtefactType.ID_CARD_TEXT,
          ArtefactType.ID_PORTRAIT,
          ArtefactType.LIVE_PORTRAIT,
          ArtefactType.LIVENESS_TRANSCRIPT);

  /** Every mode, no card needed, everything kept for ten years. */
  public static final BusinessType STANDARD =
      new BusinessType(
          "standard",
          new Words("通用", "General"),
          List.of(IdentityMode.values()),
          IdentityMode.REAL_PERSON,
          false,
          new CardRule(false, ExpiredCards.REFUSE),
          3650,
          CHOICE,
          Words.NONE,
          DeskRules.STANDARD);

  /**
   * A text in both languages.
   *
   * @param zh in Chinese
   * @param en in English
   */
  public record Words(String zh, String en) {
    /** Nothing. */
    public static final Words NONE = new Words("", "");

    /** In a language. */
    public String in(String language) {
      return language.startsWith("zh") ? zh : en;
    }

    boolean isEmpty() {
      return zh.isBlank() || en.isBlank();
    }
  }

  /**
   * What is asked of an ID card.
   *
   * @param needed whether one must be read
   * @param expired what becomes of one that is not valid today
   */
  public record CardRule(boolean needed, ExpiredCards expired) {}

  /** What the window does about pages that were not shown. */
  public UnreadPages unreadPages() {
    return desk.unread();
  }

  /** The form of its signatures; empty for that of the workplace. */
  public Optional<SigningProfile> profile() {
    return desk.profile();
  }

  /** Whether an ID card must be read. */
  public boolean card() {
    return cards.needed();
  }

  /** What becomes of a card that is not valid today. */
  public ExpiredCards expiredCard() {
    return cards.expired();
  }

  /** Copies the lists. */
  public BusinessType {
    modes = List.copyOf(modes);
    keep = Set.copyOf(keep);
  }

  /** Whether there is an alternative to face capture: a mode, or what the policy names. */
  public boolean offersWayWithoutFace() {
    return modes.contains(IdentityMode.PHONE) || !alternative.isEmpty();
  }

  /** The alternative to face capture, in words. */
  public String withoutFace(Texts texts) {
    return modes.contains(IdentityMode.PHONE)
        ? texts.get("consent.phone")
        : alternative.in(texts.locale().getLanguage());
  }

  /** Which ways are left where no face can be checked, in a sentence. */
  public String withoutVision(Texts texts) {
    return texts.get(
        "vision.still-allowed",
        name.in(texts.locale().getLanguage()),
        modes.contains(IdentityMode.PHONE) ? texts.get("vision.by-phone") : withoutFace(texts));
  }

  /** Whether an artefact is kept at all. */
  public boolean keeps(ArtefactType type) {
    return !CHOICE.contains(type) || keep.contains(type);
  }

  /**
   * Refuses a way of identification that is not allowed.
   *
   * @param hasCard whether a card can be read
   */
  public void require(IdentityMode mode, boolean hasCard) throws BusinessException {
    if (!modes.contains(mode)) {
      throw new BusinessException.ModeNotAllowed(id, mode.word());
    }
    if (card() && !hasCard) {
      throw new BusinessException.CardRequired(id);
    }
  }

  /**
   * Refuses a signer whose identity only an operator confirms, if the rules require more than the
   * least: a portrait that is not compared.
   */
  public void requireUnchecked() throws BusinessException {
    if (!modes.contains(IdentityMode.PORTRAIT) || liveness) {
      throw new BusinessException.ModeNotAllowed(id, "no-identity");
    }
    if (card()) {
      throw new BusinessException.CardRequired(id);
    }
  }

  /**
   * What becomes of a card that is not valid today, when an operator may have asked for something.
   *
   * @param wished null for what the rules say
   * @throws BusinessException.ExpiredCardNotAllowed when it is less strict than the rules
   */
  public ExpiredCards expiredCard(@Nullable ExpiredCards wished) throws BusinessException {
    if (wished == ExpiredCards.FLAG && expiredCard() == ExpiredCards.REFUSE) {
      throw new BusinessException.ExpiredCardNotAllowed(id);
    }
    return wished == null ? expiredCard() : wished;
  }

  /**
   * Refuses a form of signature that an operator asks for, if the rules name another and it is not
   * a higher level of theirs.
   *
   * @param word as it was asked for
   * @param gm whether the message is one of GB/T 35275
   */
  public void requireProfile(String word, Level level, boolean gm)
      throws BusinessException.ProfileNotAllowed {
    Optional<SigningProfile> ruled = profile();
    if (ruled.isPresent() && !ruled.get().allows(level, gm)) {
      throw new BusinessException.ProfileNotAllowed(id, word, ruled.get());
    }
  }

  /** SM3 over all of the rules, lower-case hex: it stands in the manifest. */
  public String sm3() {
    Set<ArtefactType> kept = EnumSet.noneOf(ArtefactType.class);
    kept.addAll(keep);
    String all =
        String.join(
            "\n",
            "penseal-business-type/1",
            id,
            name.zh(),
            name.en(),
            modes.stream().map(IdentityMode::word).collect(Collectors.joining(",")),
            defaultMode.word(),
            Boolean.toString(liveness),
            Boolean.toString(card()),
            Integer.toString(retentionDays),
            kept.stream().map(ArtefactType::label).collect(Collectors.joining(",")),
            alternative.zh(),
            alternative.en());
    if (expiredCard() != ExpiredCards.REFUSE) {
      // Only then, so that rules which never named it keep their digest.
      all += "\nexpiredCard " + expiredCard();
    }
    return Sm3.hex((all + desk.forDigest()).getBytes(StandardCharsets.UTF_8));
  }
}
