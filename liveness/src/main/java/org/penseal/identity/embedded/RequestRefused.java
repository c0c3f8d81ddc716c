// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

/** A request that is refused; the code is part of the protocol. */
final class RequestRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;
  private final int triesLeft;
  private final long retryAfterSeconds;

  private RequestRefused(int status, String code, int triesLeft, long retryAfterSeconds) {
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.triesLeft = triesLeft;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  RequestRefused(int status, String code) {
    this(status, code, 0, 0);
  }

  static RequestRefused wrongCode(int triesLeft) {
    return new RequestRefused(403, "phone-code-wrong", triesLeft, 0);
  }

  static RequestRefused tooSoon(long retryAfterSeconds) {
    return new RequestRefused(429, "phone-code-too-soon", 0, retryAfterSeconds);
  }

  HttpReply reply() {
    String tries = triesLeft > 0 ? ",\"triesLeft\":" + triesLeft : "";
    return HttpReply.of(status, "{\"code\":\"" + code + "\"" + tries + "}", retryAfterSeconds);
  }
}
