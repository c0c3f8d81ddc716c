// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;

class CaseSearchTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final String NUMBER = "11010519491231002X";

  @TempDir Path folder;
  private Archive archive;

  @BeforeEach
  void open() throws Exception {
    Station.registerProvider();
    archive =
        Archive.open(
            folder.resolve("one"),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new SecureRandom(),
            folder.resolve("witness"));
    begin("a", "Contract 100%.pdf", "loan", NOW.minusSeconds(86_400));
    begin("b", "receipt.pdf", "loan", NOW);
    begin("c", "receipt-2.pdf", "card", NOW.plusSeconds(5));
    archive.search().index("a", "阿卜杜拉·买买提", Optional.of(NUMBER));
    archive.search().index("b", "李娜", Optional.empty());
  }

  @AfterEach
  void close() {
    archive.close();
  }

  private void begin(String id, String document, String kind, Instant at) throws Exception {
    archive.begin(
        new CaseRow(id, "b", "OPENED", at, at, document, "ab".repeat(32), 7, Path.of("/o.pdf")),
        new CaseRow.Terms(kind, "", 30));
  }

  private static CaseSearch.Wanted wanted(String document, String name, String number) {
    return new CaseSearch.Wanted(
        document,
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        name,
        number,
        100);
  }

  private List<String> found(CaseSearch.Wanted wanted) throws Exception {
    return archive.search().find(wanted).stream().map(each -> each.row().id()).toList();
  }

  @Test
  void casesAreFoundByWhatIsInClearTheNewestFirst() throws Exception {
    assertEquals(List.of("c", "b", "a"), found(wanted("", "", "")));
    assertEquals(List.of("c", "b"), found(wanted("RECEIPT", "", "")));
    assertEquals(List.of("a"), found(wanted("100%", "", "")), "a sign of LIKE is a letter");
    assertEquals(List.of(), found(wanted("r_ceipt", "", "")));
    archive.move("b", "CANCELLED", "");
    assertEquals(
        List.of("b"),
        found(
            new CaseSearch.Wanted(
                "",
                Optional.of("loan"),
                Set.of("CANCELLED"),
                Optional.of(NOW),
                Optional.of(NOW.plusSeconds(1)),
                "",
                "",
                100)));
    assertEquals(
        List.of("c"),
        found(
            new CaseSearch.Wanted(
                "", Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), "", "", 1)));
  }

  @Test
  void signersAreFoundByTheirWholeNameOrNumberHoweverItIsWritten() throws Exception {
    assertEquals(List.of("b"), found(wanted("", "李娜", "")));
    assertEquals(List.of("b"), found(wanted("", " 李 娜 ", "")));
    assertEquals(List.of("a"), found(wanted("", "阿卜杜拉•买买提", "")), "another dot");
    assertEquals(List.of("a"), found(wanted("", "", "110105 19491231 002x")));
    assertEquals(List.of(), found(wanted("", "李", "")), "never by a part");
    assertEquals(List.of(), found(wanted("", "", "1101051949123100")));
    assertEquals(List.of(), found(wanted("", "李娜", NUMBER)), "both must fit");
  }

  @Test
  void nothingOfTheSignerIsWrittenInClearAndEveryArchiveHasDigestsOfItsOwn() throws Exception {
    List<String> digests = digests("one");
    try (Archive other =
        Archive.open(
            folder.resolve("two"),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new SecureRandom(),
            folder.resolve("witness"))) {
      other.begin(
          new CaseRow("b", "b", "OPENED", NOW, NOW, "x", "ab".repeat(32), 7, Path.of("/o.pdf")),
          30);
      other.search().index("b", "李娜", Optional.empty());
      assertEquals(
          List.of("b"),
          other.search().find(wanted("", "李娜", "")).stream().map(each -> each.row().id()).toList());
    }
    assertNotEquals(digests.getFirst(), digests("two").getFirst());
    archive.close();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        assertFalse(bytes.contains("李娜"), file.toString());
        assertFalse(bytes.contains(NUMBER), file.toString());
      }
    }
    assertEquals(
        "Wanted[Optional.empty [] Optional.empty Optional.empty]",
        wanted("", "李娜", NUMBER).toString());
  }

  private List<String> digests(String name) throws Exception {
    List<String> all = new ArrayList<>();
    try (var connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve(name).resolve("archive.db"));
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT name_index FROM signing_case WHERE id = 'b'")) {
      while (rows.next()) {
        all.add(String.valueOf(rows.getString(1)));
      }
    }
    return all;
  }

  @Test
  void erasureDeletesTheDigestsToo() throws Exception {
    archive.move("b", "CANCELLED", "");
    archive.retention().erase("b", true, "asked");
    assertEquals(List.of(), found(wanted("", "李娜", "")));
    assertEquals("null", digests("one").getFirst());
    CaseSearch.Found erased =
        archive.search().find(wanted("", "", "")).stream()
            .filter(each -> each.row().id().equals("b"))
            .findFirst()
            .orElseThrow();
    assertTrue(erased.erased());
    assertEquals("", erased.row().documentName());
  }
}
