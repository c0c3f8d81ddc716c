// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.admin;

import java.util.Map;
import org.penseal.app.server.file.AdminRole;
import org.penseal.app.server.http.Request;

/**
 * What is done at a path of the administration.
 *
 * @param method that it takes
 * @param path exactly this one
 * @param role that a person must have
 * @param call looks at a request
 */
record AdminRoute(String method, String path, AdminRole role, Call call) {

  /** Looks at a request for a route. */
  @FunctionalInterface
  interface Call {
    /** What is to be done, of which nothing is done yet; what it throws becomes a problem. */
    Intent asked(Request request) throws Exception;
  }

  /**
   * What is to be done.
   *
   * @param operation its word in the audit
   * @param subject name of the key or application, empty for none
   * @param digest SM3 of what was read, in hex, empty for nothing
   * @param act does it
   */
  record Intent(String operation, String subject, String digest, Act act) {}

  /** Does what was asked for. */
  @FunctionalInterface
  interface Act {
    /** The answer; what it throws becomes a problem. */
    Map<String, Object> done() throws Exception;
  }

  /** Whether it changes something. */
  boolean changes() {
    return !method.equals("GET");
  }

  /** What stands in the audit where it was refused before it was known what it is about. */
  Intent refused() {
    return new Intent(path.substring(1).replace('/', '-'), "", "", Map::of);
  }
}
