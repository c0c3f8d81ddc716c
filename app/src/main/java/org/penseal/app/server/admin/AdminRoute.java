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
 * @param call does it
 */
record AdminRoute(String method, String path, AdminRole role, Call call) {

  /** Does what a route is for. */
  @FunctionalInterface
  interface Call {
    /** Answers; what it throws becomes a problem. */
    Done done(Request request) throws Exception;
  }

  /**
   * What was done.
   *
   * @param operation its word in the audit
   * @param subject name of the key or application, empty for none
   * @param digest SM3 of what was read, in hex, empty for nothing
   * @param json the answer
   */
  record Done(String operation, String subject, String digest, Map<String, Object> json) {}

  /** Its word in the audit where it was not done. */
  String word() {
    return path.substring(1).replace('/', '-');
  }
}
