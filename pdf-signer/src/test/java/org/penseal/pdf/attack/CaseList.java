// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Collects cases of one kind. */
final class CaseList {
  private final boolean attack;
  private final List<Case> cases = new ArrayList<>();
  private String family = "";

  CaseList(boolean attack) {
    this.attack = attack;
  }

  CaseList family(String name) {
    family = name;
    return this;
  }

  void add(String name, String reason, byte[] file) {
    cases.add(new Case(family + "-" + name, attack, family, reason, file));
  }

  boolean areAttacks() {
    return attack;
  }

  /** An update behind a signed file. */
  void update(String name, String reason, byte[] signed, UnaryOperator<PdfUpdate> edit) {
    add(name, reason, edit.apply(new PdfUpdate(signed)).bytes());
  }

  /** Changed octets, as characters 0 to 255. */
  void octets(String name, String reason, byte[] signed, UnaryOperator<String> edit) {
    String text = new String(signed, StandardCharsets.ISO_8859_1);
    String changed = edit.apply(text);
    if (changed.equals(text)) {
      throw new IllegalArgumentException(name + " changes nothing");
    }
    add(name, reason, changed.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** An update behind a signed file whose own octets are changed once more. */
  void edited(
      String name, byte[] signed, UnaryOperator<PdfUpdate> update, UnaryOperator<String> edit) {
    int end = signed.length;
    byte[] file = update.apply(new PdfUpdate(signed)).bytes();
    octets(name, "", file, text -> text.substring(0, end) + edit.apply(text.substring(end)));
  }

  List<Case> all() {
    return List.copyOf(cases);
  }
}
