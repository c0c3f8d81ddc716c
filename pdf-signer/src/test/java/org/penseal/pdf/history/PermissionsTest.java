// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Changes.Change;

/** Several references in one signature: each denies something (ISO 32000-2, table 255). */
class PermissionsTest {
  private static COSDictionary signature(COSDictionary... references) {
    COSDictionary signature = new COSDictionary();
    signature.setItem(COSName.REFERENCE, new COSArray(List.of(references)));
    return signature;
  }

  private static COSDictionary reference(String method, COSDictionary parameters) {
    COSDictionary reference = new COSDictionary();
    reference.setName(COSName.getPDFName("TransformMethod"), method);
    reference.setItem(COSName.getPDFName("TransformParams"), parameters);
    return reference;
  }

  private static COSDictionary certification(int permission) {
    COSDictionary parameters = new COSDictionary();
    parameters.setInt(COSName.P, permission);
    return reference("DocMDP", parameters);
  }

  private static COSDictionary lock(String field) {
    COSDictionary parameters = new COSDictionary();
    parameters.setName(COSName.getPDFName("Action"), "Include");
    parameters.setItem(COSName.FIELDS, new COSArray(List.of(text(field))));
    return reference("FieldMDP", parameters);
  }

  private static COSString text(String text) {
    return new COSString(("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE));
  }

  private static Permissions of(COSDictionary signature) {
    return Permissions.of(signature, new COSDictionary(), new COSDictionary());
  }

  private static boolean fills(Permissions permissions, String field) {
    Change change = new Change(ChangeClass.FORM, "field-filled", field, List.of(), List.of());
    Changes changes = permissions.judge(List.of(new Update(1, 2, List.of(change))));
    return changes.allowed();
  }

  @Test
  void theStrictestOfTwoCertificationsHoldsInAnyOrder() {
    assertEquals(ChangeClass.LTA, of(signature(certification(3), certification(1))).most());
    assertEquals(ChangeClass.LTA, of(signature(certification(1), certification(3))).most());
    assertEquals(ChangeClass.ANNOTATION, of(signature(certification(3))).most());
  }

  @Test
  void everyLockHolds() {
    Permissions permissions = of(signature(lock("amount"), lock("name")));
    assertFalse(fills(permissions, "amount"));
    assertFalse(fills(permissions, "name"));
    assertTrue(fills(permissions, "place"));
  }

  @ParameterizedTest
  @CsvSource({
    "amount, amount, true",
    "amount, \u001ben\u001bamount, true",
    "\u001ben\u001bamount, amount, true",
    "amount., amount, true",
    "amount, amount.net, true",
    "e\u0301, \u00e9, true",
    "\u00e9, e\u0301.net, true",
    "amount\u0007x, other, true",
    "amount, \u001bamount, true",
    "amount, amounts, false",
    "amount.net, amount, true"
  })
  void aLockHoldsInEverySpelling(String locked, String field, boolean holds) {
    assertEquals(!holds, fills(of(signature(lock(locked))), field));
  }
}
