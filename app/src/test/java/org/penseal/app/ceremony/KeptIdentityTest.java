// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.DeskRules;
import org.penseal.app.business.KeepIdentity;
import org.penseal.app.business.PagesOnPad;
import org.penseal.app.business.UnreadPages;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Challenges;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.identify.Identified;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Signer;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.identity.IdentityMode;

class KeptIdentityTest {
  private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");

  private static final KeptIdentity.Claim NOBODY =
      new KeptIdentity.Claim(IdentityMode.REAL_PERSON, Optional.empty(), Optional.empty());

  private static BusinessType kind(KeepIdentity keep) {
    BusinessType plain = BusinessType.STANDARD;
    return new BusinessType(
        "loan",
        plain.name(),
        plain.modes(),
        plain.defaultMode(),
        false,
        plain.cards(),
        30,
        plain.keep(),
        plain.alternative(),
        new DeskRules(
            UnreadPages.TELL, keep, List.of(), PagesOnPad.OFFER, List.of(), Optional.empty()));
  }

  private static KeptIdentity kept() {
    Manifest.Identity identity =
        new Manifest.Identity(
            "real-person", "authority", AT.toString(), "match", 0.9, "live", false, Map.of(), null);
    Signer signer =
        new Signer(
            "李娜",
            identity,
            Optional.of("11010519491231002X"),
            Optional.empty(),
            new IdentityOrigins(
                Origin.DEVICE,
                Optional.of(Origin.DEVICE),
                Optional.of(Origin.SERVICE),
                Optional.of(new Challenges(List.of("nod"), true, "00".repeat(16), null)),
                Optional.of("cd".repeat(32))));
    Identified.Piece portrait =
        new Identified.Piece(ArtefactType.LIVE_PORTRAIT, "image/jpeg", new byte[] {1});
    return new KeptIdentity(
        "case-1",
        "b1",
        "ab".repeat(32),
        AT,
        kind(KeepIdentity.BUSINESS).sm3(),
        new Identified(signer, List.of(portrait), List.of()));
  }

  @BeforeAll
  static void provider() {
    CryptoProvider.register();
  }

  @Test
  void servesForTheSameBusinessOfAKindThatLetsItAndNotForLong() {
    BusinessType kind = kind(KeepIdentity.BUSINESS);
    Instant soon = AT.plusSeconds(60);
    assertTrue(kept().serves(kind, "b1", NOBODY, soon));
    assertFalse(kept().serves(kind(KeepIdentity.EACH), "b1", NOBODY, soon));
    assertFalse(kept().serves(kind, "b2", NOBODY, soon));
    assertFalse(kept().serves(kind, "b1", NOBODY, AT.plusSeconds(3600)));
    assertFalse(kept().serves(kind, "b1", NOBODY, AT.minusSeconds(1)), "a clock that was put back");
    assertTrue(kept().lasts(AT.plusSeconds(3599)));
    assertFalse(kept().lasts(AT.plusSeconds(3600)));
  }

  @Test
  void servesForNobodyElseInNoOtherModeAndUnderNoOtherRules() {
    BusinessType kind = kind(KeepIdentity.BUSINESS);
    Instant soon = AT.plusSeconds(60);
    assertTrue(kept().serves(kind, "b1", claim("李娜", "11010519491231002x"), soon));
    assertFalse(kept().serves(kind, "b1", claim("张伟", "11010519491231002X"), soon));
    assertFalse(kept().serves(kind, "b1", claim("李娜", "110101199003070011"), soon));
    KeptIdentity.Claim phone =
        new KeptIdentity.Claim(IdentityMode.PHONE, Optional.empty(), Optional.empty());
    assertFalse(kept().serves(kind, "b1", phone, soon));
    BusinessType edited =
        new BusinessType(
            kind.id(),
            kind.name(),
            kind.modes(),
            kind.defaultMode(),
            false,
            kind.cards(),
            31,
            kind.keep(),
            kind.alternative(),
            kind.desk());
    assertFalse(kept().serves(edited, "b1", NOBODY, soon));
  }

  private static KeptIdentity.Claim claim(String name, String number) {
    return new KeptIdentity.Claim(IdentityMode.REAL_PERSON, Optional.of(name), Optional.of(number));
  }

  @Test
  void laterCaseHoldsWhatWasTakenAndSaysWhereItIsFrom() {
    Identified later = kept().forLater();
    assertEquals(
        List.of(ArtefactType.LIVE_PORTRAIT, ArtefactType.IDENTITY_KEPT),
        later.evidence().stream().map(Identified.Piece::type).toList());
    assertEquals(
        "penseal-identity-kept/1\ncase case-1\nbusiness b1\ndocument "
            + "ab".repeat(32)
            + "\nchecked 2026-11-24T08:00:00Z\n",
        new String(later.evidence().getLast().content(), StandardCharsets.UTF_8));
    IdentityOrigins origins = later.signer().origins();
    assertEquals("ab".repeat(32), origins.challenges().orElseThrow().keptFrom());
    assertEquals(Optional.empty(), origins.portraitSm3(), "the portrait is the first case's");
    assertEquals("李娜", later.signer().name());
    assertFalse(kept().toString().contains("李娜"));
  }
}
