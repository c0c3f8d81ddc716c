// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commands of one chip operating system, read from {@code chip/ID.json} of this module.
 *
 * @param id name of the file
 * @param name for people
 * @param provenance how far the table can be relied on
 * @param commands by name, in the order of the file
 */
public record CommandTable(
    String id, String name, Provenance provenance, Map<String, ChipCommand> commands) {

  /** Where the numbers of a table come from. */
  public enum Provenance {
    /** From memory; to be checked against the standard before conformity is claimed. */
    FROM_MEMORY_TO_BE_CHECKED,
    /** From a third party's driver, which its author ran on hardware. */
    THIRD_PARTY_DRIVER,
    /** From the vendor's own document. */
    VENDOR_DOCUMENT
  }

  /** GM/T 0017, from memory. */
  public static final String GMT_0017 = "gmt-0017";

  /** A chip of the Tongfang (同方) style. */
  public static final String TONGFANG = "tongfang";

  /** FMCOS of Fudan Microelectronics (复旦). */
  public static final String FMCOS = "fmcos";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the map, keeping its order. */
  public CommandTable {
    commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
  }

  /**
   * Loads one of the tables of this module.
   *
   * @throws IllegalArgumentException when there is no such table
   */
  public static CommandTable load(String id) {
    if (!id.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException("no command table " + id);
    }
    try (InputStream in = CommandTable.class.getResourceAsStream("/chip/" + id + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("no command table " + id);
      }
      return read(id, JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("command table " + id, e);
    }
  }

  private static CommandTable read(String id, JsonNode root) {
    Map<String, ChipCommand> commands = new LinkedHashMap<>();
    for (JsonNode node : root.get("commands")) {
      ChipCommand command =
          new ChipCommand(
              node.get("name").asText(),
              Integer.parseInt(node.get("cla").asText(), 16),
              Integer.parseInt(node.get("ins").asText(), 16),
              node.path("note").asText(""));
      if (commands.put(command.name(), command) != null) {
        throw new IllegalArgumentException(id + " has two commands " + command.name());
      }
    }
    Provenance provenance = Provenance.valueOf(root.get("provenance").asText());
    return new CommandTable(id, root.get("name").asText(), provenance, commands);
  }

  /** The command of this name, if this set has it. */
  public Optional<ChipCommand> find(String command) {
    return Optional.ofNullable(commands.get(command));
  }

  /** Names of the other set that this one lacks, in the other's order. */
  public Set<String> lacks(CommandTable other) {
    Set<String> missing = new LinkedHashSet<>(other.commands.keySet());
    missing.removeAll(commands.keySet());
    return Collections.unmodifiableSet(missing);
  }

  /** Names that both sets have with another class or instruction, in this one's order. */
  public Set<String> differs(CommandTable other) {
    Set<String> differing = new LinkedHashSet<>();
    for (ChipCommand mine : commands.values()) {
      ChipCommand theirs = other.commands.get(mine.name());
      if (theirs != null && (theirs.cla() != mine.cla() || theirs.ins() != mine.ins())) {
        differing.add(mine.name());
      }
    }
    return Collections.unmodifiableSet(differing);
  }
}
