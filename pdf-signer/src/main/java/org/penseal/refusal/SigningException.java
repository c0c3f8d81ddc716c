// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import org.jspecify.annotations.Nullable;

/**
 * Why signing, certifying or verifying could not be carried out.
 *
 * <p>Each group of reasons is a sealed class of its own with the reasons nested in it. They carry
 * the facts as fields; the message is an English line for the log and never shown to a user. Names,
 * texts and digests of the signer are never part of the message.
 */
public abstract sealed class SigningException extends Exception
    permits CmsException,
        CredentialException,
        DocumentException,
        FileException,
        PlacementException,
        ServiceException {
  private static final long serialVersionUID = 1L;

  SigningException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
