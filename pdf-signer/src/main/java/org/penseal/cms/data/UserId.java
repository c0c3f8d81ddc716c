// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

/** Which user id of SM2 a signature value was found to be made with. */
public enum UserId {
  /** 1234567812345678 (GM/T 0009-2012, section 10). */
  DEFAULT,
  /** The one that the verifier was told. */
  GIVEN,
  /** The empty one, which OpenSSL takes for signed attributes. */
  EMPTY,
  /** None: e is the digest of the content without Z, as OpenSSL makes it without attributes. */
  NONE,
  /** Not SM2, or the value fits none. */
  UNKNOWN
}
