// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;

/** Who signed, and how the person was checked. */
record PersonPart(Wording words, VerifiedFile.Entry entry, @Nullable Manifest manifest) {

  private static final List<ArtefactType> TAKEN =
      List.of(
          ArtefactType.ID_CARD_TEXT,
          ArtefactType.ID_PORTRAIT,
          ArtefactType.LIVE_PORTRAIT,
          ArtefactType.LIVENESS_TRANSCRIPT,
          ArtefactType.IDENTITY_KEPT);

  List<Block.Fact> facts() {
    List<Block.Fact> facts = new ArrayList<>();
    Report.Signed signed = entry.signed();
    X509Certificate certificate = signed.certificate();
    facts.add(Block.Fact.of(words.say("judge.signer"), signed.signer()));
    if (!entry.addedByCa().isEmpty()) {
      String added = String.join(", ", entry.addedByCa());
      facts.add(Block.Fact.of(words.say("judge.addedbyca"), added));
    }
    if (certificate != null) {
      facts.add(
          Block.Fact.of(
              words.say("judge.issuer"), DetailPart.name(certificate.getIssuerX500Principal())));
      facts.add(
          Block.Fact.of(
              words.say("judge.valid"),
              words.say(
                  "judge.valid.value",
                  words.time(certificate.getNotBefore().toInstant()),
                  words.time(certificate.getNotAfter().toInstant()))));
    }
    String chain = words.say("report.chain." + JsonReport.word(signed.chain()));
    facts.add(new Block.Fact(words.say("judge.trust"), chain, tone(signed.chain()), ""));
    facts.add(
        Block.Fact.of(
            words.say("report.revocation"),
            words.say("report.revocation." + JsonReport.word(signed.revocation()))));
    if (manifest == null) {
      facts.add(
          new Block.Fact(
              words.say("judge.mode"),
              words.say("judge.mode.unknown"),
              Tone.PLAIN,
              words.say("judge.noidentity")));
    } else {
      identity(facts, manifest.identity());
    }
    return facts;
  }

  static Tone tone(Report.Chain chain) {
    return switch (chain) {
      case TRUSTED -> Tone.YES;
      case REVOKED -> Tone.NO;
      case UNTRUSTED, EXPIRED, INCOMPLETE -> Tone.OPEN;
    };
  }

  private void identity(List<Block.Fact> facts, Manifest.Identity identity) {
    EvidenceReport evidence = entry.evidence();
    String claim = new EvidencePart(words, entry).claim();
    Tone told = claim.isEmpty() ? Tone.PLAIN : Tone.OPEN;
    String mode = "judge.mode." + identity.mode();
    String how = words.texts().has(mode) ? words.say(mode) : identity.mode();
    facts.add(
        new Block.Fact(
            words.say("judge.mode"),
            how,
            told,
            identity.synthetic() ? words.say("judge.synthetic") : claim));
    taken(facts);
    String result = "judge.result." + identity.result();
    String word = words.texts().has(result) ? words.say(result) : identity.result();
    if (!identity.provider().isEmpty()) {
      word = words.say("judge.result.value", word, identity.provider(), time(identity.at()));
    }
    // Only what the event certificate binds, and a registered authority signed, is an answer; all
    // else is what somebody wrote.
    boolean proven =
        identity.result().equals("match")
            && evidence.manifest() == EvidenceReport.State.MATCHES
            && evidence.authority() == EvidenceReport.Answered.REGISTERED
            && entry.vouched();
    Tone tone = proven ? Tone.YES : Tone.OPEN;
    facts.add(
        new Block.Fact(
            words.say("judge.result"), word, tone, claim.isEmpty() ? asked(identity) : claim));
    if (identity.face() != null) {
      String face = "%.3f".formatted(identity.face());
      facts.add(new Block.Fact(words.say("judge.face"), face, told, ""));
    }
    if (identity.liveness() != null) {
      String live = "judge.live." + identity.liveness();
      String verdict = words.texts().has(live) ? words.say(live) : identity.liveness();
      facts.add(new Block.Fact(words.say("judge.liveness"), verdict, told, ""));
    }
  }

  // Who was asked, where, and whether the answer was signed by a key that is registered.
  private String asked(Manifest.Identity identity) {
    Manifest.Authority authority = identity.authority();
    if (authority == null) {
      return identity.result().equals("match") ? words.say("judge.authority.none") : "";
    }
    String said =
        words.say(
            "judge.authority." + entry.evidence().authority().word(),
            authority.endpoint(),
            authority.reference());
    return authority.demo() ? said + " " + words.say("judge.authority.demo") : said;
  }

  // From what was kept of the act, not from what its kind is called.
  private void taken(List<Block.Fact> facts) {
    if (manifest == null) {
      return;
    }
    List<String> kept =
        TAKEN.stream()
            .filter(type -> manifest.count(type) > 0)
            .map(type -> words.say("judge.taken." + type.label()))
            .toList();
    facts.add(
        Block.Fact.of(
            words.say("judge.taken"),
            kept.isEmpty()
                ? words.say("judge.taken.nothing")
                : String.join(words.say("judge.list"), kept)));
  }

  private String time(String at) {
    try {
      return words.time(Instant.parse(at));
    } catch (DateTimeParseException e) {
      return at;
    }
  }
}
