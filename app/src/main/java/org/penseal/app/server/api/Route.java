// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import org.penseal.app.server.file.Operation;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Request;

/**
 * What is done at a path.
 *
 * @param method that it takes
 * @param path exactly this one
 * @param operation that an application must have the right to
 * @param call does it
 */
public record Route(String method, String path, Operation operation, Call call) {

  /** Does what a route is for. */
  @FunctionalInterface
  public interface Call {
    /** Answers; what it throws becomes a problem. */
    Answer answer(Request request, CallSession session) throws Exception;
  }

  /** One that is asked with POST. */
  public static Route post(String path, Operation operation, Call call) {
    return new Route("POST", path, operation, call);
  }

  /** One that is asked with GET. */
  public static Route get(String path, Operation operation, Call call) {
    return new Route("GET", path, operation, call);
  }
}
