// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.nio.file.Path;
import java.util.List;

/**
 * Administration over the network, on a listener of its own that takes client certificates only.
 *
 * @param listen protected, with a client certificate needed
 * @param people who may come
 */
public record AdminSettings(ServeSettings.ListenAt listen, List<Person> people) {
  /** Copies the list. */
  public AdminSettings {
    people = List.copyOf(people);
  }

  /**
   * Who may come.
   *
   * @param name in the audit
   * @param certificate file of the certificate itself, not of its issuer
   * @param role what this person may do
   */
  public record Person(String name, Path certificate, AdminRole role) {}
}
