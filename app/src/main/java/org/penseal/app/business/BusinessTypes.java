// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.penseal.app.business.BusinessException.NoSuchType;
import org.penseal.app.business.BusinessException.Unusable;
import org.penseal.app.business.BusinessType.Words;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.identity.IdentityMode;

/**
 * The kinds of business of a station: those of a file (docs/identity.md), or the one that ships.
 *
 * @param all at least one; the first is taken if nothing is said
 */
public record BusinessTypes(List<BusinessType> all) {
  private static final long LONGEST_FILE_BYTES = 1 << 20;
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_TYPES = 100;
  private static final int LONGEST_WORDS = 300;
  private static final int LONGEST_SHOWN = 60;
  private static final Pattern UNSHOWABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "modes",
          "defaultMode",
          "liveness",
          "card",
          "expiredCard",
          "retentionDays",
          "keep",
          "alternative",
          "unreadPages",
          "keepIdentity",
          "pagesOnPad",
          "keywords",
          "signers",
          "profile");

  // Not made where there is no file.
  private static final class Json {
    static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  /** Copies the list. */
  public BusinessTypes {
    all = List.copyOf(all);
  }

  /**
   * Reads a file; without it {@link BusinessType#STANDARD} is the only kind.
   *
   * @throws Unusable if something of it is missing, unknown, or breaks a rule
   */
  public static BusinessTypes read(Path file) throws Unusable {
    // What is there but cannot be looked at is no reason to fall back to other rules.
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new BusinessTypes(List.of(BusinessType.STANDARD));
    }
    JsonNode tree;
    try {
      if (Files.size(file) > LONGEST_FILE_BYTES) {
        throw new Unusable(file, Unusable.Why.UNREADABLE, "");
      }
      tree = Json.MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Unusable(file, Unusable.Why.UNREADABLE, "");
    }
    if (!tree.isArray() || tree.isEmpty() || tree.size() > MOST_TYPES) {
      throw new Unusable(file, Unusable.Why.UNREADABLE, "");
    }
    List<BusinessType> types = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode each : tree) {
      BusinessType type = new Reading(file, each).type();
      if (!ids.add(type.id())) {
        throw new Unusable(file, Unusable.Why.TWICE, type.id());
      }
      types.add(type);
    }
    return new BusinessTypes(types);
  }

  /** The one that is taken if nothing is said. */
  public BusinessType first() {
    return all.getFirst();
  }

  /** The one of this id. */
  public BusinessType byId(String id) throws NoSuchType {
    return all.stream()
        .filter(type -> type.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchType(id));
  }

  private record Reading(Path file, JsonNode tree) {
    BusinessType type() throws Unusable {
      String id = text("id", "[A-Za-z0-9-]{1,40}");
      for (String name : (Iterable<String>) tree::fieldNames) {
        if (!FIELDS.contains(name)) {
          throw wrong(name);
        }
      }
      BusinessType type =
          new BusinessType(
              id,
              words("name"),
              modes(),
              mode(text("defaultMode", ".+"), "defaultMode"),
              flag("liveness"),
              new BusinessType.CardRule(flag("card"), expiredCard()),
              days(),
              keep(),
              tree.has("alternative") ? words("alternative") : Words.NONE,
              new DeskRules(
                  unreadPages(), keepIdentity(), keywords(), pagesOnPad(), signers(), profile()));
      if (!type.modes().contains(type.defaultMode())) {
        throw wrong("defaultMode");
      }
      if (!type.offersWayWithoutFace()) {
        throw new Unusable(file, Unusable.Why.FACES_ONLY, id);
      }
      if (type.modes().contains(IdentityMode.PORTRAIT)
          && !type.keep().contains(ArtefactType.LIVE_PORTRAIT)) {
        throw new Unusable(file, Unusable.Why.PORTRAIT_NOT_KEPT, id);
      }
      return type;
    }

    private Unusable wrong(String field) {
      String where = tree.path("id").asText("") + " " + field;
      String shown = UNSHOWABLE.matcher(where).replaceAll("?");
      return new Unusable(
          file,
          Unusable.Why.FIELD,
          shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown);
    }

    private String text(String field, String pattern) throws Unusable {
      JsonNode value = tree.path(field);
      if (!value.isTextual() || !value.asText().matches(pattern)) {
        throw wrong(field);
      }
      return value.asText();
    }

    private Words words(String field) throws Unusable {
      JsonNode value = tree.path(field);
      if (!value.isObject() || value.size() != 2) {
        throw wrong(field);
      }
      return new Words(word(value.path("zh"), field), word(value.path("en"), field));
    }

    // They stand in the consent text, on one line each.
    private String word(JsonNode value, String field) throws Unusable {
      String word = value.asText();
      if (!value.isTextual()
          || word.isBlank()
          || word.length() > LONGEST_WORDS
          || UNSHOWABLE.matcher(word).find()) {
        throw wrong(field);
      }
      return word;
    }

    private ExpiredCards expiredCard() throws Unusable {
      return tree.has("expiredCard")
          ? ExpiredCards.of(text("expiredCard", ".+")).orElseThrow(() -> wrong("expiredCard"))
          : ExpiredCards.REFUSE;
    }

    private UnreadPages unreadPages() throws Unusable {
      return tree.has("unreadPages")
          ? UnreadPages.of(text("unreadPages", ".+")).orElseThrow(() -> wrong("unreadPages"))
          : UnreadPages.TELL;
    }

    private PagesOnPad pagesOnPad() throws Unusable {
      return tree.has("pagesOnPad")
          ? PagesOnPad.of(text("pagesOnPad", ".+")).orElseThrow(() -> wrong("pagesOnPad"))
          : PagesOnPad.OFFER;
    }

    private KeepIdentity keepIdentity() throws Unusable {
      return tree.has("keepIdentity")
          ? KeepIdentity.of(text("keepIdentity", ".+")).orElseThrow(() -> wrong("keepIdentity"))
          : KeepIdentity.EACH;
    }

    private Optional<SigningProfile> profile() throws Unusable {
      if (!tree.has("profile")) {
        return Optional.empty();
      }
      SigningProfile named =
          SigningProfile.of(text("profile", ".+")).orElseThrow(() -> wrong("profile"));
      return Optional.of(named);
    }

    private List<String> keywords() throws Unusable {
      List<String> words = new ArrayList<>();
      for (JsonNode each : list("keywords")) {
        words.add(word(each, "keywords"));
      }
      return words;
    }

    private List<Words> signers() throws Unusable {
      List<Words> roles = new ArrayList<>();
      for (JsonNode each : list("signers")) {
        if (!each.isObject() || each.size() != 2) {
          throw wrong("signers");
        }
        roles.add(new Words(word(each.path("zh"), "signers"), word(each.path("en"), "signers")));
      }
      return roles;
    }

    // One that may be left out.
    private JsonNode list(String field) throws Unusable {
      JsonNode value = tree.path(field);
      if (!value.isMissingNode()
          && (!value.isArray() || value.isEmpty() || value.size() > DeskRules.MOST)) {
        throw wrong(field);
      }
      return value;
    }

    private boolean flag(String field) throws Unusable {
      JsonNode value = tree.path(field);
      if (!value.isBoolean()) {
        throw wrong(field);
      }
      return value.asBoolean();
    }

    private int days() throws Unusable {
      JsonNode value = tree.path("retentionDays");
      if (!value.isInt() || value.asInt() < 1 || value.asInt() > MOST_DAYS) {
        throw wrong("retentionDays");
      }
      return value.asInt();
    }

    private IdentityMode mode(String word, String field) throws Unusable {
      try {
        return IdentityMode.of(word);
      } catch (IllegalArgumentException e) {
        throw wrong(field);
      }
    }

    private List<IdentityMode> modes() throws Unusable {
      if (!tree.path("modes").isArray()) {
        throw wrong("modes");
      }
      List<IdentityMode> modes = new ArrayList<>();
      for (JsonNode each : tree.path("modes")) {
        IdentityMode mode = mode(each.asText(""), "modes");
        if (modes.contains(mode)) {
          throw wrong("modes");
        }
        modes.add(mode);
      }
      if (modes.isEmpty()) {
        throw wrong("modes");
      }
      return modes;
    }

    private Set<ArtefactType> keep() throws Unusable {
      if (!tree.path("keep").isArray()) {
        throw wrong("keep");
      }
      Set<ArtefactType> kept = EnumSet.noneOf(ArtefactType.class);
      for (JsonNode each : tree.path("keep")) {
        kept.add(
            ArtefactType.of(each.asText(""))
                .filter(BusinessType.CHOICE::contains)
                .orElseThrow(() -> wrong("keep")));
      }
      return kept;
    }
  }
}
