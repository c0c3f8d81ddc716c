// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.admin;

import java.util.Map;
import org.penseal.app.server.http.HttpLimits;

/** The running node, as far as it is administered; from many threads. */
public interface NodeControl {
  /** What is well and what is not, by name. */
  Map<String, Boolean> parts();

  /** Whether it says that calls should come here. */
  boolean ready();

  /** Whether it is in the rotation: out of it, it is not ready, but answers what still comes. */
  boolean inRotation();

  /** Takes it out of the rotation, or back. */
  void inRotation(boolean in);

  /** How many connections of callers are open. */
  int connections();

  /** What each listener takes. */
  HttpLimits limits();

  /** Has each listener take this much from now on. */
  void limits(HttpLimits next);
}
