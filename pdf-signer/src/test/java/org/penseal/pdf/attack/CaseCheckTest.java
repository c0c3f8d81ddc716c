// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attack passes for the reason that is given for it, or not at all. */
class CaseCheckTest {
  private static final String CODE = "page-content-changed";
  private static final UnaryOperator<PdfUpdate> ATTACK =
      update -> update.put(Contract.CONTENT, update.body(Contract.SHADOW));

  @TempDir static Path folder;
  private static Signers signers;
  private static byte[] signed;

  @BeforeAll
  static void open() throws Exception {
    signers = new Signers(folder);
    signed = signers.approval();
  }

  @AfterAll
  static void close() {
    signers.close();
  }

  private List<String> faults(CaseList cases) throws Exception {
    return new CaseCheck(signers).faults(cases.all());
  }

  private void assertFault(String found, CaseList cases) throws Exception {
    List<String> faults = faults(cases);
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.getFirst().contains(found), faults::toString);
  }

  private CaseList attack(String reason, byte[] before, UnaryOperator<PdfUpdate> edit) {
    CaseList cases = new CaseList(true);
    cases.update("one", reason, before, edit);
    return cases;
  }

  @Test
  void anAttackWithItsReasonPasses() throws Exception {
    assertEquals(List.of(), faults(attack(CODE, signed, ATTACK)));
  }

  @Test
  void anAttackThatIsValidOrHasAnotherReasonDoesNot() throws Exception {
    assertFault("VALID", attack(CODE, signed, u -> u.again(Contract.REMARK)));
    assertFault(CODE, attack("catalog-changed", signed, ATTACK));
  }

  @Test
  void anExceptionCountsWhereItIsTheReason() throws Exception {
    byte[] none = "no PDF".getBytes(StandardCharsets.US_ASCII);
    for (String reason : List.of("NotPdf", "Damaged")) {
      CaseList cases = new CaseList(true);
      cases.add("one", reason, signed, none);
      if (reason.equals("NotPdf")) {
        assertEquals(List.of(), faults(cases));
      } else {
        assertFault("not a PDF", cases);
      }
    }
  }

  @Test
  void aFileThatIsNotValidBeforeTheUpdateIsToldOnce() throws Exception {
    byte[] changed = ATTACK.apply(new PdfUpdate(signed)).bytes();
    assertFault(
        "before the update", attack(CODE, changed, u -> u.with(Contract.PAGE, "/Rotate 90")));
    byte[] doubtful =
        new PdfUpdate(signed).put(Contract.REMARK_LOOK, Contract.look("evil")).bytes();
    CaseList cases = new CaseList(true).doubt(CODE);
    cases.update("one", "catalog-changed", doubtful, u -> u.with(u.catalog(), "/Outlines<<>>"));
    assertFault("before the update", cases);
  }
}
