// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.util.Map;
import org.penseal.app.server.refusal.ServeException;

/** Answers requests, from many threads at once. */
public interface Handler {
  /** Answers; whatever goes wrong is an answer too. */
  Answer answer(Request request);

  /**
   * The answer to what is no request that can be answered.
   *
   * @param headers as far as they were read, names in lower case
   */
  Answer refused(ServeException.Refusal refusal, Map<String, java.util.List<String>> headers);
}
