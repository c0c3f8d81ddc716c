// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

/** The status and the bytes of an answer. */
@SuppressWarnings("ArrayRecordComponent") // lives for one call only
public record HttpAnswer(int status, byte[] body, String contentType) {}
