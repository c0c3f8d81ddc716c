// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.message;

import java.util.List;

/**
 * One covered component of a message (RFC 9421, section 2).
 *
 * @param identifier as it is written in the list of components, with its quotes and parameters
 * @param value what it is in this message
 */
public record Component(String identifier, String value) {

  /**
   * What the signature of a request covers.
   *
   * @param method in capitals
   * @param targetUri the whole address
   * @param contentDigest header of {@link ContentDigest}
   * @param idempotencyKey header of that name
   */
  public record Request(
      String method, String targetUri, String contentDigest, String idempotencyKey) {
    /** Its components, in the one order of the profile. */
    public List<Component> components() {
      return list("");
    }

    private List<Component> list(String parameter) {
      return List.of(
          new Component("\"@method\"" + parameter, method),
          new Component("\"@target-uri\"" + parameter, targetUri),
          new Component("\"content-digest\"" + parameter, contentDigest),
          new Component("\"idempotency-key\"" + parameter, idempotencyKey));
    }

    /**
     * The components of the answer to this request: its own status and digest, and all of the
     * request's ({@code ;req}, section 2.4), so that it answers this request and no other.
     */
    public List<Component> answered(int status, String answerDigest) {
      List<Component> all =
          new java.util.ArrayList<>(
              List.of(
                  new Component("\"@status\"", Integer.toString(status)),
                  new Component("\"content-digest\"", answerDigest)));
      all.addAll(list(";req"));
      return List.copyOf(all);
    }
  }
}
