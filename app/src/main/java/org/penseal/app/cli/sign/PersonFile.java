// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.UsageException;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Who signs, in a file that the process list does not show: {@code {"name": …, "idNumber": …,
 * "phone": …}}, each of which may be left out. Other keys are refused.
 */
record PersonFile(@Nullable String name, @Nullable String idNumber, @Nullable String phone) {
  /** Stands for standard input. */
  static final String STANDARD_INPUT = "-";

  private static final int LONGEST_BYTES = 1 << 16;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads one.
   *
   * @param file its path, or {@value #STANDARD_INPUT}
   * @throws UsageException if it is not such a file
   */
  static PersonFile read(String file, CommandSpec command) {
    byte[] bytes = new byte[0];
    try (InputStream in =
        file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file))) {
      bytes = in.readNBytes(LONGEST_BYTES + 1);
      PersonFile person =
          bytes.length > LONGEST_BYTES ? null : JSON.readValue(bytes, PersonFile.class);
      if (person == null) {
        throw new UsageException(command, "person-file");
      }
      return person;
    } catch (JacksonException e) {
      // Its message would quote the file.
      throw new UsageException(command, "person-file");
    } catch (IOException e) {
      throw new UsageException(command, "unreadable", "--person-file", file);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
