// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Collects cases of one kind. */
final class CaseList {
  private static final byte[] NOTHING = {};

  private final boolean attack;
  private final List<Case> cases = new ArrayList<>();
  private String family = "";
  private String doubt = "";

  CaseList(boolean attack) {
    this.attack = attack;
  }

  CaseList family(String name) {
    family = name;
    return doubt("");
  }

  /** The files before the updates that follow are doubtful themselves; empty: they are valid. */
  CaseList doubt(String code) {
    doubt = code;
    return this;
  }

  /** A file as it was signed; of an attack, the fault was signed, whatever followed. */
  void add(String name, String reason, byte[] file) {
    add(name, reason, NOTHING, file);
  }

  /** A file made of a signed one. */
  void add(String name, String reason, byte[] signed, byte[] file) {
    if (attack == reason.isEmpty()) {
      throw new IllegalArgumentException(name + " and its reason");
    }
    cases.add(
        new Case(
            family + "-" + name, attack, family, reason, new Case.Signed(signed, doubt), file));
  }

  boolean areAttacks() {
    return attack;
  }

  /** An update behind a signed file. */
  void update(String name, String reason, byte[] signed, UnaryOperator<PdfUpdate> edit) {
    add(name, reason, signed, edit.apply(new PdfUpdate(signed)).bytes());
  }

  /** Changed octets, as characters 0 to 255. */
  void octets(String name, String reason, byte[] signed, UnaryOperator<String> edit) {
    add(name, reason, signed, changed(name, signed, edit));
  }

  private static byte[] changed(String name, byte[] file, UnaryOperator<String> edit) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String changed = edit.apply(text);
    if (changed.equals(text)) {
      throw new IllegalArgumentException(name + " changes nothing");
    }
    return changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** An update behind a signed file whose own octets are changed once more. */
  void edited(
      String name,
      String reason,
      byte[] signed,
      UnaryOperator<PdfUpdate> update,
      UnaryOperator<String> edit) {
    int end = signed.length;
    byte[] file = update.apply(new PdfUpdate(signed)).bytes();
    UnaryOperator<String> tail = text -> text.substring(0, end) + edit.apply(text.substring(end));
    add(name, reason, signed, changed(name, file, tail));
  }

  List<Case> all() {
    return List.copyOf(cases);
  }
}
