// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

/** A field of the form; which service has which, and where it stands, {@link ServiceEntry} says. */
enum SetupField {
  /** One address, or several of the same service. */
  ADDRESS,
  /** Files with root certificates. */
  ROOTS,
  /** The name of the shared secret, as the CA knows it. */
  REFERENCE,
  /** The secret that is shared with the CA. */
  SECRET,
  /** The key that signs requests. */
  KEY,
  /** Its password or PIN. */
  KEY_SECRET,
  /** The certificate of the key that signs answers. */
  CERTIFICATE;

  /** Whether nobody may see it, and it never stands in the workplace file. */
  boolean isSecret() {
    return this == SECRET || this == KEY_SECRET;
  }

  /** Whether it names files. */
  boolean isFile() {
    return this == ROOTS || this == KEY || this == CERTIFICATE;
  }
}
