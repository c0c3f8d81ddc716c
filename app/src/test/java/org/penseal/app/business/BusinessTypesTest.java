// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.workplace.Station;
import org.penseal.identity.IdentityMode;
import org.penseal.signature.Level;

class BusinessTypesTest {
  private static final String GOOD =
      """
      {"id": "loan", "name": {"zh": "贷款", "en": "Loan"}, "modes": ["real-person", "phone"],
       "defaultMode": "phone", "liveness": true, "card": true, "retentionDays": 1825,
       "keep": ["id-card-text"]}\
      """;
  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  private BusinessTypes read(String json) throws Exception {
    return BusinessTypes.read(Files.writeString(folder.resolve("types.json"), json));
  }

  @Test
  void withoutAFileThereIsOneThatAllowsEveryMode() throws Exception {
    BusinessTypes types = BusinessTypes.read(folder.resolve("none.json"));
    assertEquals(List.of(BusinessType.STANDARD), types.all());
    assertTrue(types.first().offersWayWithoutFace());
    types.first().require(IdentityMode.PORTRAIT, false);
  }

  @Test
  void rulesAreThoseOfTheFile() throws Exception {
    BusinessType loan = read("[" + GOOD + "]").byId("loan");
    assertEquals(IdentityMode.PHONE, loan.defaultMode());
    assertEquals(1825, loan.retentionDays());
    assertTrue(loan.keeps(ArtefactType.ID_CARD_TEXT));
    assertFalse(loan.keeps(ArtefactType.LIVE_PORTRAIT));
    assertTrue(loan.keeps(ArtefactType.INK));
    assertThrows(
        BusinessException.ModeNotAllowed.class, () -> loan.require(IdentityMode.PORTRAIT, true));
    assertThrows(
        BusinessException.CardRequired.class, () -> loan.require(IdentityMode.PHONE, false));
    loan.require(IdentityMode.PHONE, true);
    assertThrows(BusinessException.NoSuchType.class, () -> read("[" + GOOD + "]").byId("x"));
  }

  @Test
  void rulesOfTheDeskAreReadAndChangeTheDigestOnlyWhereTheyAreNamed() throws Exception {
    BusinessType loan = read("[" + GOOD + "]").first();
    assertEquals(DeskRules.STANDARD, loan.desk());
    String rules =
        "\"keepIdentity\": \"business\", \"keywords\": [\"签名：\", \"Sign here\"], \"signers\":"
            + " [{\"zh\": \"甲方\", \"en\": \"First\"}, {\"zh\": \"乙方\", \"en\": \"Second\"}],";
    BusinessType desk = read("[" + GOOD.replace("\"card\"", rules + " \"card\"") + "]").first();
    assertEquals(KeepIdentity.BUSINESS, desk.desk().identity());
    assertEquals(List.of("签名：", "Sign here"), desk.desk().keywords());
    assertEquals("乙方", desk.desk().signers().get(1).zh());
    assertNotEquals(loan.sm3(), desk.sm3());
    for (String wrong :
        List.of(
            "\"keepIdentity\": \"always\",",
            "\"keywords\": [],",
            "\"keywords\": [\"\"],",
            "\"keywords\": \"word\",",
            "\"signers\": [{\"zh\": \"甲方\"}],",
            "\"signers\": [\"甲方\"],")) {
      assertThrows(
          BusinessException.Unusable.class,
          () -> read("[" + GOOD.replace("\"card\"", wrong + " \"card\"") + "]"),
          wrong);
    }
  }

  @Test
  void unreadPagesAreToldUnlessTheFileSaysMoreAndThenTheDigestDiffers() throws Exception {
    BusinessType loan = read("[" + GOOD + "]").first();
    assertEquals(UnreadPages.TELL, loan.unreadPages());
    String strict = GOOD.replace("\"card\"", "\"unreadPages\": \"refuse\", \"card\"");
    BusinessType refused = read("[" + strict + "]").first();
    assertEquals(UnreadPages.REFUSE, refused.unreadPages());
    assertNotEquals(loan.sm3(), refused.sm3());
    String wrong = strict.replace("refuse", "perhaps");
    assertThrows(BusinessException.Unusable.class, () -> read("[" + wrong + "]"));
  }

  @Test
  void pagesAreOfferedOnThePadUnlessTheFileLeavesThemOutAndThenTheDigestDiffers() throws Exception {
    BusinessType loan = read("[" + GOOD + "]").first();
    assertEquals(PagesOnPad.OFFER, loan.desk().pages());
    String without = GOOD.replace("\"card\"", "\"pagesOnPad\": \"skip\", \"card\"");
    BusinessType skipped = read("[" + without + "]").first();
    assertEquals(PagesOnPad.SKIP, skipped.desk().pages());
    assertNotEquals(loan.sm3(), skipped.sm3());
    String named = without.replace("skip", "offer");
    assertEquals(loan.sm3(), read("[" + named + "]").first().sm3(), "as if it were not named");
    String wrong = without.replace("skip", "perhaps");
    assertThrows(BusinessException.Unusable.class, () -> read("[" + wrong + "]"));
  }

  @Test
  void profileIsThatOfTheWorkplaceUnlessTheFileNamesOneAndThenTheDigestDiffers() throws Exception {
    BusinessType loan = read("[" + GOOD + "]").first();
    assertEquals(Optional.empty(), loan.profile());
    String lasting = GOOD.replace("\"card\"", "\"profile\": \"pades-lta\", \"card\"");
    BusinessType named = read("[" + lasting + "]").first();
    assertEquals(Optional.of(SigningProfile.PADES_LTA), named.profile());
    assertNotEquals(loan.sm3(), named.sm3());
    BusinessType less = read("[" + lasting.replace("lta", "lt") + "]").first();
    assertNotEquals(named.sm3(), less.sm3());
    // A one-time key needs a timestamp.
    for (String wrong : List.of("pades-b", "PADES_T", "cades-t", "")) {
      String file = "[" + lasting.replace("pades-lta", wrong) + "]";
      assertThrows(BusinessException.Unusable.class, () -> read(file), wrong);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pades-t,   T,   false, true",
    "pades-t,   LTA, false, true",
    "pades-lt,  T,   false, false",
    "pades-lt,  LT,  false, true",
    "pades-lt,  LTA, false, true",
    "pades-lta, LT,  false, false",
    "pades-t,   B,   false, false",
    "pades-t,   T,   true,  false",
    "gm-cms,    T,   true,  true",
    "gm-cms,    LTA, false, false"
  })
  void operatorMayAskForAHigherLevelAndForNothingElse(
      String ruled, Level asked, boolean gm, boolean allowed) throws Exception {
    String file = GOOD.replace("\"card\"", "\"profile\": \"" + ruled + "\", \"card\"");
    BusinessType type = read("[" + file + "]").first();
    if (allowed) {
      type.requireProfile("asked", asked, gm);
    } else {
      var refused =
          assertThrows(
              BusinessException.ProfileNotAllowed.class,
              () -> type.requireProfile("asked", asked, gm));
      assertEquals(ruled, refused.ruled.word());
    }
    BusinessType.STANDARD.requireProfile("asked", asked, gm);
  }

  @Test
  void whomNobodyChecksIsTakenOnlyWhereNoMoreThanAPortraitIsAskedFor() throws Exception {
    BusinessType.STANDARD.requireUnchecked();
    String open = "[\"real-person\", \"phone\", \"portrait\"]";
    String least =
        GOOD.replace("[\"real-person\", \"phone\"]", open)
            .replace("[\"id-card-text\"]", "[\"id-card-text\", \"live-portrait\"]")
            .replace("\"liveness\": true", "\"liveness\": false")
            .replace("\"card\": true", "\"card\": false");
    read("[" + least + "]").first().requireUnchecked();
    for (String[] change :
        new String[][] {
          {open, "[\"real-person\", \"phone\"]"},
          {"\"liveness\": false", "\"liveness\": true"},
          {"\"card\": false", "\"card\": true"}
        }) {
      BusinessType stricter = read("[" + least.replace(change[0], change[1]) + "]").first();
      assertThrows(BusinessException.class, stricter::requireUnchecked, change[1]);
    }
  }

  @Test
  void digestIsOfEveryRule() throws Exception {
    String sm3 = read("[" + GOOD + "]").first().sm3();
    assertEquals(sm3, read("[" + GOOD.replace("\n", " ") + "]").first().sm3());
    for (String[] change :
        new String[][] {
          {"1825", "1826"},
          {"\"liveness\": true", "\"liveness\": false"},
          {"\"card\": true", "\"card\": false"},
          {"\"card\": true", "\"card\": true, \"expiredCard\": \"flag\""},
          {"[\"id-card-text\"]", "[]"},
          {"[\"real-person\", \"phone\"]", "[\"phone\"]"},
          {"Loan", "Loans"}
        }) {
      assertNotEquals(sm3, read("[" + GOOD.replace(change[0], change[1]) + "]").first().sm3());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1825 | 0 | business-field | loan retentionDays",
        "1825 | 1.5 | business-field | loan retentionDays",
        "\"defaultMode\": \"phone\" | \"defaultMode\": \"portrait\" | business-field | loan"
            + " defaultMode",
        "\"card\": true | \"card\": 1 | business-field | loan card",
        "\"card\": true | \"crad\": true | business-field | loan crad",
        "\"card\": true | \"card\": true, \"expiredCard\": \"take\" | business-field | loan"
            + " expiredCard",
        "id-card-text | ink | business-field | loan keep",
        "\"real-person\", | \"by-guess\", | business-field | loan modes",
        "\"loan\" | \"a b\" | business-field | a b id",
        "\"en\": \"Loan\" | \"en\": 5 | business-field | loan name",
        "\"en\": \"Loan\" | \"en\": \"Loan\", \"fr\": \"Prêt\" | business-field | loan name",
        "\"en\": \"Loan\" | \"en\": \"Lo\\u202ean\" | business-field | loan name",
        "\"en\": \"Loan\" | \"en\": \"Loan\\nx\" | business-field | loan name",
        "[\"real-person\", \"phone\"] | {\"a\": \"phone\"} | business-field | loan modes",
        "[\"real-person\", \"phone\"] | \"phone\" | business-field | loan modes",
        "1825 | 36501 | business-field | loan retentionDays",
        "1825 | 99999999999 | business-field | loan retentionDays",
        "\"loan\" | \"\\u001b[2J\" | business-field | ?[2J id",
        "\"phone\"], | \"portrait\", \"phone\"], | business-portrait-not-kept | loan",
      })
  void whatBreaksARuleIsRefused(String from, String to, String reason, String where) {
    BusinessException.Unusable unusable =
        assertThrows(
            BusinessException.Unusable.class, () -> read("[" + GOOD.replace(from, to) + "]"));
    assertEquals(reason, unusable.why.code());
    assertEquals(where, unusable.where);
  }

  @Test
  void expiredCardsAreTakenOnlyWhereTheRulesSaySo() throws Exception {
    BusinessType strict = read("[" + GOOD + "]").first();
    assertEquals(ExpiredCards.REFUSE, strict.expiredCard());
    assertEquals(ExpiredCards.REFUSE, strict.expiredCard(null));
    assertThrows(
        BusinessException.ExpiredCardNotAllowed.class, () -> strict.expiredCard(ExpiredCards.FLAG));
    String flag = GOOD.replace("\"card\"", "\"expiredCard\": \"flag\", \"card\"");
    BusinessType mild = read("[" + flag + "]").first();
    assertEquals(ExpiredCards.FLAG, mild.expiredCard(null));
    assertEquals(ExpiredCards.REFUSE, mild.expiredCard(ExpiredCards.REFUSE), "stricter is allowed");
  }

  @Test
  void whoWantsNoFaceTakenAlwaysHasAWay() throws Exception {
    String faces =
        GOOD.replace("[\"real-person\", \"phone\"]", "[\"real-person\"]")
            .replace("\"defaultMode\": \"phone\"", "\"defaultMode\": \"real-person\"");
    BusinessException.Unusable unusable =
        assertThrows(BusinessException.Unusable.class, () -> read("[" + faces + "]"));
    assertEquals("business-faces-only", unusable.why.code());
    String named =
        faces.replace(
            "\"card\"", "\"alternative\": {\"zh\": \"柜台纸质办理\", \"en\": \"on paper\"}, \"card\"");
    assertEquals("on paper", read("[" + named + "]").first().alternative().en());
  }

  @Test
  void aFileWithoutEndOrBottomIsRefused() {
    String many =
        java.util.stream.IntStream.range(0, 101)
            .mapToObj(i -> GOOD.replace("\"loan\"", "\"loan-" + i + "\""))
            .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    for (String json :
        List.of(
            "[".repeat(100_000),
            "[" + " ".repeat(1 << 20) + GOOD + "]",
            many,
            "[" + GOOD.replace("Loan", "L".repeat(301)) + "]")) {
      assertThrows(BusinessException.Unusable.class, () -> read(json));
    }
  }

  @Test
  void aLinkToNowhereIsNoMissingFile() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("gone.json"));
    assertThrows(BusinessException.Unusable.class, () -> BusinessTypes.read(link));
  }

  @Test
  void whatIsNoListOfThemIsRefused() {
    for (String json : List.of("", "{}", "[]", "[1]", "[" + GOOD + "," + GOOD + "]", "[] []")) {
      assertThrows(BusinessException.Unusable.class, () -> read(json), json);
    }
  }
}
