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

/**
 * The contract, prepared before it is signed and updated afterwards: without certification and under
 * P 1 to P 3. Each line has both SM2 and RSA, in turn, or, as a whole, each under every permission.
 */
final class Prepared {
  /** Two objects that the contract does not have; the second is a form with other words. */
  static final int EXTRA = 31;

  static final int OTHER_LOOK = 32;

  /** Nothing is prepared. */
  static final Consumer<List<String>> PLAIN = objects -> {};

  private static final List<String> KEYS = List.of("sm2", "rsa");

  private final CaseList cases;
  private final Signers signers;
  private final Placement place;
  private final boolean whole;
  private final Map<String, byte[]> made = new HashMap<>();
  private int line;

  /** What is done behind a signed file. */
  interface Attack {
    byte[] of(byte[] signed, String key) throws Exception;
  }

  /**
   * Lines that are added to cases.
   *
   * @param whole whether every permission is tried with both keys
   */
  Prepared(CaseList cases, Signers signers, Placement place, boolean whole) {
    this.cases = cases;
    this.signers = signers;
    this.place = place;
    this.whole = whole;
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
    for (int permission = 0; permission <= 3; permission++) {
      for (String key : whole ? KEYS : List.of(KEYS.get((line + permission) % KEYS.size()))) {
        byte[] signed = signed(key, permission, edit);
        cases.add(
            name + "-" + key + "-p" + permission, reason, signed, attack.of(signed, key));
      }
    }
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
