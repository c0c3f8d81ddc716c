// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.refusal.ServeException;

/**
 * One request whose head was read and found in order; its body is read by whoever answers, once.
 *
 * @param method upper case
 * @param target as it was sent: path and query
 * @param path of the target, which has nothing to decode
 * @param query decoded parameters in their order
 * @param headers names in lower case, values in their order
 * @param body as it comes from the caller; its reader need not reach its end
 * @param caller at the other end
 */
public record Request(
    String method,
    String target,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    InputStream body,
    Caller caller) {

  /** The only value of a header; empty if there is none or there are several. */
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /**
   * A parameter.
   *
   * @throws ServeException.BadParameter if it stands there more than once
   */
  public Optional<String> parameter(String name) throws ServeException.BadParameter {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new ServeException.BadParameter(name);
    }
    return values.stream().findFirst();
  }

  /** A parameter that must be there. */
  public String needed(String name) throws ServeException.BadParameter {
    return parameter(name).orElseThrow(() -> new ServeException.BadParameter(name));
  }

  /** A parameter that is {@code true} or {@code false}. */
  public boolean flag(String name, boolean otherwise) throws ServeException.BadParameter {
    Optional<String> value = parameter(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!Set.of("true", "false").contains(value.get())) {
      throw new ServeException.BadParameter(name);
    }
    return value.get().equals("true");
  }

  /** Refuses parameters that the operation does not know: a misspelt one must not be ignored. */
  public void only(Set<String> known) throws ServeException.BadParameter {
    for (String name : query.keySet()) {
      if (!known.contains(name)) {
        throw new ServeException.BadParameter(name);
      }
    }
  }

  /**
   * The same with another body, from a caller that has signed it.
   *
   * @param certificate of the key that has signed, if it has one; counts as shown by the caller
   */
  public Request signed(InputStream other, Optional<X509Certificate> certificate) {
    List<X509Certificate> shown = certificate.map(List::of).orElse(caller.certificates());
    Caller signer = new Caller(caller.address(), shown, caller.secure());
    return new Request(method, target, path, query, headers, other, signer);
  }

  /**
   * The whole body in memory.
   *
   * @throws ServeException.TooLarge if it is longer
   */
  public byte[] bytes(int mostBytes) throws ServeException.TooLarge, IOException {
    byte[] read = body.readNBytes(mostBytes + 1);
    if (read.length > mostBytes) {
      throw new ServeException.TooLarge(mostBytes);
    }
    return read;
  }
}
