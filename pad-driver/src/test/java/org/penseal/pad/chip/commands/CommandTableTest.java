// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penseal.pad.chip.commands.CommandTable.Provenance;

class CommandTableTest {
  private final CommandTable standard = CommandTable.load(CommandTable.GMT_0017);
  private final CommandTable tongfang = CommandTable.load(CommandTable.TONGFANG);
  private final CommandTable fmcos = CommandTable.load(CommandTable.FMCOS);

  @Test
  void standardTableSaysThatItIsFromMemory() {
    assertEquals(Provenance.FROM_MEMORY_TO_BE_CHECKED, standard.provenance());
    assertEquals(33, standard.commands().size());
    assertEquals(new ChipCommand("VerifyPIN", 0x80, 0x18, ""), standard.find("VerifyPIN").get());
    assertEquals(0x74, standard.find("ECCSignData").orElseThrow().ins());
    assertEquals(0x88, standard.find("ExportPublicKey").orElseThrow().ins());
  }

  @Test
  void setsDifferAndLackCommands() {
    assertEquals(0xFA, tongfang.find("ECCSignData").orElseThrow().ins());
    assertTrue(standard.differs(tongfang).containsAll(Set.of("ECCSignData", "GenECCKeyPair")));
    assertFalse(tongfang.find("VerifyPIN").isPresent());
    assertTrue(tongfang.lacks(standard).contains("VerifyPIN"));
    assertTrue(standard.lacks(tongfang).contains("SM3"));
    assertTrue(fmcos.lacks(standard).contains("ECCSignData"), "FMCOS is a file system only");
    assertEquals(
        Set.of("WriteFile", "CreateFile", "VerifyPIN", "DeleteApplication"),
        Set.copyOf(standard.differs(fmcos)));
  }

  @Test
  void everyTableIsEqualToItself() {
    for (CommandTable table : List.of(standard, tongfang, fmcos)) {
      assertEquals(Set.of(), table.lacks(table));
      assertEquals(Set.of(), table.differs(table));
    }
  }

  @Test
  void noTableIsMadeUp() {
    assertThrows(IllegalArgumentException.class, () -> CommandTable.load("no-such-set"));
    assertThrows(IllegalArgumentException.class, () -> CommandTable.load("../pads/index"));
  }
}
