// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.REMARK_LOOK;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.penseal.pdf.Placement;
import org.penseal.signature.Level;

/** Time-stamps, long-term data and what may follow them. */
final class LongTermUpdates {
  private static final Placement EXPERT = new Placement.Field("expert");
  private static final Placement SECOND = new Placement.Field("second");

  private final CaseList cases = new CaseList(false);
  private final Signers signers;
  private final LongTermFiles maker;
  private final byte[] stamped;
  private final byte[] archived;

  private LongTermUpdates(Signers signers) throws Exception {
    this.signers = signers;
    this.maker = signers.longTerm();
    this.stamped = maker.stamped(signers.plain(), EXPERT, 0);
    this.archived = maker.extended(stamped, Level.LTA);
  }

  static List<Case> of(Signers signers) throws Exception {
    LongTermUpdates made = new LongTermUpdates(signers);
    made.levels();
    made.later();
    made.events();
    return made.cases.all();
  }

  private void levels() throws Exception {
    cases.family("long-term");
    cases.add("t", "", stamped);
    cases.add("lt", "", maker.extended(stamped, Level.LT));
    cases.add("lta", "", archived);
    cases.add("renewed", "", maker.extended(archived, Level.LTA));
    cases.add("lists-added", "", maker.with(archived, maker.lists()));
    cases.add("stamp-alone", "", maker.documentStamped(stamped));
    cases.add("stamp-over-unstamped", "", maker.documentStamped(signers.approval()));
    for (int permission = 1; permission <= 3; permission++) {
      byte[] certified = maker.stamped(signers.plain(), EXPERT, permission);
      byte[] lta = maker.extended(certified, Level.LTA);
      cases.add("certified-" + permission, "", lta);
      cases.add("certified-renewed-" + permission, "", maker.extended(lta, Level.LTA));
    }
    byte[] streams =
        maker.stamped(
            java.nio.file.Files.readAllBytes(
                Contract.write(signers.folder.resolve("streams.pdf"), "", true)),
            EXPERT,
            0);
    cases.add("stream-file", "", maker.extended(streams, Level.LTA));
  }

  private static PdfUpdate remark(PdfUpdate update) {
    return update.change(REMARK, "\\(ok\\)", "(yes)").put(REMARK_LOOK, Contract.look("yes"));
  }

  private void later() throws Exception {
    cases.update("filled", "", archived, LongTermUpdates::remark);
    cases.add(
        "filled-then-stamped", "", maker.documentStamped(remark(new PdfUpdate(archived)).bytes()));
    byte[] filled = remark(new PdfUpdate(stamped)).bytes();
    cases.add("filled-then-lta", "", maker.extended(filled, Level.LTA));
    byte[] twice = maker.stamped(archived, SECOND, 0);
    cases.add("second-signer", "", twice);
    cases.add("second-signer-then-lta", "", maker.extended(twice, Level.LTA));
    cases.add("second-without-time", "", signers.sign(archived, "rsa", SECOND, 0));
    PdfUpdate seen = new PdfUpdate(archived);
    int store = seen.number("/Type\\s*/DSS");
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-1").digest(Message.last(stamped).der()))
            .toUpperCase(Locale.ROOT);
    String own = seen.body(store).replaceAll("(?s).*/Certs\\s+(\\d+ 0 R|\\[.*?\\]).*", "$1");
    cases.update(
        "vri",
        "",
        archived,
        u -> u.with(store, "/VRI<</" + hash + "<</Cert " + own + "/TU(D:20261120)>>>>"));
    cases.update("store-again", "", archived, u -> u.again(store));
    cases.update(
        "store-direct",
        "",
        archived,
        u -> u.change(u.catalog(), "/DSS\\s+\\d+ 0 R", "/DSS" + u.body(store)));
  }

  private void events() throws Exception {
    cases.family("event");
    byte[] event = signers.event(signers.plain(), EXPERT);
    cases.add("field", "", event);
    byte[] anywhere = signers.event(signers.plain(), new Placement.At(1, 300, 600, 120, 50));
    cases.add("anywhere", "", anywhere);
    cases.add("second", "", signers.event(event, SECOND));
    cases.add("stamped", "", maker.documentStamped(event));
    cases.update("filled", "", event, LongTermUpdates::remark);
  }
}
