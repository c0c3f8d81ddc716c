// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/** The contract, prepared before it is signed, without certification or with one, and updated. */
final class Prepared {
  /** Two objects that the contract does not have; the second is a form with other words. */
  static final int EXTRA = 31;

  static final int OTHER_LOOK = 32;

  /** Nothing is prepared. */
  static final Consumer<List<String>> PLAIN = objects -> {};

  /** What each line is tried with. */
  enum Extent {
    /** A permission and a key, in turn. */
    ONCE,
    /** Without certification and under P 1 to P 3, with SM2 and RSA in turn. */
    IN_TURN,
    /** All of these with both. */
    WHOLE
  }

  private static final int PERMISSIONS = 4;
  private static final List<String> KEYS = List.of("sm2", "rsa");

  private final CaseList cases;
  private final Signers signers;
  private final Placement place;
  private final Extent extent;
  private final Map<String, byte[]> made = new HashMap<>();
  private int line;

  /** What is done behind a signed file. */
  interface Attack {
    byte[] of(byte[] signed, String key) throws Exception;
  }

  /** Lines that are added to cases. */
  Prepared(CaseList cases, Signers signers, Placement place, Extent extent) {
    this.cases = cases;
    this.signers = signers;
    this.place = place;
    this.extent = extent;
  }

  /** The contract with objects exchanged or added, signed. */
  byte[] signed(String key, int permission, Consumer<List<String>> edit) throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.add("null");
    objects.add(form("Clause 9"));
    edit.accept(objects);
    String id = key + permission + objects;
    if (!made.containsKey(id)) {
      Path file = Contract.write(signers.folder.resolve("prepared.pdf"), objects, false);
      made.put(id, signers.sign(Files.readAllBytes(file), key, place, permission));
    }
    return made.get(id);
  }

  void update(
      String name, String reason, Consumer<List<String>> edit, UnaryOperator<PdfUpdate> update)
      throws Exception {
    line(name, reason, edit, (signed, key) -> update.apply(new PdfUpdate(signed)).bytes());
  }

  void line(String name, String reason, Consumer<List<String>> edit, Attack attack)
      throws Exception {
    line++;
    for (int permission = 0; permission < PERMISSIONS; permission++) {
      for (String key : KEYS) {
        if (isTried(permission, key)) {
          byte[] signed = signed(key, permission, edit);
          cases.add(name + "-" + key + "-p" + permission, reason, signed, attack.of(signed, key));
        }
      }
    }
  }

  private boolean isTried(int permission, String key) {
    boolean turn = KEYS.get((line + permission) % KEYS.size()).equals(key);
    return switch (extent) {
      case ONCE -> permission == line % PERMISSIONS && key.equals(KEYS.get(line / PERMISSIONS % 2));
      case IN_TURN -> turn;
      case WHOLE -> true;
    };
  }

  static String form(String words) {
    return PdfUpdate.streamBody(
        "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</Helv 9 0 R>>>>",
        "BT /Helv 12 Tf (" + words + ") Tj ET");
  }

  static void set(List<String> objects, int number, String body) {
    objects.set(number - 1, body);
  }

  static void replace(List<String> objects, int number, String old, String now) {
    String body = objects.get(number - 1);
    if (!body.contains(old)) {
      throw new IllegalArgumentException(old + " not in " + body);
    }
    set(objects, number, body.replace(old, now));
  }
}
