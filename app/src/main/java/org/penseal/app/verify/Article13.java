// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.util.Collections;
import java.util.List;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Report;
import org.penseal.trust.EventProfile;

/**
 * Article 13 of the Electronic Signature Law (电子签名法第十三条), clause by clause, with what was
 * recomputed for it.
 */
public final class Article13 {
  private Article13() {}

  /** What a clause comes to. */
  public enum Answer {
    /** Recomputed and found to hold. */
    YES,
    /** Recomputed and found not to hold. */
    NO,
    /** Cannot be told from what is there. */
    UNKNOWN
  }

  /**
   * One clause.
   *
   * @param number 1 to 4
   * @param answer what it comes to
   * @param facts keys of the facts that decide it, each with the answer recomputed for it
   */
  public record Clause(int number, Answer answer, List<Fact> facts) {}

  /**
   * One recomputed fact.
   *
   * @param key the text is {@code article13.fact.KEY}
   * @param answer whether it holds
   */
  public record Fact(String key, Answer answer) {}

  /** The checklist for one signature. */
  public static List<Clause> of(VerifiedFile.Entry entry) {
    Report.Signed signed = entry.signed();
    EvidenceReport evidence = entry.evidence();
    Fact chain = new Fact("chain", chain(signed.chain()));
    Fact act = new Fact("act", act(signed));
    Fact time = new Fact("time", yesIf(signed.time().ok()));
    boolean vouched = entry.vouched();
    Fact statement = new Fact("statement", of(evidence.statement(), vouched));
    Fact manifest = new Fact("manifest", of(evidence.manifest(), vouched));
    Fact device = device(evidence.device(), vouched);
    Fact ink = new Fact("ink", of(evidence.ink(), vouched));
    Fact intact = new Fact("intact", integrity(signed.integrity()));
    Fact document = new Fact("document", of(evidence.document(), vouched));
    Fact changes = new Fact("changes", changes(entry));
    // What an update changed in one role of an object may be seen in another, and what it added may
    // cover what was there.
    Fact visible = new Fact("visible", yesIf(changes.answer() == Answer.YES));
    return List.of(
        clause(1, intact, chain, act, time, statement),
        clause(2, intact, device, statement, manifest),
        clause(3, intact, ink.answer() == Answer.UNKNOWN ? manifest : ink, visible),
        clause(4, intact, document, changes));
  }

  // A doubt, or a page that looks different for no known reason, may be a change that is not
  // permitted.
  private static Answer changes(VerifiedFile.Entry entry) {
    Changes changes = entry.signed().changes();
    if (!changes.allowed()) {
      return Answer.NO;
    }
    VisualCheck.Seen seen = entry.seen();
    return yesIf(changes.doubts().isEmpty() && (seen == null || !seen.unexplained()));
  }

  // A simulator is certified by a maker of simulators: the fact says so by its own name.
  private static Fact device(EvidenceReport.DeviceState device, boolean vouched) {
    return switch (device) {
      case ATTESTED -> new Fact("device", yesIf(vouched));
      case SIMULATED -> new Fact("simulator", yesIf(vouched));
      case HOST -> new Fact("host", Answer.UNKNOWN);
      case UNKNOWN -> new Fact("device", Answer.UNKNOWN);
    };
  }

  private static Clause clause(int number, Fact... facts) {
    List<Fact> all = List.of(facts);
    Answer answer = Answer.YES;
    for (Fact fact : all) {
      if (fact.answer() == Answer.NO) {
        answer = Answer.NO;
      } else if (fact.answer() == Answer.UNKNOWN && answer == Answer.YES) {
        answer = Answer.UNKNOWN;
      }
    }
    return new Clause(number, answer, all);
  }

  // Only a certificate that binds its act was issued for one.
  private static Answer act(Report.Signed signed) {
    return yesIf(
        signed.binding() != null
            && signed.chain() == Report.Chain.TRUSTED
            && Collections.disjoint(signed.reasons(), EventProfile.CODES));
  }

  private static Answer integrity(Report.Integrity integrity) {
    return switch (integrity) {
      case INTACT -> Answer.YES;
      case BROKEN -> Answer.NO;
      case UNKNOWN -> Answer.UNKNOWN;
    };
  }

  private static Answer chain(Report.Chain chain) {
    return switch (chain) {
      case TRUSTED -> Answer.YES;
      case REVOKED -> Answer.NO;
      case UNTRUSTED, EXPIRED, INCOMPLETE -> Answer.UNKNOWN;
    };
  }

  private static Answer of(EvidenceReport.State state, boolean vouched) {
    return switch (state) {
      case MATCHES -> yesIf(vouched);
      case DIFFERS -> Answer.NO;
      case STATED, MISSING, SEALED, NOT_OPENED, UNKNOWN -> Answer.UNKNOWN;
    };
  }

  private static Answer yesIf(boolean holds) {
    return holds ? Answer.YES : Answer.UNKNOWN;
  }
}
