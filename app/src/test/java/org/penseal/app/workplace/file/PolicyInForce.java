// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of the computer with a policy, in place of the real one until it is closed. */
public final class PolicyInForce implements AutoCloseable {
  private final Path folder;

  /** Puts it in force. */
  public PolicyInForce(String policy) throws IOException {
    folder = Files.createTempDirectory("policy");
    put(Policy.NAME, policy);
    Policy.folder(folder);
  }

  /** Writes another file beside it. */
  public void put(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Override
  public void close() throws IOException {
    Policy.folder(null);
    try (var all = Files.list(folder)) {
      for (Path each : all.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }
}
