// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

/**
 * One side of an established link: what it sends is sealed, what it receives is opened.
 *
 * @param out for the other side
 * @param in from the other side
 */
public record LinkSession(RecordSealer out, RecordOpener in) {}
