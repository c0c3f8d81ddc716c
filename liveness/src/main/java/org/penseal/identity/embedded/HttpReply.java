// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import java.nio.charset.StandardCharsets;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param body JSON
 * @param retryAfterSeconds 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer, never changed
record HttpReply(int status, byte[] body, long retryAfterSeconds) {
  static HttpReply of(int status, String json, long retryAfterSeconds) {
    return new HttpReply(status, json.getBytes(StandardCharsets.UTF_8), retryAfterSeconds);
  }

  static HttpReply error(int status, String code) {
    return new RequestRefused(status, code).reply();
  }

  HttpReply with(String json) {
    return of(status, json, retryAfterSeconds);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
