// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

/**
 * A device that is attached.
 *
 * @param uri its address
 * @param name as it calls itself
 */
public record FoundDevice(String uri, String name) {}
