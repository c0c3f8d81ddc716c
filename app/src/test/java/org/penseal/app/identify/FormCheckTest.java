// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Font;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.identify.FormCheck.Field;
import org.penseal.identity.IdentityMode;
import org.penseal.pdf.page.ChineseFont;
import org.penseal.refusal.PlacementException;

class FormCheckTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  private final IdentifyModel model = new IdentifyModel(Runnable::run);

  private Optional<Field> first() {
    return model.form().first(model, TODAY);
  }

  private String problem(Field field) {
    return model.form().problem(field).get();
  }

  @Test
  void withoutAReaderNameAndNumberAreNeeded() {
    assertEquals(Optional.of(Field.NAME), first());
    assertEquals("name.empty", problem(Field.NAME));
    assertEquals("number.empty", problem(Field.NUMBER));
    assertEquals("", problem(Field.PHONE), "only where the phone is the way");
    model.name().set("李娜");
    model.idNumber().set("110105194912310021");
    assertEquals(Optional.of(Field.NUMBER), first());
    assertEquals("number.wrong", problem(Field.NUMBER));
    model.idNumber().set("1101051949");
    assertEquals(Optional.of(Field.NUMBER), first(), "it is not complete");
    model.idNumber().set("11010519491231002X");
    assertEquals(Optional.empty(), first());
  }

  @Test
  void aReaderGivesWhatIsEmptyButNotWhatIsWrong() {
    model.reader().set(true);
    assertEquals(Optional.empty(), first());
    model.name().set("x".repeat(101));
    assertEquals(Optional.of(Field.NAME), first());
    assertEquals("name.wrong", problem(Field.NAME));
  }

  @Test
  void phoneIsNeededOnlyForItsModeAndNotInTheDemo() {
    model.reader().set(true);
    model.mode().set(IdentityMode.PHONE);
    assertEquals(Optional.of(Field.PHONE), first());
    assertEquals("phone.empty", problem(Field.PHONE));
    model.demo().set(true);
    assertEquals(Optional.empty(), first());
    model.phone().set("12");
    assertEquals("phone.wrong", first().map(this::problem).orElse(""));
    model.phone().set("13800138000");
    assertEquals(Optional.empty(), first());
  }

  @Test
  void nameThatNeitherWindowNorPadNorStampCanShowIsTold() {
    model.idNumber().set("11010519491231002X");
    model.name().set("李\uD842\uDFB7"); // U+20BB7
    assertEquals(Optional.of(Field.NAME), first());
    assertEquals("name.rare \uD842\uDFB7 (U+20BB7)", problem(Field.NAME));
    model.name().set("李\uE000"); // a private character of an old card
    assertEquals(Optional.of(Field.NAME), first());
    model.name().set("李䶮"); // extension A, which the font has
    assertEquals(Optional.empty(), first());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x20BB7, 0x36C3, 0x4DAE, 0x2C386}) // 𠮷 㛃 䶮 𬎆
  void formPadStampAndScreenGiveOneAnswerForARareCharacter(int codePoint) throws Exception {
    String name = "李" + Character.toString(codePoint);
    boolean there = ChineseFont.missing(name).isEmpty();
    assertEquals(codePoint == 0x36C3 || codePoint == 0x4DAE, there);
    model.idNumber().set("11010519491231002X");
    model.name().set(name);
    assertEquals(there ? Optional.empty() : Optional.of(Field.NAME), first(), "the form");
    try (InputStream font = ChineseFont.openForScreens()) {
      Font screen = Font.createFont(Font.TRUETYPE_FONT, font);
      assertEquals(there, screen.canDisplay(codePoint), "the screen");
    }
    try (InputStream font = ChineseFont.open()) {
      Font pad = Font.createFont(Font.TRUETYPE_FONT, font);
      assertEquals(there, pad.canDisplay(codePoint), "the pad");
    }
    if (there) {
      ChineseFont.require(name);
    } else {
      var refused =
          assertThrows(PlacementException.MissingGlyph.class, () -> ChineseFont.require(name));
      assertEquals(codePoint, refused.codePoint, "the stamp");
    }
  }
}
