// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.idcard.ForeignerCard;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.ResidencePermit;

class CardLinesTest {
  private static IdCard card(Optional<LocalDate> validTo) {
    return new IdCard(
        "张伟",
        IdCard.Sex.MALE,
        1,
        LocalDate.of(1990, 1, 2),
        "演示省演示市1号",
        "999999199001020012",
        "演示市公安局",
        LocalDate.of(2015, 3, 4),
        validTo,
        new byte[0]);
  }

  @Test
  void aResidentsCardHasItsFieldsInItsOrder() {
    assertEquals(
        """
        姓名 张伟
        性别 1
        民族 1
        出生 1990-01-02
        住址 演示省演示市1号
        公民身份号码 999999199001020012
        签发机关 演示市公安局
        最新住址 演示省演示市2号
        有效期限 2015-03-04 - 2035-03-04
        阅读器 SDT-1""",
        CardLines.of(card(Optional.of(LocalDate.of(2035, 3, 4))), "演示省演示市2号", true, "SDT-1"));
  }

  @Test
  void aCardWithoutAnEndIsForLongAndOneThatEndedIsMarked() {
    String last = CardLines.of(card(Optional.empty()), "", false, "SDT-1");
    assertEquals(
        "有效期限 2015-03-04 - 长期（读取当日不在有效期内）",
        last.lines().filter(line -> line.startsWith("有效期限")).findFirst().orElseThrow());
    assertEquals(9, last.lines().count(), "no line for another address");
  }

  @Test
  void aPermitHasItsPassInTheNationsPlace() {
    String lines =
        CardLines.of(
            new ResidencePermit(card(Optional.empty()), "H00000001", 2), "", true, "SDT-1");
    assertEquals(0, lines.lines().filter(line -> line.startsWith("民族")).count());
    assertEquals(1, lines.lines().filter(line -> line.equals("通行证号码 H00000001")).count(), lines);
    assertEquals(1, lines.lines().filter(line -> line.equals("签发次数 2")).count(), lines);
  }

  @Test
  void aForeignersCardHasBothNamesAndTheNationality() {
    ForeignerCard card =
        new ForeignerCard(
            "LOVELACE ADA",
            IdCard.Sex.FEMALE,
            "GBR123456789012",
            "GBR",
            "艾达",
            LocalDate.of(2020, 1, 1),
            LocalDate.of(2030, 1, 1),
            LocalDate.of(1990, 12, 10),
            "1500",
            new byte[0]);
    assertEquals(
        """
        姓名 LOVELACE ADA
        中文姓名 艾达
        性别 2
        出生 1990-12-10
        国籍 GBR
        证件号码 GBR123456789012
        签发机关 1500
        有效期限 2020-01-01 - 2030-01-01
        阅读器 SDT-1""",
        CardLines.of(card, "", true, "SDT-1"));
  }
}
