// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A part of others that is shipped with this program.
 *
 * @param name of its jar without version, or what it is called
 * @param licence as its publisher states it
 */
public record Shipped(String name, String licence) {
  /** All, in order of their names. */
  public static List<Shipped> all() {
    List<Shipped> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Shipped.class.getResourceAsStream("shipped.tsv")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t", 2);
        all.add(new Shipped(parts[0], parts[1]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the list is part of the program", e);
    }
    return all;
  }
}
