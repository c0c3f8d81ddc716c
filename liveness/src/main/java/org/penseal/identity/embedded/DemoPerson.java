// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import org.jspecify.annotations.Nullable;
import org.penseal.identity.IdNumber;

/**
 * One invented inhabitant of the demo authority.
 *
 * @param name invented
 * @param idNumber right check digit, area 999999 (no such area), see {@link DemoPopulation}
 * @param phone invented; begins with 000, which no telephone number does
 * @param portrait encoded picture, or null: then "real person" cannot be said
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is a buffer
public record DemoPerson(String name, IdNumber idNumber, String phone, byte @Nullable [] portrait) {
  /** Says only that it is one. */
  @Override
  public String toString() {
    return "DemoPerson";
  }
}
