// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

/** The project's object identifiers, dotted. */
public final class ProjectOids {
  /** The arc itself, made from a UUID (ITU-T X.667). */
  public static final String ROOT = "2.25.245451997612407219764004899378027207171";

  /** Certificate extension: evidence binding. */
  public static final String EVIDENCE_BINDING = ROOT + ".1.1";

  /** Certificate policy: the key signs one document and is gone. */
  public static final String POLICY_ONE_TIME = ROOT + ".2.1";

  /** Certificate policy: a demonstration, worth nothing in law. */
  public static final String POLICY_DEMO = ROOT + ".2.2";

  /** Attribute: chip statement, OCTET STRING; in a data signature and in a request. */
  public static final String STATEMENT = ROOT + ".3.2";

  /** Extended key usage of device certificates: signing of chip statements. */
  public static final String DEVICE_USAGE = ROOT + ".4.1";

  private ProjectOids() {}
}
