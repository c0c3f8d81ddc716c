// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify.card;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.penseal.idcard.ForeignerCard;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.ReadCard;
import org.penseal.idcard.ResidencePermit;

/** The fields of a card as lines, named as the card names them. */
final class CardLines {
  private CardLines() {}

  /**
   * The lines.
   *
   * @param latestAddress where the holder moved to, or why that is not known; empty when the card
   *     names no other address
   */
  static String of(ReadCard card, String latestAddress, boolean valid, String reader) {
    List<String> lines = new ArrayList<>();
    switch (card) {
      case IdCard c -> addResident(lines, c, true);
      case ResidencePermit p -> {
        addResident(lines, p.card(), false);
        lines.add("通行证号码 " + p.passNumber());
        lines.add("签发次数 " + p.issues());
      }
      case ForeignerCard f -> {
        lines.add("姓名 " + f.latinName());
        lines.add("中文姓名 " + f.chineseName());
        lines.add("性别 " + f.sex().code);
        lines.add("出生 " + f.birth());
        lines.add("国籍 " + f.nationality());
        lines.add("证件号码 " + f.number());
        lines.add("签发机关 " + f.issuer());
      }
    }
    if (!latestAddress.isEmpty()) {
      lines.add("最新住址 " + latestAddress);
    }
    String until = card.validTo().map(LocalDate::toString).orElse("长期");
    lines.add("有效期限 " + card.validFrom() + " - " + until + (valid ? "" : "（读取当日不在有效期内）"));
    lines.add("阅读器 " + reader);
    return String.join("\n", lines);
  }

  private static void addResident(List<String> lines, IdCard card, boolean withNation) {
    lines.add("姓名 " + card.name());
    lines.add("性别 " + card.sex().code);
    if (withNation) {
      lines.add("民族 " + card.nation());
    }
    lines.add("出生 " + card.birth());
    lines.add("住址 " + card.address());
    lines.add("公民身份号码 " + card.number());
    lines.add("签发机关 " + card.issuer());
  }
}
