// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which archives are opened without looking for migrations. */
class ArchiveFormTest {
  @TempDir Path folder;

  private DataSource source = ArchiveDatabase.source(Path.of("none"));

  @BeforeEach
  void source() {
    source = ArchiveDatabase.source(folder.resolve("archive.db"));
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void theFormIsThatOfTheNewestMigration() {
    assertTrue(ArchiveDatabase.bringForward(source));
    assertEquals(
        IntStream.rangeClosed(1, ArchiveDatabase.FORM).mapToObj(Integer::toString).toList(),
        Arrays.stream(Flyway.configure().dataSource(source).load().info().all())
            .map(each -> String.valueOf(each.getVersion()))
            .toList());
  }

  @Test
  void aMigrationOfANewerVersionIsSeen() throws SQLException {
    assertTrue(ArchiveDatabase.bringForward(source));
    assertTrue(ArchiveDatabase.bringForward(source));
    change(
        "INSERT INTO flyway_schema_history SELECT 99, '99', 'x', type, 'V99__x.sql', 1,"
            + " installed_by, installed_on, execution_time, 1 FROM flyway_schema_history LIMIT 1");
    assertFalse(ArchiveDatabase.bringForward(source));
  }

  @Test
  void aMigrationThatFailedIsNotPassedOver() throws SQLException {
    assertTrue(ArchiveDatabase.bringForward(source));
    change("UPDATE flyway_schema_history SET success = 0 WHERE version = '8'");
    boolean refused = false;
    try {
      ArchiveDatabase.bringForward(source);
    } catch (org.flywaydb.core.api.FlywayException e) {
      refused = true;
    }
    assertTrue(refused);
  }
}
