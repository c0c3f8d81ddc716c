// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

/**
 * Who can say whether a claimed identity is true. Any thread may use it; who makes it closes it.
 *
 * <p>A request with the same idempotency key is decided once: after a failure without an answer it
 * may be repeated with the same key. Nothing of a claim is logged.
 */
public interface Authority extends AutoCloseable {

  /**
   * What an authority says of itself, before it is asked about anybody.
   *
   * @param provider its name
   * @param demo whether it is a demonstration
   */
  record Health(String provider, boolean demo) {}

  /**
   * Whether it answers now, and as what.
   *
   * @throws IdentityException when it does not
   */
  Health probe() throws IdentityException, InterruptedException;

  /**
   * Has a claim verified.
   *
   * @param claim what to verify
   * @param idempotencyKey 8 to 64 letters, digits or hyphens; one for each claim, kept for repeats
   * @throws IdentityException when there is no answer, or one that cannot be believed
   */
  IdentityResult verify(IdentityClaim claim, String idempotencyKey)
      throws IdentityException, InterruptedException;

  /**
   * Has a one-time code sent to a telephone. What it answers is the same whether it knows the
   * person or not.
   *
   * @param claim of mode {@link IdentityMode#PHONE}, without a code
   * @param idempotencyKey as for {@link #verify}
   * @throws IdentityException.AuthorityBusy when the last code was sent too short a time ago
   * @throws IdentityException when there is no answer, or one that cannot be believed
   */
  PhoneCode sendCode(IdentityClaim claim, String idempotencyKey)
      throws IdentityException, InterruptedException;

  @Override
  void close();
}
