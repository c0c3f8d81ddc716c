// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.message;

import java.util.List;
import java.util.stream.Collectors;

/** What is signed (RFC 9421, section 2.5). */
final class SignatureBase {
  private SignatureBase() {}

  /** The list of components, as it begins the parameters. */
  static String list(List<Component> components) {
    return components.stream()
        .map(Component::identifier)
        .collect(Collectors.joining(" ", "(", ")"));
  }

  static String of(List<Component> components, String parameters) {
    StringBuilder base = new StringBuilder();
    for (Component component : components) {
      base.append(component.identifier()).append(": ").append(component.value()).append('\n');
    }
    return base.append("\"@signature-params\": ").append(parameters).toString();
  }
}
